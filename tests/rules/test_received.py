"""Dag van ontvangst: what cannot be true is a slip of the pen; AVG 99(2)."""

from datetime import date

import pytest

from requests_app.rules import may_be_received
from tests.days import day

BORN = day("mon 2018-09-03")


@pytest.mark.parametrize(
    "received, born_on, may",
    [
        pytest.param("fri 2018-05-25", None, True, id="the first day of the law"),
        pytest.param("thu 2018-05-24", None, False, id="the day before"),
        pytest.param("mon 2018-09-03", BORN, True, id="the day of birth"),
        pytest.param("sun 2018-09-02", BORN, False, id="before the birth"),
    ],
)
def test_a_request_came_when_there_was_a_law_and_a_child(
    received: str, born_on: date | None, may: bool
) -> None:
    assert may_be_received(day(received), born_on=born_on) is may
