"""Bewaartermijn: until when something about one pupil is kept, or why no date can be told yet.

Law.md §7, AVG 5(1)(e) and 13(2)(a); seed 001 art. 11 and 12.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple


class CountsFrom(StrEnum):
    """What a term counts from."""

    FILE = "file"  # leaving school, as long as the pupil's file: longer after a referral
    LEFT = "left"  # leaving school
    ROW = "row"  # the day of each single record: a closed request, a printed guide
    RELATION = "relation"  # no day: as long as the purpose lasts (seed 001 art. 12.5)
    CONSENT = "consent"  # the day of the yes; ends earlier when it is withdrawn (AVG 7(3))


class Why(StrEnum):
    """How it stands with the date."""

    DATED = "dated"  # kept until a day that is still to come
    PASSED = "passed"  # the day is there: the school should have removed it
    ENROLLED = "enrolled"  # the pupil is still at school: the term has not begun
    EACH_ROW = "each_row"
    RELATION = "relation"
    CONSENT = "consent"
    NO_RULE = "no_rule"  # the register says it in words only


@dataclass(frozen=True)
class Keeping:
    """A rule as data: so many years and days from something."""

    counts_from: CountsFrom
    years: int = 0
    days: int = 0


@dataclass(frozen=True)
class PupilFacts:
    """What is known of one pupil; both days are the first that no longer count.

    `file_until` and `file_years` are the pupil file's, from `people.rules.kept_until`.
    """

    left_on: date | None
    file_until: date | None
    file_years: int


class Kept(NamedTuple):
    """The answer: `until` is the first day without the data; years and days are the rule's."""

    why: Why
    until: date | None = None
    years: int = 0
    days: int = 0
    longer: bool = False  # a referral to special education makes it longer


NO_DATE = {
    CountsFrom.ROW: Why.EACH_ROW,
    CountsFrom.RELATION: Why.RELATION,
    CountsFrom.CONSENT: Why.CONSENT,
}


def kept_until(rule: Keeping | None, facts: PupilFacts, today: date) -> Kept:
    """Until when a rule keeps what concerns this pupil."""
    if rule is None:
        return Kept(Why.NO_RULE)
    if rule.counts_from in NO_DATE:
        return Kept(NO_DATE[rule.counts_from], years=rule.years, days=rule.days)
    is_file = rule.counts_from is CountsFrom.FILE
    years = facts.file_years if is_file else rule.years
    if facts.left_on is None:
        return Kept(Why.ENROLLED, years=years, days=rule.days, longer=is_file and years < 3)
    until = facts.file_until if is_file else ends(facts.left_on, rule)
    if until is None:
        return Kept(Why.NO_RULE)
    return Kept(Why.PASSED if until <= today else Why.DATED, until, years, rule.days)


def ends(since: date, rule: Keeping) -> date:
    """The first day outside the term; from 29 February to a common year: 1 March."""
    try:
        day = since.replace(year=since.year + rule.years)
    except ValueError:
        day = date(since.year + rule.years, 3, 1)
    return day + timedelta(days=rule.days)
