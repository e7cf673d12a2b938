"""The verbs of consent: choose, enter from paper, rebuild the current state, hold a round."""

from consent.actions.choose import choose
from consent.actions.enter import EntryRefusedError, enter
from consent.actions.ledger import RefusedError
from consent.actions.rebuild import rebuild_current
from consent.actions.rounds import (
    forget_reminders,
    hold_round,
    letters_fetched,
    remind,
    start_round,
    stop_round,
)

__all__ = [
    "EntryRefusedError",
    "RefusedError",
    "choose",
    "enter",
    "forget_reminders",
    "hold_round",
    "letters_fetched",
    "rebuild_current",
    "remind",
    "start_round",
    "stop_round",
]
