"""Wachtrij en bewaren: the order of what is due, the columns of the watch, when texts go."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.rules import (
    Facts,
    Kind,
    Watch,
    anonymised_from,
    closes_on,
    limits,
    plain_due,
    watch_of,
)
from tests.days import day

RECEIVED = day("tue 2026-03-03")
PLAIN = [kind for kind in Kind if kind != Kind.COMPLAINT]
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@given(DAYS, st.integers(1, 4), st.sampled_from(PLAIN), st.booleans())
def test_the_short_cut_of_the_queue_is_the_first_date(
    received: date, weeks: int, kind: Kind, extended: bool
) -> None:
    facts = Facts(kind=kind, received=received, weeks=weeks, extended=extended)
    assert plain_due(received, weeks) == limits(facts).due_by


@pytest.mark.parametrize(
    "today, column",
    [
        pytest.param("mon 2026-03-23", Watch.IN_TIME, id="eight days before the promise"),
        pytest.param("tue 2026-03-24", Watch.SOON, id="seven days before the promise"),
        pytest.param("tue 2026-03-31", Watch.SOON, id="the last day of the promise"),
        pytest.param("wed 2026-04-01", Watch.PROMISE_PASSED, id="the promise passed"),
        pytest.param("fri 2026-04-03", Watch.PROMISE_PASSED, id="the last day of the law"),
        pytest.param("sat 2026-04-04", Watch.OVERDUE, id="the law passed"),
    ],
)
def test_a_case_stands_in_one_column(today: str, column: Watch) -> None:
    found = limits(Facts(kind=Kind.ACCESS, received=RECEIVED))
    assert watch_of(found, is_suspended=False, today=day(today)) == column


@given(st.integers(0, 60), st.booleans())
def test_a_pause_never_hides_what_has_passed(after: int, paused: bool) -> None:
    found, today = limits(Facts(kind=Kind.ACCESS, received=RECEIVED)), RECEIVED + timedelta(after)
    column = watch_of(found, is_suspended=paused, today=today)
    if today > found.promise_by:
        assert column in {Watch.PROMISE_PASSED, Watch.OVERDUE}
    else:
        assert (column == Watch.SUSPENDED) is paused


def test_a_case_closes_when_the_term_for_a_remedy_is_over() -> None:
    assert closes_on(day("tue 2026-03-03")) == day("wed 2026-04-15")


@pytest.mark.parametrize(
    "closed, years, gone",
    [
        ("wed 2026-04-15", 2, "sat 2028-04-15"),
        ("tue 2028-02-29", 2, "fri 2030-03-01"),
        ("tue 2028-02-29", 0, "tue 2028-02-29"),
    ],
)
def test_texts_go_after_the_years_of_the_board(closed: str, years: int, gone: str) -> None:
    assert anonymised_from(day(closed), years=years) == day(gone)
