"""Voorgenomen verstrekking: the window, who may object, and about whom it may go."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.rules import (
    ExclusionCode,
    Intent,
    IntentReason,
    IntentState,
    LegalBasis,
    RuleCode,
    last_day,
    may_announce,
    may_carry_out,
    may_object,
    may_skip_window,
    objection_possible,
    window_for,
)
from tests.days import day

TASK, DUTY = LegalBasis.PUBLIC_TASK, LegalBasis.LEGAL_DUTY
LAST = day("tue 2026-03-17")
DAYS = st.dates(date(2024, 1, 1), date(2032, 12, 31))
PUPILS = st.lists(st.uuids(), unique=True, max_size=6)


def intent(
    state: IntentState = IntentState.ANNOUNCED,
    basis: LegalBasis = TASK,
    last: date | None = LAST,
    planned: date = LAST,
) -> Intent:
    return Intent(state, basis, planned, last)


@pytest.mark.parametrize(
    "announced, days, last",
    [
        pytest.param("tue 2026-03-03", 14, "tue 2026-03-17", id="two weeks, same weekday"),
        pytest.param("fri 2026-03-06", 1, "sat 2026-03-07", id="no term of a law: a Saturday"),
        pytest.param("fri 2026-03-20", 14, "fri 2026-04-03", id="Good Friday; summer time began"),
        pytest.param("thu 2028-02-17", 12, "tue 2028-02-29", id="leap day"),
        pytest.param("tue 2026-12-22", 14, "tue 2027-01-05", id="over the year"),
    ],
)
def test_the_day_of_the_announcement_does_not_count(announced: str, days: int, last: str) -> None:
    assert last_day(day(announced), days) == day(last)


@given(DAYS, st.integers(1, 365))
def test_the_window_has_exactly_so_many_days(announced: date, days: int) -> None:
    row = intent(last=last_day(announced, days))
    open_on = [
        one
        for one in range(-1, days + 3)
        if may_object(row, announced + timedelta(days=one)) is IntentReason.ALLOWED
    ]
    assert max(open_on) == days


def test_a_window_without_days_is_no_window() -> None:
    with pytest.raises(ValueError, match="at least one day"):
        last_day(LAST, 0)


@pytest.mark.parametrize("basis", LegalBasis)
def test_only_basis_e_and_f_know_a_window(basis: LegalBasis) -> None:
    found = window_for(basis, day("tue 2026-03-03"), 14, skipped=False)
    assert found == (LAST if objection_possible(basis) else None)
    assert window_for(basis, day("tue 2026-03-03"), 14, skipped=True) is None


@pytest.mark.parametrize(
    "row, on, reason",
    [
        pytest.param(intent(), "tue 2026-03-17", IntentReason.ALLOWED, id="last day"),
        pytest.param(intent(), "wed 2026-03-18", IntentReason.WINDOW_OVER, id="a day later"),
        pytest.param(
            intent(basis=DUTY, last=None), "tue 2026-03-03", IntentReason.BASIS, id="law's duty"
        ),
        pytest.param(
            intent(IntentState.NO_WINDOW, last=None),
            "tue 2026-03-03",
            IntentReason.WINDOW_OVER,
            id="no window",
        ),
        pytest.param(
            intent(IntentState.DROPPED), "tue 2026-03-03", IntentReason.CLOSED, id="dropped"
        ),
        pytest.param(
            intent(IntentState.CARRIED_OUT), "tue 2026-03-03", IntentReason.CLOSED, id="done"
        ),
    ],
)
def test_who_may_object_when(row: Intent, on: str, reason: IntentReason) -> None:
    assert may_object(row, day(on)) is reason


@pytest.mark.parametrize(
    "row, on, reason",
    [
        pytest.param(intent(), "tue 2026-03-17", IntentReason.WINDOW_OPEN, id="last day"),
        pytest.param(intent(), "wed 2026-03-18", IntentReason.ALLOWED, id="the day after"),
        pytest.param(
            intent(planned=day("fri 2026-03-20")),
            "thu 2026-03-19",
            IntentReason.BEFORE_PLANNED,
            id="earlier than families were told",
        ),
        pytest.param(
            intent(IntentState.NO_WINDOW, last=None, planned=day("tue 2026-03-03")),
            "tue 2026-03-03",
            IntentReason.ALLOWED,
            id="no window: at once",
        ),
        pytest.param(
            intent(IntentState.DROPPED), "wed 2026-03-18", IntentReason.CLOSED, id="dropped"
        ),
    ],
)
def test_it_goes_only_after_the_window(row: Intent, on: str, reason: IntentReason) -> None:
    pupil = uuid4()
    found = may_carry_out(row, day(on), pupils=[pupil], told=[pupil], objecting=[])
    assert (found.reason, found.allowed) == (reason, reason is IntentReason.ALLOWED)


@given(PUPILS, st.data())
def test_nobody_who_objects_or_was_not_told_is_reached(
    pupils: list[UUID], data: st.DataObject
) -> None:
    some = st.sets(st.sampled_from(pupils)) if pupils else st.just(set[UUID]())
    told, objecting = data.draw(some), data.draw(some)
    found = may_carry_out(
        intent(), LAST + timedelta(days=1), pupils=pupils, told=told, objecting=objecting
    )
    assert set(pupils) - set(found.excluded) == told - objecting
    assert found.allowed is (not pupils or bool(told - objecting))
    assert {one for one in objecting if found.excluded[one] is ExclusionCode.OBJECTED} == objecting


def test_without_a_window_nobody_is_left_out_for_not_being_told() -> None:
    row = intent(IntentState.NO_WINDOW, last=None)
    assert may_carry_out(row, LAST, pupils=[uuid4()], told=[], objecting=[]).excluded == {}


@pytest.mark.parametrize(
    "reason, is_officer, answer",
    [
        ("Er is haast.", True, IntentReason.ALLOWED),
        ("  ", True, IntentReason.NO_REASON),
        ("Er is haast.", False, IntentReason.NOT_OFFICER),
    ],
)
def test_skipping_the_window_takes_the_officer_and_a_reason(
    reason: str, is_officer: bool, answer: IntentReason
) -> None:
    assert may_skip_window(reason=reason, is_officer=is_officer) is answer


@pytest.mark.parametrize("code", [RuleCode.POLICE_DEMAND, RuleCode.POLICE_ORDER])
def test_what_starts_hidden_is_never_announced(code: RuleCode) -> None:
    assert may_announce([RuleCode.YOUTH_HEALTH, code]) is IntentReason.STAYS_UNSEEN
    assert may_announce([RuleCode.YOUTH_HEALTH]) is IntentReason.ALLOWED
