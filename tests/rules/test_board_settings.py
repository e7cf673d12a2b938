"""Claims about what a board may choose: bounds, and what counts as a change."""

import pytest

from portal.people.rules import BOUNDS, BoardSettings, changed, out_of_bounds

NOW = BoardSettings(objection_days=14, four_eyes=False, request_years=2)


@pytest.mark.parametrize(
    "days, years, wrong",
    [
        (7, 1, ""),
        (42, 5, ""),
        (6, 2, "objection_days"),
        (43, 2, "objection_days"),
        (14, 0, "request_years"),
        (14, 6, "request_years"),
        (0, 99, "objection_days request_years"),
    ],
)
def test_both_bounds_may_still_be_chosen(days: int, years: int, wrong: str) -> None:
    assert out_of_bounds(BoardSettings(days, True, years)) == set(wrong.split())


def test_only_what_differs_is_a_change() -> None:
    assert changed(NOW, NOW) == {}
    assert changed(NOW, BoardSettings(14, True, 3)) == {
        "four_eyes": (0, 1),
        "request_years": (2, 3),
    }


def test_what_a_board_starts_with_lies_inside_the_bounds() -> None:
    assert not out_of_bounds(NOW)
    assert set(BOUNDS) == {"objection_days", "request_years"}
