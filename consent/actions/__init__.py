"""The verbs of consent: answers, the questions, rounds, publishing, and what systems get."""

from consent.actions.choose import choose
from consent.actions.enter import EntryRefusedError, enter
from consent.actions.importing import ImportChangedError, import_choices
from consent.actions.keeping import forget_proof
from consent.actions.ledger import RefusedError
from consent.actions.publish import Published, PublishRefusedError, publish
from consent.actions.rebuild import rebuild_current
from consent.actions.rounds import (
    forget_reminders,
    hold_round,
    letters_fetched,
    remind,
    start_round,
    stop_round,
)
from consent.actions.systems import (
    CALLS,
    Read,
    make_token,
    new_secret,
    note_call,
    note_export,
    note_read,
    note_wrong_key,
    revoke_token,
)
from consent.actions.take_down import FinishRefusedError, finish, give, remind_owners, take_on
from consent.actions.telling import hold_text, tell_of_text, untold_texts

__all__ = [
    "CALLS",
    "EntryRefusedError",
    "FinishRefusedError",
    "ImportChangedError",
    "PublishRefusedError",
    "Published",
    "Read",
    "RefusedError",
    "choose",
    "enter",
    "finish",
    "forget_proof",
    "forget_reminders",
    "give",
    "hold_round",
    "hold_text",
    "import_choices",
    "letters_fetched",
    "make_token",
    "new_secret",
    "note_call",
    "note_export",
    "note_read",
    "note_wrong_key",
    "publish",
    "rebuild_current",
    "remind",
    "remind_owners",
    "revoke_token",
    "start_round",
    "stop_round",
    "take_on",
    "tell_of_text",
    "untold_texts",
]
