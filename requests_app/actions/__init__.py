"""The verbs of a request."""

from requests_app.actions.anonymise import anonymise
from requests_app.actions.authority import check_authority
from requests_app.actions.cause import Ending, finish_task, reopen_task
from requests_app.actions.change_task import change_task
from requests_app.actions.close import close
from requests_app.actions.collect import collect, name_of, nothing_held
from requests_app.actions.decide import decide
from requests_app.actions.deliver import hand_over, note_letter_opened, note_opened, release
from requests_app.actions.draft import drop_draft, save_draft
from requests_app.actions.extend import extend
from requests_app.actions.extract import (
    add_extract,
    add_notes,
    replace_extract,
    weigh_extract,
)
from requests_app.actions.file_request import file_request
from requests_app.actions.follow_up import follow_up
from requests_app.actions.hidden import decide_hidden, keep_hidden_notice
from requests_app.actions.identity import check_identity, keep_copy
from requests_app.actions.locks import Refused, Stale
from requests_app.actions.message import note_read, write, write_back
from requests_app.actions.note import note
from requests_app.actions.package import ask_package, begin_package, finish_package
from requests_app.actions.plan import Plan, plan
from requests_app.actions.propose import approve, propose, send_back
from requests_app.actions.rate import rate
from requests_app.actions.rehearse import rehearse
from requests_app.actions.resume import mend_answer, note_answer, reply
from requests_app.actions.suspend import suspend
from requests_app.actions.take_back import take_back_extension, take_back_question
from requests_app.actions.take_up import take_up
from requests_app.actions.tell import keep_notice
from requests_app.actions.turn_question import turn_question
from requests_app.actions.withdraw import withdraw

__all__ = [
    "Ending",
    "Plan",
    "Refused",
    "Stale",
    "add_extract",
    "add_notes",
    "anonymise",
    "approve",
    "ask_package",
    "begin_package",
    "change_task",
    "check_authority",
    "check_identity",
    "close",
    "collect",
    "decide",
    "decide_hidden",
    "drop_draft",
    "extend",
    "file_request",
    "finish_package",
    "finish_task",
    "follow_up",
    "hand_over",
    "keep_copy",
    "keep_hidden_notice",
    "keep_notice",
    "mend_answer",
    "name_of",
    "note",
    "note_answer",
    "note_letter_opened",
    "note_opened",
    "note_read",
    "nothing_held",
    "plan",
    "propose",
    "rate",
    "rehearse",
    "release",
    "reopen_task",
    "replace_extract",
    "reply",
    "save_draft",
    "send_back",
    "suspend",
    "take_back_extension",
    "take_back_question",
    "take_up",
    "turn_question",
    "weigh_extract",
    "withdraw",
    "write",
    "write_back",
]
