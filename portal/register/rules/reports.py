"""Onderwijskundig rapport: who sees it first, when it may go (seed 001 art. 13.3; law.md §6)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from portal.register.rules.retention import CountsFrom, Keeping, ends

SCHOOL_DAYS = 10
DAY = timedelta(days=1)
SATURDAY = 5
FILE_DAYS = 30 * DAY  # as a package after delivery (law.md §7)
HORIZON = 120 * DAY  # ten school days and the longest holidays lie well inside

Asked = UUID | None  # a guardian by id; None: the pupil


class SeenChannel(StrEnum):
    """How somebody showed that the report was seen. Seen is not agreed."""

    PORTAL = "portal"
    PAPER = "paper"


class ReportRefusal(StrEnum):
    """Why a report does not go, or a verb on it is not done."""

    TOO_EARLY = "too_early"
    REASON = "reason"
    NOBODY_ASKED = "nobody_asked"
    CALENDAR = "calendar"
    NOT_OPEN = "not_open"
    NOT_ASKED = "not_asked"
    DATE = "date"
    HOUSEHOLD = "household"
    REGISTER = "register"
    OPEN = "open"
    RECIPIENT = "recipient"
    CHANGED = "changed"


@dataclass(frozen=True)
class Near:
    """Somebody around a pupil on a day, with what decides whether the report is shown first."""

    who: Asked
    has_authority: bool = False
    is_restricted: bool = False
    represents: bool = False


@dataclass(frozen=True)
class Closed:
    """The days without school: `breaks` are first and last days that both belong to it.

    `is_known` is False when the calendar has a gap there: then nobody can count.
    """

    holidays: frozenset[date] = frozenset()
    breaks: tuple[tuple[date, date], ...] = ()
    is_known: bool = True

    def has_school(self, day: date) -> bool:
        """A weekday outside holidays and school holidays."""
        if day.weekday() >= SATURDAY or day in self.holidays:
            return False
        return not any(first <= day <= last for first, last in self.breaks)


@dataclass(frozen=True)
class SendVerdict:
    """Whether it may go; `is_late` when it goes without everybody having seen it."""

    refusal: ReportRefusal | None = None
    is_late: bool = False


def who_is_asked(people: Collection[Near], *, sixteen: bool | None) -> frozenset[Asked]:
    """Every guardian with authority; from 16 the pupil, or who acts for one who cannot judge.

    A court order about somebody closes it (law.md §3). Perhaps 16 (None): nobody, the office must
    fill in the birth date first.
    """
    free = [one for one in people if not one.is_restricted and one.who is not None]
    if sixteen is None:
        return frozenset()
    if not sixteen:
        return frozenset(one.who for one in free if one.has_authority)
    return frozenset(one.who for one in free if one.represents) or frozenset({None})


def look_by(put_up_on: date, closed: Closed) -> date:
    """The tenth school day after the day of putting up: the last day to look at leisure."""
    day, left = put_up_on, SCHOOL_DAYS
    while left:
        day += DAY
        left -= closed.has_school(day)
        if day - put_up_on > HORIZON:  # a calendar that is always closed must not hang the page
            return day
    return day


def may_send(
    asked: Collection[Asked],
    seen: Collection[Asked],
    *,
    put_up_on: date,
    today: date,
    closed: Closed,
    reason: str = "",
) -> SendVerdict:
    """When all who are asked have seen it; or after ten school days, with a reason.

    The tenth school day itself is still theirs. What somebody saw who is not asked any more
    counts for nothing.
    """
    if not asked:
        return SendVerdict(ReportRefusal.NOBODY_ASKED)
    if set(asked) <= set(seen):
        return SendVerdict()
    if not closed.is_known:
        return SendVerdict(ReportRefusal.CALENDAR, is_late=True)
    if today <= look_by(put_up_on, closed):
        return SendVerdict(ReportRefusal.TOO_EARLY, is_late=True)
    if not reason.strip():
        return SendVerdict(ReportRefusal.REASON, is_late=True)
    return SendVerdict(is_late=True)


def may_note_seen(*, on: date, put_up_on: date, today: date) -> bool:
    """A signature on paper has a day between putting up and today."""
    return put_up_on <= on <= today


def last_sent_without_file(today: date) -> date:
    """What was sent on this day or before loses its files and own views today."""
    return today - FILE_DAYS


def keeps_reason(sent_on: date, today: date, *, years: int) -> bool:
    """The words of why it went early: as long as the texts of a request (law.md §7)."""
    return today < ends(sent_on, Keeping(CountsFrom.ROW, years))
