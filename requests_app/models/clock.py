"""Opschorting, verlenging en de twee datums van een verzoek (AVG 12(3), seed 001 art. 10.4)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q
from django.utils.functional import Promise

from portal.calendar.actions import holiday_dates
from portal.columns import choices_of
from portal.people.models import Dated
from requests_app.models.requests import DataRequest
from requests_app.models.words import STANDINGS, SUSPENSION_REASONS
from requests_app.rules import (
    About,
    Facts,
    Handed,
    Kind,
    Limits,
    Outcome,
    Standing,
    State,
    Step,
    Suspension,
    carried_out_by,
    limits,
    proposes_closing,
    standing_when_done,
)

REASONS = choices_of(SUSPENSION_REASONS)
GRANTED = frozenset({Outcome.GRANTED.value, Outcome.PARTLY.value})
AHEAD = timedelta(days=400)  # further than any extended and suspended date lies


class SuspensionPeriod(Dated):
    """Days in which the clock stands still, with the reason from the list (law.md §2)."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="suspensions")
    reason = models.CharField(max_length=12, choices=REASONS)
    taken_back_on = models.DateField(null=True)  # asked by mistake: its days do not count

    class Meta(Dated.Meta):
        ordering = ["since"]
        constraints = [
            *Dated.Meta.constraints,
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(until__isnull=True),
                name="requests_app_suspensionperiod_open_once",
            ),
            models.CheckConstraint(
                condition=Q(taken_back_on__isnull=True)
                | Q(until__isnull=False, taken_back_on__gte=F("since")),
                name="requests_app_suspensionperiod_taken_back_ended",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.since}"

    @property
    def fact(self) -> Suspension:
        """As the rules take it."""
        return Suspension(self.since, self.until, is_taken_back=self.taken_back_on is not None)


class Extension(models.Model):
    """Verlenging: once, two further months; the notice went out on `notified_on`.

    `request` while it stands, so that a case has one at most and everybody who asks for it reads
    only what counts; `was_of` once it was taken back, so that what happened stays.
    """

    request = models.OneToOneField(
        DataRequest, on_delete=models.PROTECT, null=True, related_name="extension"
    )
    was_of = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, null=True, related_name="former_extensions"
    )
    notified_on = models.DateField()
    taken_back_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["notified_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(request__isnull=False, was_of=None, taken_back_on=None)
                | Q(request=None, was_of__isnull=False, taken_back_on__gte=F("notified_on")),
                name="requests_app_extension_stands_or_was",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id or self.was_of_id} {self.notified_on}"


@dataclass(frozen=True)
class Case:
    """A request with its dates on a day. After the answer the dates of the letter stand."""

    request: DataRequest
    limits: Limits
    today: date

    @property
    def promise_by(self) -> date:
        """The board's promise."""
        return self.request.decision.promise_by if self.is_answered else self.limits.promise_by

    @property
    def legal_by(self) -> date | None:
        """The limit of the law; None when the law sets none for this kind."""
        return self.request.decision.legal_by if self.is_answered else self.limits.legal_by

    @property
    def unsuspended_legal_by(self) -> date | None:
        """What the limit would be without suspension."""
        if self.is_answered:
            return self.request.decision.unsuspended_legal_by
        return self.limits.unsuspended_legal_by

    @property
    def due_by(self) -> date:
        """The first of the two."""
        return self.promise_by if self.legal_by is None else min(self.promise_by, self.legal_by)

    @property
    def is_answered(self) -> bool:
        """Whether there is a decision; a case has one at most."""
        return hasattr(self.request, "decision")

    @property
    def days_left(self) -> int:
        """Days until the first date; negative when it has passed."""
        return (self.due_by - self.today).days

    @property
    def days_over(self) -> int:
        """Days since the first date; 0 or less when it has not passed."""
        return -self.days_left

    @property
    def standing(self) -> Standing:
        """In time or not: by the day on which it was given, or how today lies to the dates."""
        if not self.is_answered:
            return self.limits.standing(self.today)
        verdict, done_on = self._verdict, self.request.carried_out_on
        if not self.is_to_be_done and done_on is None:
            return verdict
        return standing_when_done(
            verdict, promise_by=self.promise_by, done_on=done_on, today=self.today
        )

    @property
    def _verdict(self) -> Standing:
        """Of the answer: the clock runs until somebody got it (law.md §1)."""
        stated = replace(self.limits, promise_by=self.promise_by, legal_by=self.legal_by)
        if self.waits_to_be_given:
            return stated.standing(self.today)
        given = [one.on for one in self.request.deliveries.all() if one.handed != Handed.FAILED]
        if given and min(given) > self.request.decision.answered_on:
            return stated.standing(min(given))
        return Standing(self.request.decision.standing)

    @property
    def waits_to_be_given(self) -> bool:
        """Answered, and nobody got it yet; `deliveries` should be prefetched."""
        return self.request.state == State.ANSWERED and not self.request.deliveries.all()

    @property
    def standing_words(self) -> Promise:
        """As a page says it."""
        return STANDINGS[self.standing]

    @property
    def is_to_be_done(self) -> bool:
        """A correction that was granted, also in part, and is not carried out yet."""
        row = self.request
        if row.state != State.ANSWERED or row.kind != Kind.CORRECTION or row.carried_out_on:
            return False
        return row.decision.outcome in GRANTED

    @property
    def to_be_done_by(self) -> date:
        """The last day of what a decision causes, as its letter says and its tasks have."""
        decision = self.request.decision
        return carried_out_by(Kind(self.request.kind), decision.promise_by, decision.answered_on)

    @property
    def waits_until(self) -> date | None:
        """Decided, and the last day of what must still be done; None when all is.

        For staff. Of other kinds than a correction the verdict is of the answer alone: their
        tasks have a day, and come with the row as `open_task_by` (see `access.listed`).
        """
        if self.request.state != State.ANSWERED:
            return None
        if self.is_to_be_done:
            return self.to_be_done_by
        found: date | None = getattr(self.request, "open_task_by", None)
        return found

    @property
    def open_pause(self) -> SuspensionPeriod | None:
        """The question that waits for an answer; `suspensions` should be prefetched."""
        if not self.request.is_open:
            return None
        return next((one for one in self.request.suspensions.all() if one.until is None), None)

    @property
    def proposes_closing(self) -> bool:
        """Six weeks without an answer: staff decide what to do, nothing closes by itself."""
        pause = self.open_pause
        return pause is not None and proposes_closing(pause.since, self.today)

    @property
    def stopped_at_once(self) -> bool:
        """Advertising stopped on receipt; only its confirmation is still open (AVG 21(3))."""
        return self.request.direct_marketing and self.request.is_open

    @property
    def is_explained(self) -> bool:
        """Whether the computed lines still lead to the dates that stand."""
        stand = (self.promise_by, self.legal_by)
        return stand == (self.limits.promise_by, self.limits.legal_by)

    @property
    def promise_steps(self) -> tuple[Step, ...]:
        """How the promise was computed."""
        return self.limits.steps_to(About.PROMISE)

    @property
    def legal_steps(self) -> tuple[Step, ...]:
        """How the limit of the law was computed."""
        return self.limits.steps_to(About.LEGAL)


def with_dates(requests: Iterable[DataRequest], today: date) -> list[Case]:
    """Every request with its dates: one query for the holidays of each board."""
    rows = list(requests)
    spans: dict[UUID, tuple[date, date]] = {}
    for row in rows:
        first, last = spans.get(row.board_id, (row.received_on, today))
        spans[row.board_id] = min(first, row.received_on), max(last, row.received_on)
    holidays = {
        board: holiday_dates(first, last + AHEAD, scope=board)
        for board, (first, last) in spans.items()
    }
    return [
        Case(
            row, limits(row.facts(), holidays=holidays[row.board_id], today=_day(row, today)), today
        )
        for row in rows
    ]


def if_extended(case: Case, *, extended: bool = True) -> Limits:
    """The dates that an extension would give this case, or that taking it back would."""
    return _if(case, replace(case.request.facts(), extended=extended))


def if_withdrawn(case: Case, pause: SuspensionPeriod) -> Limits:
    """The dates that this case would have had without that question."""
    rows = [one for one in case.request.suspensions.all() if one.pk != pause.pk]
    facts = replace(case.request.facts(), suspensions=tuple(one.fact for one in rows))
    return _if(case, facts)


def _if(case: Case, facts: Facts) -> Limits:
    row = case.request
    last = max(row.received_on, case.today) + AHEAD
    holidays = holiday_dates(row.received_on, last, scope=row.board_id)
    return limits(facts, holidays=holidays, today=case.today)


def _day(request: DataRequest, today: date) -> date:
    """An open suspension counts up to today, or up to the answer when there is one."""
    return request.decision.answered_on if hasattr(request, "decision") else today
