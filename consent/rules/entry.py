"""Papier en balie: when the school may write down an answer that it got (AVG 7(1))."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from consent.rules.words import GivenVia


class EntryRefusal(StrEnum):
    """Why an answer on paper is not taken."""

    FUTURE = "future"
    NOT_ASKED = "not_asked"
    NO_RIGHT = "no_right"
    CHOSE_SINCE = "chose_since"


@dataclass(frozen=True)
class LastSaid:
    """When and how this giver answered last; the answer itself does not matter."""

    on: date
    via: GivenVia


def entry_refusal(
    last: LastSaid | None, *, on: date, via: GivenVia, says_yes: bool, today: date
) -> EntryRefusal | None:
    """Whether an answer of a day may stand above what this giver said last.

    Never above a later choice. When both are of one day nobody knows which came first: then a no
    is taken (AVG 7(3)), and a yes only from somebody who stands at the desk today, or above a
    row that the school entered itself.
    """
    if on > today:
        return EntryRefusal.FUTURE
    if last is None or on > last.on:
        return None
    if on < last.on:
        return EntryRefusal.CHOSE_SINCE
    stands_here = via is GivenVia.DESK and on == today
    if not says_yes or stands_here or last.via is not GivenVia.PORTAL:
        return None
    return EntryRefusal.CHOSE_SINCE


def is_same_entry(last: LastSaid | None, *, is_same_word: bool, on: date) -> bool:
    """The same paper typed in twice says nothing new; paper beside the portal is more proof."""
    if last is None or not is_same_word:
        return False
    return last.via is not GivenVia.PORTAL and last.on == on
