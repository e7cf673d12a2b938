"""Brieven: what goes on paper to who asked; tagged PDF, in Dutch."""

from requests_app.letters.clock import extension_letter, lapsed_letter, question_letter
from requests_app.letters.decision import (
    Draft,
    PartDraft,
    adds_statement,
    decision_letter,
    letter_facts,
    with_law,
)
from requests_app.letters.follows import Caused, Follows, keys_of
from requests_app.letters.notes import notes_letter
from requests_app.letters.notice import Change, Notice, Told, notice_letter

__all__ = [
    "Caused",
    "Change",
    "Draft",
    "Follows",
    "Notice",
    "PartDraft",
    "Told",
    "adds_statement",
    "decision_letter",
    "extension_letter",
    "keys_of",
    "lapsed_letter",
    "letter_facts",
    "notes_letter",
    "notice_letter",
    "question_letter",
    "with_law",
]
