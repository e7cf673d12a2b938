"""Uitgevoerd of niet: nothing is said to be done where it was not possible (AVG 16-19)."""

import pytest

from requests_app.rules import Carried, Result, Way, carried, is_carried_out

DONE, NOT, NONE = Result.DONE, Result.IMPOSSIBLE, Result.NOTHING_HELD


@pytest.mark.parametrize(
    "results, expected",
    [
        ([], Carried(Way.DECIDED)),
        ([None], Carried(Way.TO_DO)),
        ([None, DONE], Carried(Way.TO_DO)),
        ([None, NOT], Carried(Way.TO_DO, not_everywhere=True)),
        ([DONE], Carried(Way.DONE)),
        ([DONE, NONE], Carried(Way.DONE)),
        ([DONE, NOT], Carried(Way.PARTLY, not_everywhere=True)),
        ([NOT], Carried(Way.IMPOSSIBLE, not_everywhere=True)),
        ([NOT, NONE], Carried(Way.IMPOSSIBLE, not_everywhere=True)),
        ([NONE], Carried(Way.NOTHING_HELD)),
    ],
)
def test_the_results_of_the_tasks_say_how_it_went(
    results: list[Result | None], expected: Carried
) -> None:
    assert carried(results) == expected
    assert is_carried_out(results) == (expected == Carried(Way.DONE))
