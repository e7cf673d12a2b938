"""Soort verzoek: which clock runs for which kind, and how a day lies to its dates; AVG 12(3)."""

from datetime import timedelta

import pytest

from requests_app.rules import (
    About,
    Clock,
    Facts,
    Kind,
    Standing,
    StepCode,
    Suspension,
    clock_of,
    limits,
)
from tests.days import day
from tests.rules.holidays_of_law import HOLIDAYS

RECEIVED = day("tue 2026-03-03")


@pytest.mark.parametrize(
    "kind, clock",
    [(kind, Clock.RIGHT) for kind in list(Kind)[:6]]
    + [
        (Kind.COMPLAINT, Clock.COMPLAINT),
        (Kind.INFORMATION, Clock.PROMISE),
        (Kind.QUESTION, Clock.PROMISE),
    ],
)
def test_every_kind_has_its_own_clock(kind: Kind, clock: Clock) -> None:
    assert clock_of(kind) == clock


def test_direct_marketing_stops_on_the_day_of_receipt() -> None:
    facts = Facts(kind=Kind.OBJECTION, received=RECEIVED, direct_marketing=True)
    found = limits(facts, holidays=HOLIDAYS, today=RECEIVED)
    assert found.promise_by == found.legal_by == found.due_by == RECEIVED
    assert found.overdue(RECEIVED + timedelta(days=1))


def test_a_complaint_follows_the_term_of_the_board() -> None:
    facts = Facts(kind=Kind.COMPLAINT, received=RECEIVED, complaint_days=42)
    found = limits(facts, holidays=HOLIDAYS, today=RECEIVED)
    assert (found.promise_by, found.legal_by) == (day("tue 2026-04-14"), None)


@pytest.mark.parametrize("kind", [Kind.INFORMATION, Kind.QUESTION])
def test_information_and_a_question_have_only_the_promise(kind: Kind) -> None:
    found = limits(Facts(kind=kind, received=RECEIVED), holidays=HOLIDAYS, today=RECEIVED)
    assert (found.promise_by, found.legal_by) == (day("tue 2026-03-31"), None)
    assert found.standing(day("wed 2026-04-01")) == Standing.OVERDUE
    assert not found.steps_to(About.LEGAL)


@pytest.mark.parametrize(
    "answered, standing",
    [
        ("tue 2026-03-31", Standing.IN_TIME),
        ("wed 2026-04-01", Standing.PROMISE_PASSED),
        ("tue 2026-04-07", Standing.PROMISE_PASSED),
        ("wed 2026-04-08", Standing.OVERDUE),
    ],
)
def test_the_last_day_itself_is_in_time(answered: str, standing: Standing) -> None:
    found = limits(Facts(kind=Kind.ACCESS, received=RECEIVED), holidays=HOLIDAYS, today=RECEIVED)
    assert found.standing(day(answered)) == standing


def test_the_law_leads_when_the_promise_is_later() -> None:
    shown = day("tue 2026-03-31")
    facts = Facts(kind=Kind.CORRECTION, received=RECEIVED, promise_from=shown)
    found = limits(facts, holidays=HOLIDAYS, today=RECEIVED)
    assert found.promise_by == day("tue 2026-04-28")
    assert found.due_by == found.last_by == day("tue 2026-04-07")


def codes(about: About, facts: Facts) -> list[StepCode]:
    found = limits(facts, holidays=HOLIDAYS, today=facts.received)
    return [step.code for step in found.steps_to(about)]


def test_the_explanation_names_every_day_that_was_skipped() -> None:
    assert codes(About.LEGAL, Facts(kind=Kind.ACCESS, received=RECEIVED)) == [
        StepCode.RECEIVED,
        StepCode.MONTH,
        StepCode.HOLIDAY,  # Good Friday
        StepCode.WEEKEND,
        StepCode.HOLIDAY,  # Easter Sunday
        StepCode.HOLIDAY,  # Easter Monday
        StepCode.RESULT,
    ]


def test_the_explanation_tells_of_a_short_month_and_of_a_suspension() -> None:
    pauses = (Suspension(day("mon 2026-02-02"), day("wed 2026-02-04")),)
    facts = Facts(kind=Kind.ACCESS, received=day("sat 2026-01-31"), suspensions=pauses)
    assert codes(About.LEGAL, facts) == [
        StepCode.RECEIVED,
        StepCode.MONTH,
        StepCode.LAST_OF_MONTH,
        StepCode.SUSPENDED,
        StepCode.WITH_SUSPENSION,
        StepCode.RESULT,
    ]


def test_the_unsuspended_date_is_explained_only_when_there_was_a_suspension() -> None:
    assert not codes(About.UNSUSPENDED, Facts(kind=Kind.ACCESS, received=RECEIVED))
