"""Wat het eerst af moet: the order of the queue, and in which column of the watch a case falls."""

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from requests_app.rules.kinds import Facts, Kind, Limits, Standing

SOON = timedelta(days=7)


class Watch(StrEnum):
    """The columns of the privacy officer's table; every open case stands in exactly one, and every
    correction that must still be carried out.
    """

    OVERDUE = "overdue"
    PROMISE_PASSED = "promise_passed"
    SUSPENDED = "suspended"
    SOON = "soon"
    IN_TIME = "in_time"


def watch_of(limits: Limits, *, is_suspended: bool, today: date) -> Watch:
    """What passed is never hidden behind a pause; the last day itself is still in time."""
    standing = limits.standing(today)
    if standing != Standing.IN_TIME:
        return Watch(standing.value)
    if is_suspended:
        return Watch.SUSPENDED
    return Watch.SOON if limits.due_by <= today + SOON else Watch.IN_TIME


def watch_of_promise(promise_by: date, *, today: date) -> Watch:
    """A correction that was granted and is not carried out: its promise runs (seed 001 art. 10.3).

    The answer was given, so the limit of the law no longer runs.
    """
    if today > promise_by:
        return Watch.PROMISE_PASSED
    return Watch.SOON if promise_by <= today + SOON else Watch.IN_TIME


def plain_due(received: date, weeks: int) -> date:
    """The first date of a right, question or information request of which nothing moved it.

    An extension moves only the law's date, and 28 days is never later than one month (law.md §1).
    """
    return received + timedelta(weeks=weeks)


class Plain(NamedTuple):
    """What the dates of a case without a pause hang on; many cases have the same."""

    board: str
    received: str
    kind: str
    direct_marketing: bool
    weeks: int
    complaint_days: int
    extended_on: date | None

    @property
    def facts(self) -> Facts:
        """As the rules take it."""
        return Facts(
            kind=Kind(self.kind),
            received=date.fromisoformat(self.received),
            extended=self.extended_on is not None,
            weeks=self.weeks,
            complaint_days=self.complaint_days,
            direct_marketing=self.direct_marketing,
        )
