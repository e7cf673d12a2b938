"""Termijn: what holds for every request, and an independent oracle for every day 2024-2032."""

from bisect import bisect_left
from datetime import date, timedelta
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.rules import About, StepCode, Suspension, deadlines
from tests.rules.holidays_of_law import HOLIDAYS

received_days = st.dates(date(2024, 1, 1), date(2032, 12, 31))


@st.composite
def chains(draw: st.DrawFn) -> tuple[date, list[Suspension]]:
    """A receipt with up to four suspensions in sequence, touching and empty ones among them."""
    received = draw(received_days)
    gaps = draw(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), max_size=4))
    found, at = [], received
    for wait, length in gaps:
        start = at + timedelta(days=wait)
        at = start + timedelta(days=length)
        found.append(Suspension(start, at))
    return received, found


@given(chains(), st.randoms(use_true_random=False))
def test_the_order_in_which_suspensions_are_given_does_not_matter(
    chain: tuple[date, list[Suspension]], chance: Random
) -> None:
    received, pauses = chain
    shuffled = list(pauses)
    chance.shuffle(shuffled)
    one = deadlines(received, suspensions=pauses, holidays=HOLIDAYS)
    assert one == deadlines(received, suspensions=shuffled, holidays=HOLIDAYS)


@given(received_days, st.integers(1, 4), st.booleans())
def test_the_promise_lies_inside_the_law(received: date, weeks: int, extended: bool) -> None:
    found = deadlines(received, weeks=weeks, extended=extended, holidays=HOLIDAYS)
    assert found.promise_by <= found.legal_by


@given(chains(), st.booleans())
def test_the_legal_limit_is_a_working_day_and_never_before_the_unsuspended_one(
    chain: tuple[date, list[Suspension]], extended: bool
) -> None:
    received, pauses = chain
    found = deadlines(received, suspensions=pauses, extended=extended, holidays=HOLIDAYS)
    assert found.legal_by.weekday() < 5
    assert found.legal_by not in HOLIDAYS
    assert found.unsuspended_legal_by <= found.legal_by


@given(chains())
def test_an_empty_suspension_changes_no_date(chain: tuple[date, list[Suspension]]) -> None:
    received, pauses = chain
    with_empty = [*pauses, Suspension(received, received)]
    assert dates(received, with_empty) == dates(received, pauses)


@given(chains())
def test_a_pause_moves_the_promise_by_its_days(chain: tuple[date, list[Suspension]]) -> None:
    received, pauses = chain
    before = deadlines(received, suspensions=pauses, holidays=HOLIDAYS)
    last = max((one.end or one.start for one in pauses), default=received)
    more = [*pauses, Suspension(last, last + timedelta(days=9))]
    assert dates(received, more)[0] == before.promise_by + timedelta(days=9)


@given(chains(), st.integers(1, 60), st.booleans())
def test_one_more_suspended_day_never_brings_a_date_forward(
    chain: tuple[date, list[Suspension]], extra: int, extended: bool
) -> None:
    received, pauses = chain
    last = max((one.end or one.start for one in pauses), default=received)
    longer = [*pauses, Suspension(last, last + timedelta(days=extra))]
    one = deadlines(received, suspensions=pauses, extended=extended, holidays=HOLIDAYS)
    two = deadlines(received, suspensions=longer, extended=extended, holidays=HOLIDAYS)
    assert one.promise_by < two.promise_by
    assert one.legal_by <= two.legal_by


def test_a_later_receipt_never_has_an_earlier_date() -> None:
    for one, next_day in pairwise(every_day()):
        earlier = deadlines(one, holidays=HOLIDAYS)
        later = deadlines(next_day, holidays=HOLIDAYS)
        assert earlier.promise_by < later.promise_by
        assert earlier.legal_by <= later.legal_by


@given(chains())
def test_the_last_line_of_each_explanation_is_the_date_itself(
    chain: tuple[date, list[Suspension]],
) -> None:
    received, pauses = chain
    found = deadlines(received, suspensions=pauses, holidays=HOLIDAYS)
    ends = {step.about: step.on for step in found.steps if step.code == StepCode.RESULT}
    assert ends[About.PROMISE] == found.promise_by
    assert ends[About.LEGAL] == found.legal_by
    assert ends.get(About.UNSUSPENDED, found.legal_by) == found.unsuspended_legal_by


def dates(received: date, pauses: list[Suspension]) -> tuple[date, date]:
    found = deadlines(received, suspensions=pauses, holidays=HOLIDAYS)
    return found.promise_by, found.legal_by


# The oracle: a list of working days, and months as rows of a calendar


def every_day() -> list[date]:
    first = date(2024, 1, 1)
    return [first + timedelta(days=n) for n in range((date(2033, 1, 1) - first).days)]


ALL_DAYS = [date(2023, 12, 1) + timedelta(days=n) for n in range(365 * 12)]
WORKING_DAYS = [one for one in ALL_DAYS if one.isoweekday() <= 5 and one not in HOLIDAYS]
BY_MONTH: dict[tuple[int, int], list[date]] = {}
for _one in ALL_DAYS:
    BY_MONTH.setdefault((_one.year, _one.month), []).append(_one)
MONTHS = list(BY_MONTH)


def oracle(received: date, months: int, paused: int) -> date:
    in_month = BY_MONTH[MONTHS[MONTHS.index((received.year, received.month)) + months]]
    raw = in_month[: received.day][-1] + timedelta(days=paused)
    return WORKING_DAYS[bisect_left(WORKING_DAYS, raw)]


@pytest.mark.parametrize("months", [1, 3])
@pytest.mark.parametrize("paused", [0, 1, 18])
def test_every_day_agrees_with_the_oracle(months: int, paused: int) -> None:
    for received in every_day():
        pauses = [Suspension(received, received + timedelta(days=paused))]
        found = deadlines(received, suspensions=pauses, extended=months == 3, holidays=HOLIDAYS)
        assert found.legal_by == oracle(received, months, paused), received
        assert found.unsuspended_legal_by == oracle(received, months, 0), received
        assert (found.promise_by - received).days == 28 + paused
