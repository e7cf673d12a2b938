"""Bewijs bewaren: until when the school relies on what was said (AVG 7(1), 5(1)(e); law.md §7)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

PROOF_YEARS = 5  # (?) law.md §7; a board's own RetentionRule goes before it


@dataclass(frozen=True, slots=True)
class Depicted:
    """The pupil in one publication. `ended_on`: the day on which the school said that it was gone,
    or could not go; paper that nobody took back is out once and for all on its own day.
    """

    on: date
    on_paper: bool
    ended_on: date | None = None
    is_due: bool = False  # a task to take it down is open


def relied_until(
    left_on: date | None, last_said_on: date | None, depicted: Collection[Depicted]
) -> date | None:
    """The day from which nobody relies on the answers any more; None while somebody does.

    What stands on a website stands there on the strength of the yes, also after leaving school.
    """
    days = [left_on, *(_ended(one) for one in depicted)]
    known = [day for day in days if day is not None]
    if len(known) < len(days):
        return None
    return max([*known, last_said_on or known[0]])


def _ended(one: Depicted) -> date | None:
    if one.is_due:
        return None
    return one.ended_on or (one.on if one.on_paper else None)
