"""Overnemen: which choices from an earlier app may become rows of the ledger (AVG 4(11), 7(1))."""

from datetime import date
from enum import StrEnum

from consent.rules.entry import LastSaid, entry_refusal
from consent.rules.words import GivenVia


class ImportRefusal(StrEnum):
    """Why a line of the sheet is not taken; the first ones are of the sheet, the last of the law.

    `SAME` is no refusal: the line was taken before.
    """

    NUMBER = "number"
    NO_PUPIL = "no_pupil"
    NO_PURPOSE = "no_purpose"
    NO_ANSWER = "no_answer"
    NO_DAY = "no_day"
    NO_GIVER = "no_giver"
    NOT_TIED = "not_tied"
    ALIKE = "alike"  # two of this name
    DOUBLE = "double"
    NO_BESIDE = "no_beside"  # a no about the same stands in the sheet, and cannot be taken
    SAME = "same"
    FUTURE = "future"
    NOT_ASKED = "not_asked"
    NO_RIGHT = "no_right"
    NOT_KNOWN_THEN = "not_known_then"  # a day before our records: the school may state the right
    CHOSE_SINCE = "chose_since"


# Of these a no is there, but not to be read: no yes about the same may pass it (law.md §4).
UNREADABLE = frozenset(
    {
        ImportRefusal.NO_ANSWER,
        ImportRefusal.NO_DAY,
        ImportRefusal.NO_GIVER,
        ImportRefusal.NOT_TIED,
        ImportRefusal.ALIKE,
        ImportRefusal.DOUBLE,
        ImportRefusal.FUTURE,
    }
)


def import_refusal(
    last: LastSaid | None, *, on: date, says_yes: bool, today: date
) -> ImportRefusal | None:
    """Whether an answer of an earlier app may stand beside what this giver said last.

    A no as on paper: never above a later choice. A yes only from who has not answered at all: an
    import turns no "no" into a yes (law.md §4), and whether it was a no is not told by refusing.
    """
    refusal = entry_refusal(last, on=on, via=GivenVia.IMPORT, says_yes=says_yes, today=today)
    if refusal:
        return ImportRefusal(refusal.value)
    return ImportRefusal.CHOSE_SINCE if says_yes and last is not None else None


def is_same_import(last: LastSaid | None, *, is_same_word: bool, on: date) -> bool:
    """The same sheet read twice says nothing new."""
    return last is not None and is_same_word and last.via is GivenVia.IMPORT and last.on == on
