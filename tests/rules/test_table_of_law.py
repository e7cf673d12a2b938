"""The table of law.md §3: every row, every right, a case each."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest

from portal.people.rules import (
    Authority,
    CourtRestriction,
    Link,
    MandateGiven,
    MandateScope,
    RepresentationBasis,
    RepresentationGiven,
    Right,
    Subject,
    Term,
    may_act,
    turns,
)
from tests.days import day

YESTERDAY_ON = Term(day("tue 2026-11-24"))
TODAY = day("wed 2026-11-25")
DAY = timedelta(days=1)
SINCE = Term(day("sat 2020-08-01"))
UNTIL_TODAY = Term(SINCE.since, TODAY)
FROM_TOMORROW = Term(TODAY + DAY)


def pupil(years: int, **facts: bool | date) -> Subject:
    """Somebody whose birthday of so many years is today."""
    return Subject(**{"born_on": turns(TODAY, -years), "primary": years < 12, **facts})  # type: ignore[arg-type]


CHILD, SIXTEEN, ADULT = pupil(8), pupil(16), pupil(18)
EVE = replace(SIXTEEN, born_on=SIXTEEN.born_on and SIXTEEN.born_on + DAY)
EVE_OF_ADULT = replace(ADULT, born_on=ADULT.born_on and ADULT.born_on + DAY)
SPECIAL, SPECIAL_ADULT = pupil(16, special=True), pupil(18, special=True)
SPECIAL_EVE = replace(EVE, special=True)
UNDATED, UNDATED_PRIMARY = Subject(None, primary=False), Subject(None, primary=True)
LEAP = Subject(day("wed 2012-02-29"), primary=False)
LEAP_OF_2084 = Subject(day("tue 2084-02-29"), primary=False)  # 2100 is no leap year
LEFT = pupil(12, left_on=TODAY, kept_until=TODAY + DAY)
LEFT_SIXTEEN = pupil(16, left_on=TODAY, kept_until=TODAY + DAY)
LEAVES = pupil(12, left_on=TODAY + DAY)
LONG_LEFT = turns(TODAY, -2)
GONE = pupil(12, left_on=LONG_LEFT, kept_until=TODAY)
GONE_SIXTEEN = pupil(16, left_on=LONG_LEFT, kept_until=TODAY)

WITH = Link(SINCE, authority=Authority.YES)
WITHOUT, UNKNOWN = Link(SINCE, authority=Authority.NO), Link(SINCE)
SELF = Link(SINCE, is_self=True)
LETTER_ONLY, SELF_LETTER_ONLY = replace(WITH, provisional=True), replace(SELF, provisional=True)


def ordered(term: Term = SINCE, link: Link = WITH, **flags: bool) -> Link:
    """A court order; what is not set is denied."""
    return replace(link, restriction=CourtRestriction(term, **flags))


def mandated(scope: MandateScope, term: Term = SINCE, link: Link = WITH) -> Link:
    """A mandate of the pupil."""
    return replace(link, mandates=(MandateGiven(scope, term),))


def represented(
    basis: RepresentationBasis = RepresentationBasis.UNABLE,
    *,
    link: Link = WITH,
    term: Term = YESTERDAY_ON,
    agreed_on: date | None = TODAY,
    review_by: date = TODAY,
    has_document: bool = False,
) -> Link:
    """A decision that this guardian acts for a pupil who cannot judge."""
    given = RepresentationGiven(basis, term, agreed_on, review_by, has_document)
    return replace(link, representations=(given,))


LOOK, ACT = mandated(MandateScope.LOOK), mandated(MandateScope.ACT)
MENTOR = represented(RepresentationBasis.MENTOR, has_document=True, link=UNKNOWN)
CURATOR = represented(RepresentationBasis.CURATOR, has_document=True, link=WITHOUT)
NO_PAPER = represented(RepresentationBasis.CURATOR)
OLD = Term(TODAY - timedelta(days=400))
LONG = represented(term=OLD, agreed_on=OLD.since, review_by=TODAY + timedelta(days=400))

R = frozenset({Right.REGISTER})
FULL = R | {Right.VIEW, Right.REQUEST, Right.CONSENT}
SEE, ASK, INFO = R | {Right.VIEW}, R | {Right.REQUEST}, R | {Right.INFORMATION}
NO_CONSENT = FULL - {Right.CONSENT}
NONE: frozenset[Right] = frozenset()

Row = tuple[Link, Subject, date, frozenset[Right]]
ROWS: dict[str, Row] = {
    # guardian, pupil under 16
    "authority, pupil under 16": (WITH, CHILD, TODAY, FULL),
    "authority, the day before 16": (WITH, EVE, TODAY, FULL),
    "authority begins today": (replace(WITH, term=Term(TODAY)), CHILD, TODAY, FULL),
    "authority begins tomorrow": (replace(WITH, term=FROM_TOMORROW), CHILD, TODAY, NONE),
    "authority ended today": (replace(WITH, term=UNTIL_TODAY), CHILD, TODAY, NONE),
    "authority, its last day": (replace(WITH, term=UNTIL_TODAY), CHILD, TODAY - DAY, FULL),
    "authority unknown": (UNKNOWN, CHILD, TODAY, INFO),
    "no authority: BW 1:377c only": (WITHOUT, CHILD, TODAY, INFO),
    "no authority, pupil of 16": (WITHOUT, SIXTEEN, TODAY, INFO),
    "no authority, pupil of 18": (WITHOUT, ADULT, TODAY, R),
    "account of a letter alone": (LETTER_ONLY, CHILD, TODAY, R),
    # court order
    "order that sets nothing": (ordered(), CHILD, TODAY, R),
    "order that lets look": (ordered(may_view=True), CHILD, TODAY, SEE),
    "order that lets ask": (ordered(may_request=True), CHILD, TODAY, ASK),
    "order that lets inform": (ordered(may_be_informed=True), CHILD, TODAY, INFO),
    "order that lets all: never consent": (
        ordered(may_view=True, may_request=True, may_be_informed=True),
        CHILD,
        TODAY,
        NO_CONSENT | INFO,
    ),
    "order on no authority, informed": (
        ordered(link=WITHOUT, may_be_informed=True),
        CHILD,
        TODAY,
        INFO,
    ),
    "order on no authority, look": (ordered(link=WITHOUT, may_view=True), CHILD, TODAY, R),
    "order from tomorrow": (ordered(FROM_TOMORROW), CHILD, TODAY, FULL),
    "order from today": (ordered(Term(TODAY)), CHILD, TODAY, R),
    "order that ended today": (ordered(UNTIL_TODAY), CHILD, TODAY, FULL),
    "order, its last day": (ordered(UNTIL_TODAY), CHILD, TODAY - DAY, R),
    "order at 16 gives no mandate": (ordered(may_view=True), SIXTEEN, TODAY, R),
    "order at 16 adds no information": (ordered(may_be_informed=True), SIXTEEN, TODAY, R),
    "order outweighs a mandate": (ordered(link=ACT), SIXTEEN, TODAY, R),
    "order lets look, mandate to act": (ordered(link=ACT, may_view=True), SIXTEEN, TODAY, SEE),
    "order outweighs representation": (ordered(link=represented()), SPECIAL, TODAY, R),
    # the pupil
    "pupil under 16": (SELF, CHILD, TODAY, R),
    "pupil, the day before 16": (SELF, EVE, TODAY, R),
    "pupil of 16": (SELF, SIXTEEN, TODAY, FULL),
    "pupil of 18": (SELF, ADULT, TODAY, FULL),
    "pupil of 16, account of a letter alone": (SELF_LETTER_ONLY, SIXTEEN, TODAY, R),
    "pupil of 29 February, on 28 February": (SELF, LEAP, day("mon 2028-02-28"), R),
    "pupil of 29 February, in a leap year": (SELF, LEAP, day("tue 2028-02-29"), FULL),
    "pupil of 29 February, 28 February 2100": (SELF, LEAP_OF_2084, day("sun 2100-02-28"), R),
    "pupil of 29 February, 1 March 2100": (SELF, LEAP_OF_2084, day("mon 2100-03-01"), FULL),
    "guardian, 29 February, 28 February 2100": (WITH, LEAP_OF_2084, day("sun 2100-02-28"), FULL),
    "guardian, 29 February, 1 March 2100": (WITH, LEAP_OF_2084, day("mon 2100-03-01"), R),
    "mandate, 29 February, 28 February before 18": (ACT, LEAP, day("thu 2030-02-28"), FULL),
    "mandate, 29 February, 1 March at 18": (ACT, LEAP, day("fri 2030-03-01"), R),
    # guardian of a pupil of 16 or 17
    "16, no mandate": (WITH, SIXTEEN, TODAY, R),
    "17, no mandate": (WITH, EVE_OF_ADULT, TODAY, R),
    "16, mandate to look": (LOOK, SIXTEEN, TODAY, SEE),
    "16, mandate to act": (ACT, SIXTEEN, TODAY, FULL),
    "17, mandate to act, the day before 18": (ACT, EVE_OF_ADULT, TODAY, FULL),
    "16, mandate that ended today": (
        mandated(MandateScope.ACT, UNTIL_TODAY),
        SIXTEEN,
        TODAY,
        R,
    ),
    "16, mandate, its last day": (
        mandated(MandateScope.LOOK, UNTIL_TODAY),
        pupil(17),
        TODAY - DAY,
        SEE,
    ),
    "16, mandate revoked on the day it was given": (
        mandated(MandateScope.ACT, Term(TODAY, TODAY)),
        SIXTEEN,
        TODAY,
        R,
    ),
    "16, mandate from tomorrow": (mandated(MandateScope.ACT, FROM_TOMORROW), SIXTEEN, TODAY, R),
    "mandate before 16 gives a guardian nothing more": (
        mandated(MandateScope.ACT, link=UNKNOWN),
        CHILD,
        TODAY,
        INFO,
    ),
    "16, mandate of an ended link": (replace(ACT, term=UNTIL_TODAY), SIXTEEN, TODAY, NONE),
    # 18 and over
    "18, authority": (WITH, ADULT, TODAY, R),
    "18, mandate to act": (ACT, ADULT, TODAY, R),
    # former pupils
    "former pupil, file is kept": (WITH, LEFT, TODAY, NO_CONSENT),
    "former pupil of 16, file is kept": (SELF, LEFT_SIXTEEN, TODAY, NO_CONSENT),
    "former pupil of 16, guardian": (WITH, LEFT_SIXTEEN, TODAY, R),
    "former pupil of 16, mandate to act": (ACT, LEFT_SIXTEEN, TODAY, NO_CONSENT),
    "the last day at school": (WITH, LEAVES, TODAY, FULL),
    "former pupil, the file is gone": (WITH, GONE, TODAY, R),
    "former pupil, the day before the file goes": (WITH, GONE, TODAY - DAY, NO_CONSENT),
    "former pupil of 16, the file is gone": (SELF, GONE_SIXTEEN, TODAY, R),
    # no birth date
    "no birth date, primary": (WITH, UNDATED_PRIMARY, TODAY, FULL),
    "no birth date, elsewhere": (WITH, UNDATED, TODAY, ASK),
    "no birth date, elsewhere, no authority": (WITHOUT, UNDATED, TODAY, INFO),
    "no birth date, the pupil": (SELF, UNDATED, TODAY, R),
    "no birth date, mandate": (mandated(MandateScope.ACT, link=UNKNOWN), UNDATED, TODAY, INFO),
    "no birth date, representation": (represented(link=UNKNOWN), UNDATED, TODAY, INFO),
    # representation
    "special education, 16, unable": (represented(), SPECIAL, TODAY, FULL),
    "special education, the pupil keeps own rights": (SELF, SPECIAL, TODAY, FULL),
    "unable, last day before review": (represented(review_by=TODAY), SPECIAL, TODAY, FULL),
    "unable, not reviewed in time": (represented(review_by=TODAY - DAY), SPECIAL, TODAY, R),
    "unable, review written beyond a year": (LONG, SPECIAL, TODAY, R),
    "unable, no second person": (represented(agreed_on=None), SPECIAL, TODAY, R),
    "unable, agreed tomorrow": (represented(agreed_on=TODAY + DAY), SPECIAL, TODAY, R),
    "unable, ended today": (represented(term=UNTIL_TODAY), SPECIAL, TODAY, R),
    "unable, ordinary education": (represented(), SIXTEEN, TODAY, R),
    "unable, authority unknown": (represented(link=UNKNOWN), SPECIAL, TODAY, INFO),
    "unable, no authority": (represented(link=WITHOUT), SPECIAL, TODAY, INFO),
    "unable, before 16 no authority": (represented(link=WITHOUT), SPECIAL_EVE, TODAY, INFO),
    "unable, 18": (represented(), SPECIAL_ADULT, TODAY, R),
    "18, mentor with document": (MENTOR, ADULT, TODAY, FULL),
    "18, curator with document": (CURATOR, SPECIAL_ADULT, TODAY, FULL),
    "18, curator without document": (NO_PAPER, ADULT, TODAY, R),
    "16, curator: for adults only": (
        represented(RepresentationBasis.CURATOR, has_document=True),
        SPECIAL,
        TODAY,
        R,
    ),
    "18, curator, file is gone": (CURATOR, pupil(18, kept_until=TODAY), TODAY, R),
    "representation of an ended link": (
        replace(represented(), term=UNTIL_TODAY),
        SPECIAL,
        TODAY,
        NONE,
    ),
    "representation, account of a letter alone": (
        replace(represented(), provisional=True),
        SPECIAL,
        TODAY,
        R,
    ),
}


@pytest.mark.parametrize(
    "name, right",
    [pytest.param(*pair, id=f"{pair[0]}: {pair[1]}") for pair in product(ROWS, Right)],
)
def test_each_row_and_right_of_the_table(name: str, right: Right) -> None:
    link, subject, today, allowed = ROWS[name]
    assert may_act(right, link, subject, today).allowed is (right in allowed)
