"""Termijn: the tables of AVG 12(3) and seed 001 art. 10, the boundaries, and what is refused."""

from datetime import date, timedelta
from typing import Any

import pytest

from requests_app.rules import Suspension, add_months, deadlines, extension_notice_by
from tests.days import day
from tests.rules.holidays_of_law import HOLIDAYS

RECEIVED = day("tue 2026-03-03")
NINTH, TWENTY_SEVENTH = day("mon 2026-03-09"), day("fri 2026-03-27")


def table(text: str) -> list[Any]:
    return [
        pytest.param(*map(day, cells), id=cells[0])
        for line in text.strip().splitlines()
        for cells in [[cell.strip() for cell in line.split("|")]]
    ]


@pytest.mark.parametrize(
    "received, promise, raw, legal, extended",
    table("""
    mon 2026-01-05 | mon 2026-02-02 | thu 2026-02-05 | thu 2026-02-05 | tue 2026-04-07
    sat 2026-01-31 | sat 2026-02-28 | sat 2026-02-28 | mon 2026-03-02 | thu 2026-04-30
    tue 2026-03-03 | tue 2026-03-31 | fri 2026-04-03 | tue 2026-04-07 | wed 2026-06-03
    wed 2026-11-25 | wed 2026-12-23 | fri 2026-12-25 | mon 2026-12-28 | thu 2027-02-25
    thu 2026-12-31 | thu 2027-01-28 | sun 2027-01-31 | mon 2027-02-01 | wed 2027-03-31
    """),
)
def test_the_examples_of_the_law(
    received: date, promise: date, raw: date, legal: date, extended: date
) -> None:
    found = deadlines(received, holidays=HOLIDAYS)
    assert (found.promise_by, found.legal_by) == (promise, legal)
    assert extension_notice_by(received) == raw
    later = deadlines(received, extended=True, holidays=HOLIDAYS)
    assert (later.promise_by, later.legal_by) == (promise, extended)


@pytest.mark.parametrize(
    "received, raw",
    table("""
    thu 2026-03-05 | sun 2026-04-05
    mon 2026-08-31 | wed 2026-09-30
    sat 2026-01-31 | sat 2026-02-28
    wed 2024-01-31 | thu 2024-02-29
    thu 2024-02-29 | fri 2024-03-29
    tue 2026-12-01 | fri 2027-01-01
    """),
)
def test_a_month_ends_on_the_same_day_number_or_on_its_last_day(received: date, raw: date) -> None:
    assert add_months(received, 1) == raw


def test_suspended_days_are_added_before_rolling_once() -> None:
    pause = Suspension(NINTH, TWENTY_SEVENTH)
    found = deadlines(RECEIVED, suspensions=[pause], holidays=HOLIDAYS)
    assert found.promise_by == day("sat 2026-04-18")
    assert found.legal_by == day("tue 2026-04-21")
    assert found.unsuspended_legal_by == day("tue 2026-04-07")


def test_without_holidays_only_the_weekend_rolls() -> None:
    assert deadlines(RECEIVED).legal_by == day("fri 2026-04-03")
    assert deadlines(day("thu 2026-03-05")).legal_by == day("mon 2026-04-06")


def test_the_unsuspended_limit_keeps_the_extension() -> None:
    pause = Suspension(NINTH, TWENTY_SEVENTH)
    found = deadlines(RECEIVED, suspensions=[pause], extended=True, holidays=HOLIDAYS)
    assert found.unsuspended_legal_by == day("wed 2026-06-03")
    assert found.legal_by == day("mon 2026-06-22")


def test_an_open_suspension_counts_up_to_today() -> None:
    opened = [Suspension(NINTH)]
    closed = [Suspension(NINTH, TWENTY_SEVENTH)]
    running = deadlines(RECEIVED, suspensions=opened, holidays=HOLIDAYS, today=TWENTY_SEVENTH)
    ended = deadlines(RECEIVED, suspensions=closed, holidays=HOLIDAYS)
    assert (running.promise_by, running.legal_by) == (ended.promise_by, ended.legal_by)


def test_an_open_suspension_that_lies_ahead_counts_no_day_yet() -> None:
    ahead = deadlines(RECEIVED, suspensions=[Suspension(TWENTY_SEVENTH)], today=NINTH)
    assert ahead.promise_by == deadlines(RECEIVED).promise_by


def test_touching_suspensions_count_as_one() -> None:
    middle = day("mon 2026-03-16")
    two = [Suspension(middle, TWENTY_SEVENTH), Suspension(NINTH, middle)]
    one = [Suspension(NINTH, TWENTY_SEVENTH)]
    assert deadlines(RECEIVED, suspensions=two).legal_by == (
        deadlines(RECEIVED, suspensions=one).legal_by
    )


def test_the_promise_of_a_correction_starts_when_the_error_was_shown() -> None:
    found = deadlines(RECEIVED, promise_from=day("mon 2026-03-16"), holidays=HOLIDAYS)
    assert found.promise_by == day("mon 2026-04-13")
    assert found.legal_by == day("tue 2026-04-07")


@pytest.mark.parametrize("weeks, promise", [(1, "tue 2026-03-10"), (3, "tue 2026-03-24")])
def test_a_board_may_promise_sooner(weeks: int, promise: str) -> None:
    assert deadlines(RECEIVED, weeks=weeks).promise_by == day(promise)


BEFORE = RECEIVED - timedelta(days=1)


@pytest.mark.parametrize(
    "facts, words",
    [
        ({"suspensions": [Suspension(BEFORE, NINTH)]}, "before receipt"),
        ({"suspensions": [Suspension(BEFORE)], "today": NINTH}, "before receipt"),
        ({"suspensions": [Suspension(TWENTY_SEVENTH, NINTH)]}, "ends before"),
        (
            {
                "suspensions": [
                    Suspension(NINTH, TWENTY_SEVENTH),
                    Suspension(RECEIVED, NINTH + timedelta(1)),
                ]
            },
            "overlap",
        ),
        ({"suspensions": [Suspension(NINTH, TWENTY_SEVENTH)] * 2}, "overlap"),
        ({"suspensions": [Suspension(NINTH)]}, "today"),
        (
            {
                "suspensions": [Suspension(NINTH), Suspension(TWENTY_SEVENTH, date(2026, 4, 1))],
                "today": date(2026, 4, 2),
            },
            "last",
        ),
        ({"suspensions": [Suspension(NINTH)] * 2, "today": TWENTY_SEVENTH}, "last"),
        (
            {
                "suspensions": [
                    Suspension(NINTH, TWENTY_SEVENTH),
                    Suspension(NINTH + timedelta(1)),
                ],
                "today": TWENTY_SEVENTH,
            },
            "overlap",
        ),
        ({"promise_from": BEFORE}, "promise_from"),
        ({"weeks": 0}, "weeks"),
        ({"weeks": 5}, "weeks"),
        ({"weeks": -1}, "weeks"),
    ],
)
def test_facts_that_contradict_each_other_are_refused(facts: dict[str, Any], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        deadlines(RECEIVED, **facts)


def test_an_open_suspension_may_begin_where_the_last_one_ended() -> None:
    chain = [Suspension(TWENTY_SEVENTH), Suspension(NINTH, TWENTY_SEVENTH)]
    found = deadlines(RECEIVED, suspensions=chain, today=TWENTY_SEVENTH)
    assert found.promise_by == day("sat 2026-04-18")
