"""Toestemming: the law of asking, answering and withdrawing, without Django."""

from consent.rules.entry import EntryRefusal, LastSaid, entry_refusal, is_same_entry
from consent.rules.imports import ImportRefusal, import_refusal, is_same_import
from consent.rules.outcome import (
    CONFIRMATION_DAYS,
    carried_yeses,
    confirm_by,
    effective,
    standing_noes,
    told,
)
from consent.rules.pictures import PICTURE_MEDIA, in_the_way, is_picture
from consent.rules.words import (
    NOT_LINKED,
    Answer,
    Capacity,
    Effective,
    GivenVia,
    Held,
    Medium,
    PupilFacts,
    Reason,
    State,
    Told,
    Word,
    answer_for,
    is_same_word,
    may_say,
)

__all__ = [
    "CONFIRMATION_DAYS",
    "NOT_LINKED",
    "PICTURE_MEDIA",
    "Answer",
    "Capacity",
    "Effective",
    "EntryRefusal",
    "GivenVia",
    "Held",
    "ImportRefusal",
    "LastSaid",
    "Medium",
    "PupilFacts",
    "Reason",
    "State",
    "Told",
    "Word",
    "answer_for",
    "carried_yeses",
    "confirm_by",
    "effective",
    "entry_refusal",
    "import_refusal",
    "in_the_way",
    "is_picture",
    "is_same_entry",
    "is_same_import",
    "is_same_word",
    "may_say",
    "standing_noes",
    "told",
]
