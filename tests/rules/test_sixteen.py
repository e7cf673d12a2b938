"""Zestien: rights move by the rule alone, and nothing else opens a grown pupil's page."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.rules import (
    AHEAD,
    Authority,
    CourtRestriction,
    Link,
    MandateGiven,
    MandateScope,
    Reason,
    RepresentationBasis,
    RepresentationGiven,
    Right,
    Subject,
    Term,
    bases_for,
    is_ahead,
    is_represented,
    is_told_ahead,
    mandate_ends_by,
    may_act,
    may_mandate,
    represents_since,
    turns,
)
from tests.days import day
from tests.rules.people_of_law import dates, links, restrictions, subjects

TODAY = day("wed 2026-11-25")
DAY = timedelta(days=1)
SINCE = Term(day("sat 2020-08-01"))
WITH = Link(SINCE, authority=Authority.YES)
RIGHTS = (Right.VIEW, Right.REQUEST, Right.CONSENT)
UNABLE = RepresentationBasis.UNABLE


def pupil_on_birthday(*, days_ahead: int = 0) -> Subject:
    """Sixteen in so many days."""
    return Subject(turns(TODAY + timedelta(days=days_ahead), -16), primary=False)


@given(
    link=links,
    subject=subjects,
    born=dates,
    days=st.integers(0, 2000),
    right=st.sampled_from(RIGHTS),
)
def test_after_16_only_a_mandate_or_a_representation_opens_anything(
    link: Link, subject: Subject, born: date, days: int, right: Right
) -> None:
    guardian, pupil = replace(link, is_self=False), replace(subject, born_on=born)
    today = turns(born, 16) + timedelta(days=days)
    if may_act(right, guardian, pupil, today).allowed:
        mandated = any(one.term.holds(today) for one in link.mandates)
        under_18 = today < turns(born, 18)
        assert (mandated and under_18) or is_represented(link, pupil, today)


@given(link=links, subject=subjects, today=dates)
def test_nobody_consents_without_a_ground(link: Link, subject: Subject, today: date) -> None:
    verdict = may_act(Right.CONSENT, link, subject, today)
    if not verdict.allowed:
        return
    act = [one.term for one in link.mandates if one.scope is MandateScope.ACT]
    grounds = {
        Reason.OWN_DATA: link.is_self,
        Reason.AUTHORITY: link.authority is Authority.YES,
        Reason.MANDATE: any(term.holds(today) for term in act),
        Reason.REPRESENTATIVE: is_represented(link, subject, today),
    }
    assert grounds[verdict.reason]


@given(link=links, subject=subjects, today=dates, order=restrictions)
def test_a_restriction_never_adds_a_right(
    link: Link, subject: Subject, today: date, order: CourtRestriction
) -> None:
    free = replace(link, restriction=None)
    before = {right for right in Right if may_act(right, free, subject, today).allowed}
    bound = replace(link, restriction=order)
    after = {right for right in Right if may_act(right, bound, subject, today).allowed}
    may_ask = Right.INFORMATION if Right.REQUEST in before else None  # less than a request
    assert after <= before | {may_ask}


@given(born=dates, days=st.integers(0, 2 * 365 - 1), guardian=links)
def test_at_16_and_17_somebody_always_has_the_rights(born: date, days: int, guardian: Link) -> None:
    subject = Subject(born, primary=False)
    today = turns(born, 16) + timedelta(days=days)
    own = Link(Term(date.min), is_self=True)
    assert all(may_act(right, own, subject, today).allowed for right in RIGHTS)


@given(born=dates, today=dates)
def test_on_every_day_either_guardian_or_pupil_has_the_rights(born: date, today: date) -> None:
    subject = Subject(born, primary=False)
    guardian, own = replace(WITH, term=Term(date.min)), Link(Term(date.min), is_self=True)
    for right in RIGHTS:
        sides = [may_act(right, link, subject, today).allowed for link in (guardian, own)]
        assert sides.count(True) == 1


def test_the_same_rows_on_two_days_give_two_holders() -> None:
    subject, own = pupil_on_birthday(days_ahead=1), Link(SINCE, is_self=True)
    on_eve = [may_act(Right.VIEW, link, subject, TODAY).allowed for link in (WITH, own)]
    on_day = [may_act(Right.VIEW, link, subject, TODAY + DAY).allowed for link in (WITH, own)]
    assert (on_eve, on_day) == ([True, False], [False, True])


@pytest.mark.parametrize(
    "days, ahead", [(43, False), (42, True), (1, True), (0, False), (-1, False)]
)
def test_six_weeks_ahead_and_not_on_the_day(days: int, ahead: bool) -> None:
    assert is_ahead(pupil_on_birthday(days_ahead=days).born_on, TODAY) is ahead
    assert timedelta(weeks=6) == AHEAD


@pytest.mark.parametrize(
    "link, told",
    [
        pytest.param(WITH, True, id="authority"),
        pytest.param(replace(WITH, authority=Authority.NO), False, id="no authority"),
        pytest.param(replace(WITH, authority=Authority.UNKNOWN), False, id="unknown"),
        pytest.param(replace(WITH, term=Term(SINCE.since, TODAY)), False, id="ended today"),
        pytest.param(replace(WITH, provisional=True), False, id="a letter alone"),
        pytest.param(
            replace(WITH, restriction=CourtRestriction(SINCE, may_view=True)), False, id="order"
        ),
        pytest.param(
            replace(WITH, restriction=CourtRestriction(SINCE, may_be_informed=True)),
            True,
            id="order that lets inform",
        ),
    ],
)
def test_who_is_told_ahead(link: Link, told: bool) -> None:
    assert is_told_ahead(link, pupil_on_birthday(days_ahead=10), TODAY) is told


def test_of_a_pupil_whose_file_is_gone_nobody_is_told() -> None:
    gone = replace(pupil_on_birthday(days_ahead=10), kept_until=TODAY)
    assert not is_told_ahead(WITH, gone, TODAY)


@pytest.mark.parametrize(
    "born, latest",
    [
        pytest.param("thu 2010-11-25", "thu 2027-11-25", id="at 16: a year on"),
        pytest.param("thu 2009-11-26", "thu 2027-11-25", id="the year is the nearer one"),
        pytest.param("fri 2009-01-02", "sat 2027-01-02", id="at 17: the 18th birthday"),
    ],
)
def test_a_mandate_ends_within_a_year_and_before_18(born: str, latest: str) -> None:
    assert mandate_ends_by(day(born), TODAY) == day(latest)


@given(born=dates, today=dates)
def test_only_at_16_and_17_a_mandate_is_given_and_it_ends_in_time(born: date, today: date) -> None:
    assert may_mandate(born, today) is (turns(born, 16) <= today < turns(born, 18))
    if may_mandate(born, today):
        assert today < mandate_ends_by(born, today) <= turns(born, 18)
        last = MandateGiven(MandateScope.ACT, Term(today, mandate_ends_by(born, today)))
        adult = may_act(
            Right.VIEW,
            replace(WITH, term=Term(date.min), mandates=(last,)),
            Subject(born, primary=False),
            turns(born, 18),
        )
        assert not adult.allowed


@pytest.mark.parametrize(
    "age, special, authority, grounds",
    [
        (15, True, Authority.YES, set()),
        (16, True, Authority.YES, {UNABLE}),
        (16, False, Authority.YES, set()),
        (16, True, Authority.UNKNOWN, set()),
        (18, False, Authority.NO, {RepresentationBasis.MENTOR, RepresentationBasis.CURATOR}),
    ],
)
def test_the_grounds_of_representation(
    age: int, special: bool, authority: Authority, grounds: set[RepresentationBasis]
) -> None:
    born_on = turns(TODAY, -age)
    assert bases_for(born_on, special=special, authority=authority, today=TODAY) == grounds


def test_without_a_birth_date_nobody_represents() -> None:
    assert not bases_for(None, special=True, authority=Authority.YES, today=TODAY)


def test_a_review_without_a_day_between_does_not_break_what_was_said() -> None:
    first = RepresentationGiven(UNABLE, Term(TODAY - 9 * DAY, TODAY), TODAY - 9 * DAY, TODAY)
    second = RepresentationGiven(UNABLE, Term(TODAY - DAY), TODAY, TODAY + DAY)
    gap = replace(second, agreed_on=TODAY + DAY)
    facts = {"born_on": turns(TODAY, -17), "special": True, "authority": Authority.YES}
    since = represents_since([first, second], today=TODAY, **facts)  # type: ignore[arg-type]
    assert since == first.agreed_on
    assert represents_since([first, gap], today=TODAY + DAY, **facts) == gap.agreed_on  # type: ignore[arg-type]
    assert represents_since([first], today=TODAY, **facts) is None  # type: ignore[arg-type]
