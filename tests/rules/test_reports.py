"""Het onderwijskundig rapport: who sees it first, ten school days, and when it may go."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.register.rules.reports import (
    SCHOOL_DAYS,
    Closed,
    Near,
    ReportRefusal,
    look_by,
    may_note_seen,
    may_send,
    who_is_asked,
)
from tests.days import day
from tests.rules.holidays_of_law import HOLIDAYS

ONE, TWO, THREE = (UUID(int=number) for number in (1, 2, 3))
CLOSED = Closed(
    holidays=frozenset(HOLIDAYS),
    breaks=(
        (date(2026, 2, 21), date(2026, 3, 1)),
        (date(2026, 4, 25), date(2026, 5, 3)),
        (date(2026, 7, 4), date(2026, 8, 16)),
        (date(2026, 12, 19), date(2027, 1, 3)),
    ),
)


@pytest.mark.parametrize(
    "put_up, last",
    [
        pytest.param("mon 2026-01-12", "mon 2026-01-26", id="no holiday"),
        pytest.param("fri 2026-01-09", "fri 2026-01-23", id="put up on a Friday"),
        pytest.param("sat 2026-01-10", "fri 2026-01-23", id="put up on a Saturday"),
        pytest.param("wed 2026-02-18", "wed 2026-03-11", id="spring holiday"),
        pytest.param("mon 2026-03-30", "wed 2026-04-15", id="Good Friday, Easter Monday"),
        pytest.param("mon 2026-04-20", "tue 2026-05-12", id="May holiday, 5 May"),
        pytest.param("mon 2026-05-11", "wed 2026-05-27", id="Ascension Day, Whit Monday"),
        pytest.param("thu 2026-07-02", "thu 2026-08-27", id="summer holiday"),
        pytest.param("wed 2026-11-25", "wed 2026-12-09", id="the day of the cast"),
        pytest.param("wed 2026-12-16", "wed 2027-01-13", id="Christmas holiday, over the year"),
    ],
)
def test_the_tenth_school_day_jumps_over_holidays(put_up: str, last: str) -> None:
    assert look_by(day(put_up), CLOSED) == day(last)


@given(
    put_up=st.dates(date(2024, 1, 1), date(2038, 1, 1)),
    breaks=st.lists(st.tuples(st.integers(0, 40), st.integers(0, 14)), max_size=2),
)
def test_exactly_ten_school_days_lie_between(put_up: date, breaks: list[tuple[int, int]]) -> None:
    starts = [(put_up + timedelta(days=first), length) for first, length in breaks]
    pairs = tuple((first, first + timedelta(days=length)) for first, length in starts)
    closed = Closed(frozenset(HOLIDAYS), pairs)
    last = look_by(put_up, closed)
    span = [put_up + timedelta(days=n + 1) for n in range((last - put_up).days)]
    assert sum(closed.has_school(one) for one in span) == SCHOOL_DAYS
    assert closed.has_school(last)


@given(st.dates(date(2024, 1, 1), date(2038, 1, 1)), st.integers(0, 20))
def test_one_more_closed_day_never_shortens_the_time_to_look(put_up: date, ahead: int) -> None:
    more = Closed(CLOSED.holidays | {put_up + timedelta(days=ahead)}, CLOSED.breaks)
    assert look_by(put_up, more) >= look_by(put_up, CLOSED)


def test_a_calendar_that_is_always_closed_ends() -> None:
    always = Closed(breaks=((date.min, date.max),))
    assert look_by(day("mon 2026-01-12"), always) > day("mon 2026-01-12")


@pytest.mark.parametrize(
    "seen, today, reason, refusal, late",
    [
        ({ONE, TWO}, "mon 2026-01-12", "", None, False),
        ({ONE, TWO, THREE}, "mon 2026-01-12", "", None, False),
        ({ONE}, "mon 2026-01-26", "Verhuisd.", ReportRefusal.TOO_EARLY, True),
        ({ONE}, "tue 2026-01-27", " ", ReportRefusal.REASON, True),
        ({ONE}, "tue 2026-01-27", "Verhuisd.", None, True),
        (set(), "tue 2026-01-27", "Verhuisd.", None, True),
        ({THREE}, "mon 2026-01-12", "Verhuisd.", ReportRefusal.TOO_EARLY, True),
    ],
)
def test_it_goes_when_all_saw_it_or_later_with_a_reason(
    seen: set[UUID], today: str, reason: str, refusal: ReportRefusal | None, late: bool
) -> None:
    put_up = day("mon 2026-01-12")
    found = may_send(
        {ONE, TWO}, seen, put_up_on=put_up, today=day(today), closed=CLOSED, reason=reason
    )
    assert (found.refusal, found.is_late) == (refusal, late)


def test_nothing_goes_that_nobody_is_asked_about() -> None:
    put_up, later = day("mon 2026-01-12"), day("mon 2026-06-01")
    found = may_send(set(), set(), put_up_on=put_up, today=later, closed=CLOSED, reason="x")
    assert found.refusal is ReportRefusal.NOBODY_ASKED


def test_without_a_calendar_only_seen_by_all_is_enough() -> None:
    put_up, later = day("mon 2026-01-12"), day("mon 2026-06-01")
    gap = Closed(is_known=False)
    found = may_send({ONE}, set(), put_up_on=put_up, today=later, closed=gap, reason="x")
    assert found.refusal is ReportRefusal.CALENDAR
    assert may_send({ONE}, {ONE}, put_up_on=put_up, today=later, closed=gap).refusal is None


PEOPLE = (
    Near(ONE, has_authority=True),
    Near(TWO, has_authority=True, is_restricted=True),
    Near(THREE),
)


@pytest.mark.parametrize(
    "people, sixteen, asked",
    [
        pytest.param(PEOPLE, False, {ONE}, id="authority, and no court order"),
        pytest.param(PEOPLE, True, {None}, id="from 16 the pupil alone"),
        pytest.param(PEOPLE, None, set(), id="perhaps 16: nobody yet"),
        pytest.param((Near(ONE, represents=True), *PEOPLE), True, {ONE}, id="a representative"),
        pytest.param(
            (Near(ONE, represents=True, is_restricted=True),), True, {None}, id="restricted one"
        ),
        pytest.param((Near(THREE),), False, set(), id="nobody with authority"),
    ],
)
def test_who_sees_it_first(
    people: tuple[Near, ...], sixteen: bool | None, asked: set[UUID | None]
) -> None:
    assert who_is_asked(people, sixteen=sixteen) == asked


@pytest.mark.parametrize("after, allowed", [(-1, False), (0, True), (3, True), (4, False)])
def test_a_signature_on_paper_has_a_possible_day(after: int, allowed: bool) -> None:
    put_up = day("mon 2026-01-12")
    on, today = put_up + timedelta(days=after), put_up + timedelta(days=3)
    assert may_note_seen(on=on, put_up_on=put_up, today=today) is allowed
