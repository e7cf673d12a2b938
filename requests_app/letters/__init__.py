"""Brieven: what goes on paper to who asked; tagged PDF, in Dutch."""

from requests_app.letters.clock import extension_letter, question_letter
from requests_app.letters.decision import Draft, decision_letter, letter_facts
from requests_app.letters.notes import notes_letter

__all__ = [
    "Draft",
    "decision_letter",
    "extension_letter",
    "letter_facts",
    "notes_letter",
    "question_letter",
]
