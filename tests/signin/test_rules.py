"""Sloten: limits and clocks, without a database."""

import pytest

from portal.signin.rules import (
    HOUR,
    LONGEST_VISIT,
    MINUTE,
    WRONG_CODES,
    WRONG_FROM_ADDRESS,
    WRONG_PASSWORDS,
    Limit,
    Visit,
    idle_limit,
)


def test_an_account_may_be_wrong_twenty_times_a_day_and_fifty_times_with_codes() -> None:
    assert (WRONG_PASSWORDS.most, WRONG_PASSWORDS.window) == (20, 24 * HOUR)
    assert (WRONG_CODES.most, WRONG_CODES.window) == (50, 24 * HOUR)


def test_a_school_on_one_address_can_be_wrong_more_than_three_hundred_times_an_hour() -> None:
    assert WRONG_FROM_ADDRESS.most > 300
    assert WRONG_FROM_ADDRESS.window == HOUR


def test_a_window_starts_clean() -> None:
    limit = Limit("x", 1, HOUR)
    assert limit.window_start(HOUR - 1) == 0
    assert limit.window_start(HOUR) == HOUR


@pytest.mark.parametrize(
    "staff, silence, goes_on",
    [
        pytest.param(True, 30 * MINUTE - 1, True, id="staff, just in time"),
        pytest.param(True, 30 * MINUTE, False, id="staff, half an hour"),
        pytest.param(False, 2 * HOUR - 1, True, id="guardian, just in time"),
        pytest.param(False, 2 * HOUR, False, id="guardian, two hours"),
    ],
)
def test_silence_ends_a_visit(staff: bool, silence: int, goes_on: bool) -> None:
    assert Visit(0, 0, idle_limit(staff=staff)).goes_on(silence) is goes_on


def test_no_visit_is_longer_than_twelve_hours() -> None:
    busy = Visit(0, LONGEST_VISIT - 1, idle_limit(staff=False))
    assert busy.goes_on(LONGEST_VISIT - 1)
    assert not busy.goes_on(LONGEST_VISIT)


def test_a_visit_is_saved_once_a_minute() -> None:
    visit = Visit(0, 0, HOUR)
    assert not visit.is_due_for_saving(59)
    assert visit.is_due_for_saving(60)
