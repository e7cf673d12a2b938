"""Termijn: the promise and the legal limit; AVG 12(3), Reg. 1182/71 art. 3, seed 001 art. 10."""

from calendar import monthrange
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from itertools import pairwise

ONE_DAY = timedelta(days=1)
SATURDAY = 5


class About(StrEnum):
    """Which date a line of the explanation leads to."""

    PROMISE = "promise"
    LEGAL = "legal"
    UNSUSPENDED = "unsuspended"


class StepCode(StrEnum):
    """What a line of the explanation says; the words are the template's."""

    RECEIVED = "received"
    ERROR_SHOWN = "error_shown"
    WEEKS = "weeks"
    TERM = "term"
    SAME_DAY = "same_day"
    MONTH = "month"
    EXTENDED = "extended"
    LAST_OF_MONTH = "last_of_month"
    SUSPENDED = "suspended"
    SUSPENDED_OPEN = "suspended_open"
    WITH_SUSPENSION = "with_suspension"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    RESULT = "result"


@dataclass(frozen=True, slots=True)
class Step:
    """One line: the date it arrives at, and the figure it worked with (weeks, months or days)."""

    about: About
    code: StepCode
    on: date
    figure: int = 0
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days in which the clock stands still: `start` is the first, `end` the first that runs.

    One that was taken back never stood: the question was a mistake of the school, and its days
    are the family's (AVG 12(3)).
    """

    start: date
    end: date | None = None
    is_taken_back: bool = False


@dataclass(frozen=True, slots=True)
class Deadlines:
    """The last days that are still in time, and how they were computed. Never stored."""

    promise_by: date
    legal_by: date
    unsuspended_legal_by: date
    steps: tuple[Step, ...]


def deadlines(
    received: date,
    *,
    promise_from: date | None = None,
    suspensions: Iterable[Suspension] = (),
    extended: bool = False,
    holidays: Collection[date] = frozenset(),
    weeks: int = 4,
    today: date | None = None,
) -> Deadlines:
    """Both dates for one request. ValueError when the facts contradict each other."""
    starts = received if promise_from is None else promise_from
    if not 1 <= weeks <= 4:
        raise ValueError("weeks must be 1 to 4")
    if starts < received:
        raise ValueError("promise_from lies before receipt")
    pauses = _pauses(received, suspensions, today)
    months = 3 if extended else 1
    promise = tuple(_promise(received, starts, weeks, pauses))
    legal = tuple(_legal(About.LEGAL, received, months, pauses, holidays))
    bare = tuple(_legal(About.UNSUSPENDED, received, months, (), holidays)) if pauses else legal
    steps = promise + legal + (bare if pauses else ())
    return Deadlines(promise[-1].on, legal[-1].on, bare[-1].on, steps)


def extension_notice_by(received: date) -> date:
    """Last safe day to send the notice of extension: unsuspended, not rolled (AVG 12(3))."""
    return add_months(received, 1)


def add_months(start: date, months: int) -> date:
    """Same day number, or that month's last day (Reg. 1182/71 art. 3(2)(c))."""
    years, month = divmod(start.month - 1 + months, 12)
    year, month = start.year + years, month + 1
    return date(year, month, min(start.day, monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class _Pause:
    start: date
    end: date
    is_open: bool

    @property
    def days(self) -> int:
        return (self.end - self.start).days


def _pauses(
    received: date, suspensions: Iterable[Suspension], today: date | None
) -> tuple[_Pause, ...]:
    """Checked, in order of time; an open one ends, for the count, on `today`."""
    counted = [one for one in suspensions if not one.is_taken_back]
    ordered = sorted(counted, key=lambda one: (one.start, one.end or date.max))
    pauses = tuple(_pause(received, one, today) for one in ordered)
    for earlier, later in pairwise(pauses):
        if earlier.is_open:
            raise ValueError("an open suspension must be the last")
        if later.start < earlier.end:
            raise ValueError("suspensions overlap")
    return pauses


def _pause(received: date, one: Suspension, today: date | None) -> _Pause:
    if one.start < received:
        raise ValueError("a suspension starts before receipt")
    if one.end is None:
        if today is None:
            raise ValueError("an open suspension needs today")
        return _Pause(one.start, max(one.start, today), is_open=True)
    if one.end < one.start:
        raise ValueError("a suspension ends before it starts")
    return _Pause(one.start, one.end, is_open=False)


def _promise(
    received: date, starts: date, weeks: int, pauses: tuple[_Pause, ...]
) -> Iterator[Step]:
    """The board's own term in weeks; never rolled over a weekend (seed 001 art. 10.2, 10.3)."""
    yield Step(About.PROMISE, StepCode.RECEIVED, received)
    if starts != received:
        yield Step(About.PROMISE, StepCode.ERROR_SHOWN, starts)  # seed 001 art. 10.3
    raw = starts + timedelta(weeks=weeks)
    yield Step(About.PROMISE, StepCode.WEEKS, raw, weeks)
    yield from _suspended(About.PROMISE, raw, pauses)
    yield Step(About.PROMISE, StepCode.RESULT, raw + _total(pauses))


def _legal(
    about: About,
    received: date,
    months: int,
    pauses: tuple[_Pause, ...],
    holidays: Collection[date],
) -> Iterator[Step]:
    """Raw month date, plus suspended days, then rolled once (Reg. 1182/71 art. 3(4))."""
    yield Step(about, StepCode.RECEIVED, received)
    raw = add_months(received, months)
    yield Step(about, StepCode.MONTH if months == 1 else StepCode.EXTENDED, raw, months)
    if raw.day != received.day:
        yield Step(about, StepCode.LAST_OF_MONTH, raw, received.day)
    yield from _suspended(about, raw, pauses)
    day = raw + _total(pauses)
    while day.weekday() >= SATURDAY or day in holidays:
        yield Step(about, StepCode.HOLIDAY if day in holidays else StepCode.WEEKEND, day)
        day += ONE_DAY
    yield Step(about, StepCode.RESULT, day)


def _suspended(about: About, raw: date, pauses: tuple[_Pause, ...]) -> Iterator[Step]:
    """A question that was answered the same day moved nothing, and needs no line."""
    for one in (pause for pause in pauses if pause.days or pause.is_open):
        code = StepCode.SUSPENDED_OPEN if one.is_open else StepCode.SUSPENDED
        yield Step(about, code, one.start, one.days, one.end)
    total = _total(pauses)
    if total:
        yield Step(about, StepCode.WITH_SUSPENSION, raw + total, total.days)


def _total(pauses: tuple[_Pause, ...]) -> timedelta:
    return timedelta(days=sum(one.days for one in pauses))
