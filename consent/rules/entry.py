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

    Never above a later choice. A no is taken from the day of that choice on (AVG 7(3)). A yes needs
    proof that the school cannot make by itself (AVG 7(1); law.md §4: no staff member overrules):
    above anything that was said, only a paper of a later day. What was said is not told by
    refusing: a yes and a no before it are treated alike.
    """
    if on > today:
        return EntryRefusal.FUTURE
    if last is None:
        return None
    if on > last.on:
        return EntryRefusal.CHOSE_SINCE if says_yes and via is GivenVia.DESK else None
    if on < last.on:
        return EntryRefusal.CHOSE_SINCE
    return EntryRefusal.CHOSE_SINCE if says_yes else None


def is_same_entry(last: LastSaid | None, *, is_same_word: bool, on: date) -> bool:
    """The same paper typed in twice says nothing new; paper beside the portal is more proof."""
    if last is None or not is_same_word:
        return False
    return last.via is not GivenVia.PORTAL and last.on == on
