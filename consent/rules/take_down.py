"""Weghalen: what comes down when consent no longer holds, and by when (AVG 7(3), 17(1)(b))."""

from collections.abc import Collection, Iterable
from datetime import date, timedelta
from enum import StrEnum

from consent.rules.words import Medium

# AVG 7(3): effective at once; 17(1)(b): erased "without undue delay". The law names no days: five
# working days is this portal's own choice (law.md §4: "what is online comes down").
WORKING_DAYS = 5
DAY = timedelta(days=1)
SATURDAY = 5
# On paper, or with another: nobody can take back what is out (law.md §4).
PRINT_MEDIA = frozenset({Medium.SCHOOL_GUIDE, Medium.PRESS, Medium.CONTACT_LIST})


class Removal(StrEnum):
    """How a task ended."""

    REMOVED = "removed"
    BLURRED = "blurred"
    NEXT_EDITION = "next_edition"  # paper stays as it is; the next edition comes without
    NOT_POSSIBLE = "not_possible"  # with a reason
    ALLOWED_AGAIN = "allowed_again"  # nobody did anything: consent holds again


class Step(StrEnum):
    """What must happen with the task of one pupil in one publication."""

    OPEN = "open"
    CLOSE = "close"


class FinishRefusal(StrEnum):
    """Why a task cannot be ended so."""

    DONE = "done"
    DATE = "date"
    WAY = "way"
    REASON = "reason"


def is_print(medium: Medium) -> bool:
    """Whether what is published there cannot be taken back."""
    return medium in PRINT_MEDIA


def ways(medium: Medium) -> tuple[Removal, ...]:
    """How the school may say that it is done."""
    if is_print(medium):
        return (Removal.NEXT_EDITION, Removal.REMOVED, Removal.BLURRED)
    return (Removal.REMOVED, Removal.BLURRED, Removal.NOT_POSSIBLE)


def remove_by(opened_on: date, holidays: Collection[date]) -> date:
    """The fifth working day after the day on which consent ended; that day is still in time."""
    day, left = opened_on, WORKING_DAYS
    while left:
        day += DAY
        left -= day.weekday() < SATURDAY and day not in holidays
    return day


def next_step(*, allowed: bool | None, is_open: bool, ended: Iterable[Removal] = ()) -> Step | None:
    """AVG 7(3), 17(1)(b). `allowed` is None when nothing is asked any more and nobody says no:
    leaving school or the end of a question takes no consent back, and ends no task.

    What was taken away, or cannot be, is not asked again; what was allowed again may be.
    """
    if allowed is None:
        return None
    if is_open:
        return Step.CLOSE if allowed else None
    is_settled = any(one is not Removal.ALLOWED_AGAIN for one in ended)
    return None if allowed or is_settled else Step.OPEN


def finish_refusal(
    how: Removal, *, medium: Medium, reason: str, on: date, published_on: date, today: date
) -> FinishRefusal | None:
    """Whether somebody may say so: a day between publishing and today, a way that fits."""
    if not published_on <= on <= today:
        return FinishRefusal.DATE
    if how not in ways(medium):
        return FinishRefusal.WAY
    if how is Removal.NOT_POSSIBLE and not reason.strip():
        return FinishRefusal.REASON
    return None
