"""The verbs of consent: choose, enter from paper, rebuild; publish and take down."""

from consent.actions.choose import choose
from consent.actions.enter import EntryRefusedError, enter
from consent.actions.ledger import RefusedError
from consent.actions.publish import Published, PublishRefusedError, publish
from consent.actions.rebuild import rebuild_current
from consent.actions.take_down import FinishRefusedError, finish, take_on

__all__ = [
    "EntryRefusedError",
    "FinishRefusedError",
    "PublishRefusedError",
    "Published",
    "RefusedError",
    "choose",
    "enter",
    "finish",
    "publish",
    "rebuild_current",
    "take_on",
]
