"""Ronde and voortgang: who still answers, and numbers that point at nobody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import SMALL, Answer, Coverage, has_open_question, masked, still_stands


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
