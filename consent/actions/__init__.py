"""The verbs of consent: choose, enter from paper, rebuild, and let other systems read."""

from consent.actions.choose import choose
from consent.actions.enter import EntryRefusedError, enter
from consent.actions.importing import ImportChangedError, import_choices
from consent.actions.ledger import RefusedError
from consent.actions.rebuild import rebuild_current
from consent.actions.systems import (
    CALLS,
    make_token,
    new_secret,
    note_call,
    note_export,
    revoke_token,
)

__all__ = [
    "CALLS",
    "EntryRefusedError",
    "ImportChangedError",
    "RefusedError",
    "choose",
    "enter",
    "import_choices",
    "make_token",
    "new_secret",
    "note_call",
    "note_export",
    "rebuild_current",
    "revoke_token",
]
