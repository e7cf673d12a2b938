"""Wie krijgt het antwoord: who asked, or the pupil who turned 16 meanwhile (law.md §3)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from requests_app.rules.kinds import Kind

GROWN = 16
IN_FORCE = date(2018, 5, 25)  # AVG 99(2)


class Seat(StrEnum):
    """What a person is in a case on a day."""

    ASKER = "asker"  # who asked, with all of it
    OWN_ONLY = "own_only"  # who asked, without the right to the pupil's data
    PUPIL = "pupil"  # turned 16 while it ran: the case is theirs now
    GAVE_UP = "gave_up"  # who asked, and sees only that it was handed over


@dataclass(frozen=True, slots=True, kw_only=True)
class Turning:
    """What decides: may who asked have the pupil's data, on receipt and on the day itself."""

    kind: Kind
    about_self: bool
    may_now: bool
    may_then: bool = False
    grown_now: bool = False
    grown_then: bool = False


def is_handed_over(facts: Turning) -> bool:
    """Whether the answer goes to the pupil: 16 meanwhile, or a mandate that ended.

    An informatie request stays with the parent: BW 1:377c is a right of the parent.
    """
    if facts.about_self or facts.may_now or facts.kind == Kind.INFORMATION:
        return False
    return facts.grown_now and (facts.may_then or not facts.grown_then)


def seat_of_asker(facts: Turning) -> Seat:
    """What who asked is today."""
    if is_handed_over(facts):
        return Seat.GAVE_UP
    return Seat.ASKER if facts.about_self or facts.may_now else Seat.OWN_ONLY


def is_grown(born_on: date | None, day: date) -> bool:
    """Whether the rights are the pupil's own; born on 29 February: from 1 March."""
    if born_on is None:
        return False
    years = day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
    return years >= GROWN


def may_be_received(day: date, *, born_on: date | None) -> bool:
    """Whether a request can have come on this day: not before the law (AVG 99(2)), nor before the
    pupil whom it is about was born. An earlier day is a slip of the pen.
    """
    return day >= IN_FORCE and (born_on is None or day >= born_on)
