"""The verbs of consent: choose, enter from paper, and rebuild the current state."""

from consent.actions.choose import choose
from consent.actions.enter import EntryRefusedError, enter
from consent.actions.ledger import RefusedError
from consent.actions.rebuild import rebuild_current

__all__ = ["EntryRefusedError", "RefusedError", "choose", "enter", "rebuild_current"]
