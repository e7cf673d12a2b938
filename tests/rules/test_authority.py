"""law.md §3: who may act for whom, a row a test, and what must never happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.rules import (
    Authority,
    CourtRestriction,
    LeavingReason,
    Link,
    MandateGiven,
    MandateScope,
    Reason,
    Right,
    Subject,
    Term,
    age,
    kept_until,
    may_act,
    turns,
)
from tests.days import day

TODAY = day("wed 2026-11-25")
SINCE = Term(day("sat 2020-08-01"))
CHILD = Subject(born_on=turns(TODAY, -8), primary=True)
SIXTEEN = Subject(born_on=turns(TODAY, -16), primary=False)
ADULT = Subject(born_on=turns(TODAY, -18), primary=False)
UNDATED = Subject(born_on=None, primary=False)
UNDATED_PRIMARY = Subject(born_on=None, primary=True)
LEFT = Subject(turns(TODAY, -12), primary=True, left_on=TODAY, kept_until=TODAY + timedelta(1))
LEAVES = Subject(turns(TODAY, -12), primary=True, left_on=TODAY + timedelta(1))
LEFT_SIXTEEN = Subject(turns(TODAY, -16), primary=False, left_on=TODAY)
GONE = Subject(born_on=turns(TODAY, -12), primary=True, kept_until=TODAY)

WITH = Link(SINCE, authority=Authority.YES)
WITHOUT = Link(SINCE, authority=Authority.NO)
UNKNOWN = Link(SINCE)
PUPIL = Link(SINCE, is_self=True)
ENDED = Link(Term(SINCE.since, TODAY), authority=Authority.YES)
LOOK = Link(SINCE, authority=Authority.YES, mandates=(MandateGiven(MandateScope.LOOK, SINCE),))
ACT = Link(SINCE, authority=Authority.YES, mandates=(MandateGiven(MandateScope.ACT, SINCE),))
REVOKED = Link(
    SINCE,
    authority=Authority.YES,
    mandates=(MandateGiven(MandateScope.ACT, Term(SINCE.since, TODAY)),),
)
ORDER = Link(SINCE, authority=Authority.YES, restriction=CourtRestriction(SINCE))
ORDER_VIEW = Link(
    SINCE, authority=Authority.YES, restriction=CourtRestriction(SINCE, may_view=True)
)
ORDER_INFORMED = Link(
    SINCE, authority=Authority.NO, restriction=CourtRestriction(SINCE, may_be_informed=True)
)
ORDER_ONLY_INFORMED = Link(
    SINCE, authority=Authority.YES, restriction=CourtRestriction(SINCE, may_be_informed=True)
)
ORDER_REQUEST = Link(
    SINCE, authority=Authority.YES, restriction=CourtRestriction(SINCE, may_request=True)
)
ORDER_OVER = Link(
    SINCE, authority=Authority.YES, restriction=CourtRestriction(Term(SINCE.since, TODAY))
)

FULL = {Right.VIEW, Right.REQUEST, Right.CONSENT}


@pytest.mark.parametrize(
    "link, subject, allowed",
    [
        pytest.param(WITH, CHILD, FULL, id="authority, pupil under 16"),
        pytest.param(UNKNOWN, CHILD, {Right.INFORMATION}, id="authority unknown"),
        pytest.param(WITHOUT, CHILD, {Right.INFORMATION}, id="no authority: BW 1:377c only"),
        pytest.param(ORDER, CHILD, set(), id="court order that sets nothing denies all"),
        pytest.param(ORDER_VIEW, CHILD, {Right.VIEW}, id="court order that lets look"),
        pytest.param(ORDER_VIEW, SIXTEEN, set(), id="an order gives no mandate"),
        pytest.param(ORDER_INFORMED, CHILD, {Right.INFORMATION}, id="order lets inform"),
        pytest.param(ORDER_ONLY_INFORMED, CHILD, {Right.INFORMATION}, id="order leaves only that"),
        pytest.param(ORDER_REQUEST, CHILD, {Right.REQUEST}, id="order lets ask, consent never"),
        pytest.param(ORDER_OVER, CHILD, FULL, id="court order that ended"),
        pytest.param(PUPIL, SIXTEEN, FULL, id="pupil of 16"),
        pytest.param(PUPIL, CHILD, set(), id="pupil under 16 has no account"),
        pytest.param(PUPIL, UNDATED, set(), id="pupil without birth date"),
        pytest.param(WITH, SIXTEEN, set(), id="guardian of a pupil of 16 without mandate"),
        pytest.param(LOOK, SIXTEEN, {Right.VIEW}, id="mandate to look"),
        pytest.param(ACT, SIXTEEN, FULL, id="mandate to act"),
        pytest.param(REVOKED, SIXTEEN, set(), id="mandate revoked"),
        pytest.param(ACT, ADULT, set(), id="18 and over: self only"),
        pytest.param(PUPIL, ADULT, FULL, id="pupil of 18"),
        pytest.param(WITH, LEFT, {Right.VIEW, Right.REQUEST}, id="former pupil, file is kept"),
        pytest.param(PUPIL, LEFT_SIXTEEN, {Right.VIEW, Right.REQUEST}, id="former pupil of 16"),
        pytest.param(WITH, LEAVES, FULL, id="the last day at school"),
        pytest.param(WITH, GONE, set(), id="former pupil, the file is gone"),
        pytest.param(WITH, UNDATED, {Right.REQUEST}, id="no birth date in secondary education"),
        pytest.param(WITH, UNDATED_PRIMARY, FULL, id="no birth date in primary education"),
    ],
)
def test_each_row_of_the_table(link: Link, subject: Subject, allowed: set[Right]) -> None:
    found = {right for right in Right if may_act(right, link, subject, TODAY).allowed}
    assert found == allowed | {Right.REGISTER}


@pytest.mark.parametrize("right", list(Right))
def test_an_ended_link_gives_nothing(right: Right) -> None:
    assert may_act(right, ENDED, CHILD, TODAY).reason is Reason.NO_LINK


def test_the_last_day_before_the_birthday_is_the_guardians() -> None:
    eve = Subject(born_on=turns(TODAY + timedelta(days=1), -16), primary=False)
    assert may_act(Right.CONSENT, WITH, eve, TODAY).allowed
    assert not may_act(Right.CONSENT, WITH, eve, TODAY + timedelta(days=1)).allowed


@pytest.mark.parametrize(
    "born, years, birthday",
    [
        pytest.param("thu 2024-02-29", 16, "wed 2040-02-29", id="leap year to leap year"),
        pytest.param("sun 2004-02-29", 18, "tue 2022-03-01", id="29 February becomes 1 March"),
        pytest.param("fri 2010-12-31", 16, "thu 2026-12-31", id="an ordinary day"),
    ],
)
def test_birthdays(born: str, years: int, birthday: str) -> None:
    assert turns(day(born), years) == day(birthday)


def test_a_referred_pupil_is_kept_three_years() -> None:
    left = day("fri 2026-07-17")
    assert kept_until(left, LeavingReason.REFERRED) == day("tue 2029-07-17")
    assert kept_until(left, LeavingReason.LEFT) == day("mon 2028-07-17")


dates = st.dates(date(2000, 1, 1), date(2040, 12, 31))
terms = st.builds(Term, since=dates, until=st.none() | dates)
given_mandates = st.builds(MandateGiven, scope=st.sampled_from(MandateScope), term=terms)
links = st.builds(
    Link,
    term=terms,
    is_self=st.booleans(),
    authority=st.sampled_from(Authority),
    restriction=st.none()
    | st.builds(
        CourtRestriction,
        term=terms,
        may_view=st.booleans(),
        may_request=st.booleans(),
        may_be_informed=st.booleans(),
    ),
    mandates=st.lists(given_mandates, max_size=2).map(tuple),
)
subjects = st.builds(
    Subject,
    born_on=st.none() | dates,
    primary=st.booleans(),
    left_on=st.none() | dates,
    kept_until=st.none() | dates,
)


@given(link=links, subject=subjects, today=dates)
def test_nobody_consents_without_authority_mandate_or_being_the_pupil(
    link: Link, subject: Subject, today: date
) -> None:
    verdict = may_act(Right.CONSENT, link, subject, today)
    if verdict.allowed:
        act = [one for one in link.mandates if one.scope is MandateScope.ACT]
        mandated = any(one.term.holds(today) for one in act)
        assert link.is_self or link.authority is Authority.YES or mandated
        assert verdict.reason in {Reason.OWN_DATA, Reason.AUTHORITY, Reason.MANDATE}


@given(link=links, subject=subjects, today=dates)
def test_consent_never_reaches_further_than_looking(
    link: Link, subject: Subject, today: date
) -> None:
    consents = may_act(Right.CONSENT, link, subject, today).allowed
    looks = may_act(Right.VIEW, link, subject, today).allowed
    assert looks or not consents


@given(born=dates, today=dates)
def test_age_and_birthday_agree(born: date, today: date) -> None:
    if born <= today:
        years = age(born, today)
        assert turns(born, years) <= today < turns(born, years + 1)
