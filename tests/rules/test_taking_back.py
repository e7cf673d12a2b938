"""Terugnemen: an extension or a question that was a mistake never moved a date (AVG 12(3))."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.rules import (
    Alarm,
    Asking,
    Facts,
    Kind,
    Limits,
    No,
    Suspension,
    SuspensionReason,
    alarms,
    extension_notice_by,
    limits,
    why_not_extend,
    why_not_suspend,
    why_not_take_back_extension,
    why_not_take_back_question,
    why_not_until,
)
from tests.days import day
from tests.rules.test_pauses import cases

RECEIVED = day("tue 2026-03-03")
ACCESS = Facts(kind=Kind.ACCESS, received=RECEIVED)
LATE = Suspension(day("mon 2026-03-16"))  # after five working days: an alarm of its own
GONE = replace(LATE, is_taken_back=True)
Case = tuple[Facts, set[date]]


def derived(facts: Facts, free: set[date]) -> Iterator[tuple[Limits, frozenset[Alarm], object]]:
    """Every date, line, alarm and verdict, on days all along the case."""
    for weeks in range(0, 40, 3):
        on = facts.received + timedelta(weeks=weeks)
        found = limits(facts, holidays=free, today=on)
        ask = why_not_suspend(facts, Asking(), SuspensionReason.SCOPE, since=on)
        yield found, alarms(facts, found, day=on, holidays=free), ask


@given(cases(), st.integers(0, 60), st.none() | st.integers(0, 60), st.integers(0, 4))
def test_a_question_taken_back_restores_every_date_and_every_alarm(
    case: Case, after: int, length: int | None, place: int
) -> None:
    facts, free = case
    since = facts.received + timedelta(days=after)
    end = None if length is None else since + timedelta(days=length)
    gone = Suspension(since, end, is_taken_back=True)  # also across another, also still open
    pauses = [*facts.suspensions]
    pauses.insert(place, gone)
    again = replace(facts, suspensions=tuple(pauses))
    assert list(derived(again, free)) == list(derived(facts, free))


@given(cases())
def test_an_extension_taken_back_restores_every_date(case: Case) -> None:
    facts, free = case
    plain = replace(facts, extended=False)
    longer = replace(plain, extended=True)
    assert limits(longer, holidays=free) != limits(plain, holidays=free)
    assert list(derived(replace(longer, extended=False), free)) == list(derived(plain, free))


@given(cases(), st.integers(0, 100))
def test_after_taking_back_more_time_is_possible_as_if_it_never_was(case: Case, days: int) -> None:
    facts, _free = case
    on = facts.received + timedelta(days=days)
    longer = replace(facts, extended=True)
    assert why_not_extend(longer, is_open=True, today=on) == No.EXTENDED
    back = why_not_extend(replace(longer, extended=False), is_open=True, today=on)
    assert (back is None) == (on <= extension_notice_by(facts.received))


@pytest.mark.parametrize(
    "pause, on, found",
    [
        (LATE, "mon 2026-03-16", {Alarm.ASKED_LATE}),
        (GONE, "mon 2026-03-16", set()),
        (LATE, "tue 2026-04-07", {Alarm.ASKED_LATE, Alarm.OPEN_LONG, Alarm.ONLY_BY_PAUSE}),
        (GONE, "tue 2026-04-07", set()),
    ],
)
def test_a_question_that_was_withdrawn_rings_no_alarm(
    pause: Suspension, on: str, found: set[Alarm]
) -> None:
    facts = replace(ACCESS, suspensions=(pause,))
    dates = limits(facts, today=day(on))
    assert alarms(facts, dates, day=day(on)) == found


@pytest.mark.parametrize(
    "extended, is_open, code",
    [(True, True, None), (False, True, No.NOT_EXTENDED), (True, False, No.STATE)],
)
def test_when_an_extension_may_be_taken_back(
    extended: bool, is_open: bool, code: No | None
) -> None:
    facts = replace(ACCESS, extended=extended)
    assert why_not_take_back_extension(facts, is_open=is_open) == code


@pytest.mark.parametrize(
    "one, is_open, code",
    [
        pytest.param(LATE, True, None, id="it waits"),
        pytest.param(replace(LATE, end=LATE.start), True, None, id="it was answered"),
        pytest.param(GONE, True, No.TAKEN_BACK, id="once"),
        pytest.param(LATE, False, No.STATE, id="the answer states the dates"),
    ],
)
def test_when_a_question_may_be_taken_back(one: Suspension, is_open: bool, code: No | None) -> None:
    assert why_not_take_back_question(one, is_open=is_open) == code


def test_the_day_of_an_answer_may_lie_in_a_pause_that_was_taken_back() -> None:
    asked, on = Suspension(RECEIVED), day("fri 2026-03-20")
    assert why_not_until(asked, on, later=[LATE], today=on) == No.OVERLAP
    assert why_not_until(asked, on, later=[GONE], today=on) is None
