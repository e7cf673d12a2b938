"""Uitgevoerd of niet: what is true of a granted decision in the school's own systems; AVG 16-19."""

from collections.abc import Collection
from dataclasses import dataclass
from enum import StrEnum

from requests_app.rules.codes import Result


class Way(StrEnum):
    """How it went, of all that one thing asks of the systems together."""

    DECIDED = "decided"  # there is no task that says more
    TO_DO = "to_do"
    DONE = "done"
    PARTLY = "partly"  # done, but not in every system
    IMPOSSIBLE = "impossible"
    NOTHING_HELD = "nothing_held"


@dataclass(frozen=True, slots=True)
class Carried:
    """The way it went; `not_everywhere`: in a system it was not possible, whatever the rest did."""

    way: Way
    not_everywhere: bool = False


def carried(results: Collection[Result | None]) -> Carried:
    """Of the tasks of one entry or of a whole decision; None is a task that is open."""
    found = set(results)
    failed = Result.IMPOSSIBLE in found
    if None in found:
        return Carried(Way.TO_DO, failed)
    if Result.DONE in found:
        return Carried(Way.PARTLY if failed else Way.DONE, failed)
    if failed:
        return Carried(Way.IMPOSSIBLE, failed)
    return Carried(Way.NOTHING_HELD if found else Way.DECIDED)


def is_carried_out(results: Collection[Result | None]) -> bool:
    """A correction is carried out when it was really done, everywhere it had to be (seed 10.3)."""
    return carried(results).way == Way.DONE
