"""Stilgelegd: what the family reads of it, and from when the school may go on (AVG 18(3))."""

import pytest

from portal.register.rules.restrictions import TOLD_FIRST, StopReason, lifts_from, told_reason
from tests.days import day


@pytest.mark.parametrize(
    "why, on",
    [
        (StopReason.LIMITED, "wed 2026-12-02"),
        (StopReason.WEIGHED, "wed 2026-12-02"),
        (StopReason.ACCURACY, "wed 2026-12-02"),
        (StopReason.UPHELD, "wed 2026-11-25"),
    ],
)
def test_the_family_hears_a_week_before_a_limitation_ends(why: StopReason, on: str) -> None:
    assert lifts_from(why, day("wed 2026-11-25")) == day(on)


def test_what_is_decided_is_told_before_what_is_weighed() -> None:
    assert set(TOLD_FIRST) == set(StopReason)
    assert told_reason([StopReason.ACCURACY, StopReason.UPHELD]) is StopReason.UPHELD
