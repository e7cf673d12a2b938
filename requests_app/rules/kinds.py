"""Soort verzoek: which clock runs for which kind; law.md §1, AVG 12(3), 21(2)-(3), Awb 9:11."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_app.rules.clock import About, Step, StepCode, Suspension, deadlines


class Kind(StrEnum):
    """What somebody asks; the value is the Dutch word in the database."""

    ACCESS = "inzage"  # AVG 15
    CORRECTION = "correctie"  # AVG 16
    ERASURE = "verwijdering"  # AVG 17
    LIMITATION = "beperking"  # AVG 18
    PORTABILITY = "overdracht"  # AVG 20
    OBJECTION = "verzet"  # AVG 21
    COMPLAINT = "klacht"  # seed 001 art. 14
    INFORMATION = "informatie"  # BW 1:377c
    QUESTION = "vraag"


class Clock(StrEnum):
    """The four clocks of the table in law.md §1."""

    RIGHT = "right"
    SAME_DAY = "same_day"
    COMPLAINT = "complaint"
    PROMISE = "promise"


class SuspensionReason(StrEnum):
    """The closed list of law.md §2; never for internal reasons."""

    IDENTITY = "identity"  # seed 001 art. 10.4
    AUTHORITY = "authority"
    SCOPE = "scope"  # AVG recital 63


class Standing(StrEnum):
    """How a day lies to the two dates; on the day of the answer this is the verdict."""

    IN_TIME = "in_time"
    PROMISE_PASSED = "promise_passed"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """All that the dates of one request depend on, but for the calendar."""

    kind: Kind
    received: date
    promise_from: date | None = None
    suspensions: tuple[Suspension, ...] = ()
    extended: bool = False
    weeks: int = 4
    complaint_days: int = 42
    direct_marketing: bool = False

    @property
    def pauses(self) -> tuple[Suspension, ...]:
        """The suspensions that stand; one that was taken back moves no date and rings no alarm."""
        return tuple(one for one in self.suspensions if not one.is_taken_back)


@dataclass(frozen=True, slots=True)
class Limits:
    """The dates that hold for this kind; a kind without a limit in the law has None there."""

    promise_by: date
    legal_by: date | None
    unsuspended_legal_by: date | None
    steps: tuple[Step, ...]

    @property
    def due_by(self) -> date:
        """The first of the dates: the law leads when the promise is later (law.md §1)."""
        return self.promise_by if self.legal_by is None else min(self.promise_by, self.legal_by)

    @property
    def last_by(self) -> date:
        """The law's date, or the promise when the law sets none."""
        return self.promise_by if self.legal_by is None else self.legal_by

    def overdue(self, day: date) -> bool:
        """The last day itself is still in time; overdue starts the next day."""
        return day > self.last_by

    def standing(self, day: date) -> Standing:
        """Whether an answer on this day keeps the promise, only the law, or neither."""
        if self.overdue(day):
            return Standing.OVERDUE
        return Standing.IN_TIME if day <= self.promise_by else Standing.PROMISE_PASSED

    def steps_to(self, about: About) -> tuple[Step, ...]:
        """The lines of the explanation that lead to one of the dates."""
        return tuple(step for step in self.steps if step.about == about)


def standing_when_done(
    verdict: Standing, *, promise_by: date, done_on: date | None, today: date
) -> Standing:
    """Of a correction that was granted: the promise ends when it is carried out, not when it is
    decided (seed 001 art. 10.3). The verdict of the letter on the law stands.
    """
    if verdict != Standing.IN_TIME or (done_on or today) <= promise_by:
        return verdict
    return Standing.PROMISE_PASSED


def clock_of(kind: Kind, *, direct_marketing: bool = False) -> Clock:
    """The clock that runs for this kind."""
    if kind == Kind.OBJECTION and direct_marketing:
        return Clock.SAME_DAY  # AVG 21(2)-(3), seed 001 art. 10.6
    if kind == Kind.COMPLAINT:
        return Clock.COMPLAINT  # Awb 9:11 (?), the board's own scheme
    return Clock.PROMISE if kind in (Kind.INFORMATION, Kind.QUESTION) else Clock.RIGHT


def limits(
    facts: Facts, *, holidays: Collection[date] = frozenset(), today: date | None = None
) -> Limits:
    """The dates of one request. ValueError as `deadlines`."""
    clock = clock_of(facts.kind, direct_marketing=facts.direct_marketing)
    if clock == Clock.SAME_DAY:
        return _same_day(facts.received)
    if clock == Clock.COMPLAINT:
        return _complaint(facts.received, facts.complaint_days)
    found = deadlines(
        facts.received,
        promise_from=facts.promise_from,
        suspensions=facts.suspensions,
        extended=facts.extended,
        holidays=holidays,
        weeks=facts.weeks,
        today=today,
    )
    if clock == Clock.RIGHT:
        return Limits(found.promise_by, found.legal_by, found.unsuspended_legal_by, found.steps)
    promise = tuple(step for step in found.steps if step.about == About.PROMISE)
    return Limits(found.promise_by, None, None, promise)


def _same_day(received: date) -> Limits:
    """Upheld at once, without assessment (AVG 21(3))."""
    steps = tuple(
        Step(about, StepCode.SAME_DAY, received) for about in (About.PROMISE, About.LEGAL)
    )
    return Limits(received, received, received, steps)


def _complaint(received: date, days: int) -> Limits:
    due = received + timedelta(days=days)
    steps = (
        Step(About.PROMISE, StepCode.RECEIVED, received),
        Step(About.PROMISE, StepCode.TERM, due, days),
        Step(About.PROMISE, StepCode.RESULT, due),
    )
    return Limits(due, None, None, steps)
