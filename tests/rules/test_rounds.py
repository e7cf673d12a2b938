"""Ronde and voortgang: who still answers, and numbers that point at nobody."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import (
    SMALL,
    Answer,
    Coverage,
    has_open_question,
    masked,
    round_is_due,
    still_stands,
)
from tests.days import day


@pytest.mark.parametrize(
    "answer, version, stands",
    [
        pytest.param(Answer.GIVEN, 1, False, id="a yes to an older text"),
        pytest.param(Answer.GIVEN, 2, True, id="a yes to a text that means the same"),
        pytest.param(Answer.GIVEN, 3, True, id="a yes to the newest text"),
        pytest.param(Answer.REFUSED, 1, True, id="a no stands across versions"),
        pytest.param(Answer.WITHDRAWN, 1, True, id="so does a yes that was taken back"),
    ],
)
def test_what_stands_is_not_asked_again(answer: Answer, version: int, stands: bool) -> None:
    assert still_stands(answer, version, 2) is stands
    assert has_open_question({"a": 2}, {"a": (answer, version)}) is not stands


def test_one_question_without_an_answer_is_enough_and_none_asked_is_none() -> None:
    assert has_open_question({"a": 1, "b": 1}, {"a": (Answer.REFUSED, 1)})
    assert not has_open_question({}, {})
    assert not has_open_question({"a": 1}, {"a": (Answer.GIVEN, 1), "b": (Answer.GIVEN, 1)})


def test_coverages_add_up_and_the_rest_waits() -> None:
    both = Coverage(20, some=12, full=9) + Coverage(3, some=3)
    assert (both, both.waiting) == (Coverage(23, some=15, full=9), 14)


@given(st.integers(0, 400), st.integers(0, 400))
def test_a_part_never_tells_which_few_there_are(number: int, rest: int) -> None:
    shown = masked(number, number + rest)
    exact = not (shown.at_most or shown.at_least)
    few = number + rest < SMALL or 0 < number < SMALL or 0 < rest < SMALL
    assert exact is not few
    assert not exact or shown.number == number


def test_few_and_nearly_all_are_said_roughly() -> None:
    assert masked(3, 100).at_most
    assert (masked(97, 100).at_least, masked(97, 100).number) == (True, 96)
    assert (masked(0, 100).number, masked(100, 100).number) == (0, 100)
    assert masked(4, 4).at_most
    assert masked(4).at_most
    assert masked(5).number == 5


@pytest.mark.parametrize(
    "today, newest, due",
    [
        pytest.param("fri 2026-07-31", None, False, id="the old year"),
        pytest.param("sat 2026-08-01", None, True, id="the first day, never a round"),
        pytest.param("sat 2026-08-01", "fri 2026-07-31", True, id="yesterday was the old year"),
        pytest.param("sat 2026-08-01", "sat 2026-08-01", False, id="today"),
        pytest.param("mon 2026-08-31", "mon 2025-09-01", True, id="a round of last year"),
        pytest.param("wed 2026-09-30", "sat 2026-08-01", False, id="begun on the first day"),
        pytest.param("sat 2026-10-31", None, True, id="the last day"),
        pytest.param("sun 2026-11-01", None, False, id="no news any more"),
        pytest.param("fri 2027-01-01", "mon 2025-09-01", False, id="in the middle of the year"),
        pytest.param("sun 2027-08-01", "tue 2026-09-01", True, id="the next year"),
    ],
)
def test_a_new_school_year_asks_for_a_round(today: str, newest: str | None, due: bool) -> None:
    assert round_is_due(day(newest) if newest else None, today=day(today)) is due


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(0, 400))
def test_a_round_of_this_school_year_is_enough(today: date, ago: int) -> None:
    newest = today - timedelta(days=ago)
    year = today.year if today.month >= 8 else today.year - 1
    if newest >= date(year, 8, 1):
        assert not round_is_due(newest, today=today)
    assert round_is_due(None, today=today) is (today.month in {8, 9, 10})
