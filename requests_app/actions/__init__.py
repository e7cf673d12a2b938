"""The verbs of a request: file, take up, ask, answer, extend, check, decide, withdraw."""

from requests_app.actions.authority import check_authority
from requests_app.actions.decide import decide
from requests_app.actions.extend import extend
from requests_app.actions.file_request import file_request
from requests_app.actions.identity import check_identity, keep_copy
from requests_app.actions.locks import Refused, Stale
from requests_app.actions.resume import mend_answer, note_answer, reply
from requests_app.actions.suspend import suspend
from requests_app.actions.take_up import take_up
from requests_app.actions.withdraw import withdraw

__all__ = [
    "Refused",
    "Stale",
    "check_authority",
    "check_identity",
    "decide",
    "extend",
    "file_request",
    "keep_copy",
    "mend_answer",
    "note_answer",
    "reply",
    "suspend",
    "take_up",
    "withdraw",
]
