"""Overnemen: which choices from an earlier app may become rows of the ledger (AVG 4(11), 7(1))."""

from datetime import date
from enum import StrEnum

from consent.rules.entry import LastSaid, entry_refusal
from consent.rules.words import GivenVia


class ImportRefusal(StrEnum):
    """Why a line of the sheet is not taken; the first ones are of the sheet, the others the law."""

    NUMBER = "number"
    NO_PUPIL = "no_pupil"
    NO_PURPOSE = "no_purpose"
    NO_ANSWER = "no_answer"
    NO_DAY = "no_day"
    NO_GIVER = "no_giver"
    NOT_TIED = "not_tied"
    DOUBLE = "double"
    FUTURE = "future"
    NOT_ASKED = "not_asked"
    NO_RIGHT = "no_right"
    CHOSE_SINCE = "chose_since"
    NO_STANDS = "no_stands"


def import_refusal(
    last: LastSaid | None, *, said_no: bool, on: date, says_yes: bool, today: date
) -> ImportRefusal | None:
    """Whether an answer of an earlier app may stand above what this giver said last.

    As paper: never above a later choice. And an import turns no "no" into a yes (law.md §4): a no
    stands until its giver changes it here, at the desk or on paper.
    """
    refusal = entry_refusal(last, on=on, via=GivenVia.IMPORT, says_yes=says_yes, today=today)
    if refusal:
        return ImportRefusal(refusal.value)
    if says_yes and said_no:
        return ImportRefusal.NO_STANDS
    return None
