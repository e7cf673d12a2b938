"""Machtiging: what a pupil of 16 or 17 lets a guardian do, and until when (law.md §3)."""

from dataclasses import dataclass
from datetime import date

from portal.people.rules.ages import Term, turns
from portal.people.rules.words import MandateScope


@dataclass(frozen=True)
class MandateGiven:
    """A mandate as the pupil gave it; a revoked one has its last day in the term."""

    scope: MandateScope
    term: Term


def may_mandate(born_on: date | None, today: date) -> bool:
    """Only at 16 and 17: before that guardians decide, after that nobody but oneself."""
    return born_on is not None and turns(born_on, 16) <= today < turns(born_on, 18)


def mandate_ends_by(born_on: date, today: date) -> date:
    """The furthest `until` of a mandate given today: a year on, or the 18th birthday."""
    return min(turns(today, 1), turns(born_on, 18))
