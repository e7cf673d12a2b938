"""law.md §3: who may act for whom, a row a test, and what must never happen."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from portal.people.rules import (
    Authority,
    LeavingReason,
    Link,
    MandateGiven,
    MandateScope,
    Reason,
    Right,
    Subject,
    Term,
    age,
    gone_if_left_by,
    kept_until,
    may_act,
    turns,
)
from tests.days import day
from tests.rules.people_of_law import dates, links, subjects

TODAY = day("wed 2026-11-25")
SINCE = Term(day("sat 2020-08-01"))
CHILD = Subject(born_on=turns(TODAY, -8), primary=True)
LEFT = Subject(turns(TODAY, -12), primary=True, left_on=TODAY, kept_until=TODAY + timedelta(1))

WITH = Link(SINCE, authority=Authority.YES)
ENDED = Link(Term(SINCE.since, TODAY), authority=Authority.YES)
LOOK = Link(SINCE, authority=Authority.YES, mandates=(MandateGiven(MandateScope.LOOK, SINCE),))
ACT = Link(SINCE, authority=Authority.YES, mandates=(MandateGiven(MandateScope.ACT, SINCE),))


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


@pytest.mark.parametrize("reason", [LeavingReason.LEFT, LeavingReason.REFERRED])
def test_whose_file_is_gone_by_a_day_of_leaving(reason: LeavingReason) -> None:
    for today in (date(2026, 2, 28), date(2026, 3, 1), date(2027, 3, 1), date(2028, 2, 29)):
        last = gone_if_left_by(today, reason)
        assert kept_until(last, reason) <= today < kept_until(last + timedelta(days=1), reason)
