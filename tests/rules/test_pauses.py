"""Pauze en verlenging: who may be asked what, until when; law.md §2, AVG 12(3)."""

from dataclasses import replace
from datetime import date, timedelta
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.rules import (
    Alarm,
    Asking,
    Facts,
    Kind,
    No,
    Suspension,
    SuspensionReason,
    alarms,
    limits,
    may_extend,
    proposes_closing,
    reminders_due,
    why_not_extend,
    why_not_suspend,
    why_not_until,
    working_day,
)
from tests.days import day
from tests.rules.holidays_of_law import HOLIDAYS

RECEIVED = day("tue 2026-03-03")
ACCESS = Facts(kind=Kind.ACCESS, received=RECEIVED)
OPEN = Suspension(day("mon 2026-03-09"))
ENDED = Suspension(day("mon 2026-03-09"), day("fri 2026-03-27"))
IDENTITY, AUTHORITY, SCOPE = SuspensionReason
ASKED = day("mon 2026-03-09")


def asked(**facts: Any) -> No | None:
    """The verdict on a question of 9 March about identity, unless told otherwise."""
    reason, since = facts.pop("reason", IDENTITY), facts.pop("since", ASKED)
    asking = Asking(**{name: facts.pop(name) for name in [*facts] if hasattr(Asking, name)})
    return why_not_suspend(replace(ACCESS, **facts), asking, reason, since=since)


@pytest.mark.parametrize(
    "facts, code",
    [
        pytest.param({}, None, id="doubt about who asks"),
        pytest.param({"is_identified": True}, No.IDENTIFIED, id="signed in with two factors"),
        pytest.param({"is_identified": True, "reason": SCOPE}, None, id="but scope may be asked"),
        pytest.param({"is_checked": True}, No.CHECKED, id="a document was seen"),
        pytest.param({"is_checked": True, "reason": AUTHORITY}, None, id="authority is another"),
        pytest.param({"own_data": True, "reason": AUTHORITY}, No.OWN_DATA, id="own data"),
        pytest.param({"is_open": False}, No.STATE, id="answered or withdrawn"),
        pytest.param({"since": day("mon 2026-03-02")}, No.BEFORE_RECEIPT, id="before receipt"),
        pytest.param({"since": RECEIVED}, None, id="on the day of receipt"),
        pytest.param({"suspensions": (OPEN,)}, No.OPEN, id="one at a time"),
        pytest.param({"suspensions": (ENDED,)}, No.OVERLAP, id="inside an earlier one"),
        pytest.param(
            {"suspensions": (ENDED,), "since": day("fri 2026-03-27")}, None, id="in sequence"
        ),
        pytest.param({"kind": Kind.COMPLAINT}, No.KIND, id="the scheme has its own term"),
        pytest.param({"kind": Kind.QUESTION}, None, id="a question has a promise to move"),
        pytest.param(
            {"kind": Kind.OBJECTION, "direct_marketing": True}, No.KIND, id="advertising: at once"
        ),
    ],
)
def test_when_a_question_may_stop_the_clock(facts: dict[str, Any], code: No | None) -> None:
    assert asked(**facts) == code


@pytest.mark.parametrize(
    "until, code",
    [
        ("sun 2026-03-08", No.BEFORE_QUESTION),
        ("mon 2026-03-09", None),
        ("fri 2026-03-27", None),
        ("sat 2026-03-28", No.OVERLAP),
        ("wed 2026-04-01", No.AHEAD),
    ],
)
def test_the_day_on_which_a_pause_may_end(until: str, code: No | None) -> None:
    later = [OPEN, Suspension(day("fri 2026-03-27"))]
    found = why_not_until(OPEN, day(until), later=later[1:], today=day("tue 2026-03-31"))
    assert found == code


@pytest.mark.parametrize(
    "on, code",
    [("tue 2026-03-03", None), ("fri 2026-04-03", None), ("sat 2026-04-04", No.TOO_LATE)],
)
def test_the_last_safe_day_is_the_unsuspended_month_unrolled(on: str, code: No | None) -> None:
    paused = replace(ACCESS, suspensions=(ENDED,))
    assert why_not_extend(paused, is_open=True, today=day(on)) == code
    assert may_extend(paused, is_open=True, today=day(on)) == (code is None)


@pytest.mark.parametrize("kind", Kind)
def test_only_a_right_is_extended(kind: Kind) -> None:
    own = {Kind.COMPLAINT, Kind.INFORMATION, Kind.QUESTION}
    found = why_not_extend(replace(ACCESS, kind=kind), is_open=True, today=RECEIVED)
    assert found == (No.KIND if kind in own else None)


@pytest.mark.parametrize(
    "facts, is_open, code",
    [
        ({"extended": True}, True, No.EXTENDED),
        ({}, False, No.STATE),
        ({"kind": Kind.OBJECTION, "direct_marketing": True}, True, No.KIND),
    ],
)
def test_once_open_and_never_for_advertising(
    facts: dict[str, Any], is_open: bool, code: No
) -> None:
    assert why_not_extend(replace(ACCESS, **facts), is_open=is_open, today=RECEIVED) == code


@pytest.mark.parametrize(
    "start, number, found",
    [
        ("tue 2026-03-03", 5, "tue 2026-03-10"),
        ("fri 2026-03-27", 5, "fri 2026-04-03"),
        ("tue 2026-03-31", 5, "thu 2026-04-09"),  # Good Friday and Easter Monday
        ("sat 2026-01-31", 1, "mon 2026-02-02"),
    ],
)
def test_working_days_leave_weekends_and_holidays_out(start: str, number: int, found: str) -> None:
    holidays = HOLIDAYS - {day("fri 2026-04-03")} if start.endswith("27") else HOLIDAYS
    assert working_day(day(start), number, holidays) == day(found)


@pytest.mark.parametrize("days, number", [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (60, 2)])
def test_reminders_after_one_and_two_weeks(days: int, number: int) -> None:
    assert reminders_due(ASKED, ASKED + timedelta(days=days)) == number


def test_closing_is_proposed_after_six_weeks() -> None:
    assert [proposes_closing(ASKED, ASKED + timedelta(days=n)) for n in (41, 42)] == [False, True]


def alarmed(facts: Facts, on: date) -> frozenset[Alarm]:
    found = limits(facts, holidays=HOLIDAYS, today=on)
    return alarms(facts, found, day=on, holidays=HOLIDAYS)


@pytest.mark.parametrize(
    "pause, on, found",
    [
        ((), "wed 2026-04-08", set()),
        ((Suspension(day("tue 2026-03-10")),), "tue 2026-03-10", set()),
        ((Suspension(day("wed 2026-03-11")),), "wed 2026-03-11", {Alarm.ASKED_LATE}),
        ((OPEN,), "mon 2026-03-30", set()),
        ((OPEN,), "tue 2026-03-31", {Alarm.OPEN_LONG}),
        ((ENDED,), "tue 2026-04-07", set()),
        ((ENDED,), "wed 2026-04-08", {Alarm.ONLY_BY_PAUSE}),
        ((ENDED,), "tue 2026-04-21", {Alarm.ONLY_BY_PAUSE}),
        ((ENDED,), "wed 2026-04-22", set()),
    ],
)
def test_the_alarms_of_the_fg(pause: tuple[Suspension, ...], on: str, found: set[Alarm]) -> None:
    assert alarmed(replace(ACCESS, suspensions=pause), day(on)) == found


@st.composite
def cases(draw: st.DrawFn) -> tuple[Facts, set[date]]:
    """A right with pauses in sequence, perhaps extended, perhaps shown later, and free days."""
    received = draw(st.dates(date(2024, 1, 1), date(2032, 12, 31)))
    pauses, at = [], received
    for wait, length in draw(
        st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), max_size=4)
    ):
        start = at + timedelta(days=wait)
        at = start + timedelta(days=length)
        pauses.append(Suspension(start, at))
    days = st.dates(received, received + timedelta(days=300))
    kind = draw(st.sampled_from([Kind.ACCESS, Kind.CORRECTION]))
    shown = draw(days) if kind == Kind.CORRECTION else None
    extended = draw(st.booleans())
    facts = Facts(
        kind=kind,
        received=received,
        promise_from=shown,
        suspensions=tuple(pauses),
        extended=extended,
    )
    return facts, draw(st.sets(days, max_size=12))


@given(cases(), st.randoms(use_true_random=False))
def test_the_order_of_the_pauses_never_matters(
    case: tuple[Facts, set[date]], chance: Random
) -> None:
    facts, free = case
    pauses = list(facts.suspensions)
    chance.shuffle(pauses)
    again = replace(facts, suspensions=tuple(pauses))
    assert limits(again, holidays=free) == limits(facts, holidays=free)


@given(cases())
def test_each_fact_moves_its_date_and_an_empty_pause_moves_none(
    case: tuple[Facts, set[date]],
) -> None:
    facts, free = case
    before = limits(facts, holidays=free)
    last = max([facts.received, *(one.end or facts.received for one in facts.suspensions)])
    nine = replace(facts, suspensions=(*facts.suspensions, Suspension(last, last + timedelta(9))))
    none = replace(facts, suspensions=(*facts.suspensions, Suspension(last, last)))
    assert limits(nine, holidays=free).promise_by == before.promise_by + timedelta(9)
    assert limits(replace(facts, extended=not facts.extended), holidays=free) != before
    assert limits(facts, holidays=free | {before.last_by}).last_by > before.last_by
    found = limits(none, holidays=free)
    assert (found.promise_by, found.legal_by) == (before.promise_by, before.legal_by)
