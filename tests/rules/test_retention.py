"""Claims about how long something is kept (law.md §7, AVG 5(1)(e)), as tables."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.rules import turns
from portal.register.rules import CountsFrom, Keeping, Kept, PupilFacts, Why, ends, kept_until
from tests.days import day

TODAY = day("wed 2026-11-25")
AT_SCHOOL = PupilFacts(left_on=None, file_until=None, file_years=2)
FILE = Keeping(CountsFrom.FILE, years=2)
ABSENCE = Keeping(CountsFrom.LEFT, years=5)
ONLY_AT_SCHOOL = Keeping(CountsFrom.LEFT)


def left(on: str, file_until: str = "") -> PupilFacts:
    return PupilFacts(day(on), day(file_until) if file_until else None, 2)


@pytest.mark.parametrize(
    "rule, facts, why, until",
    [
        pytest.param(
            FILE, left("fri 2026-07-17", "mon 2028-07-17"), "dated", "mon 2028-07-17", id="file"
        ),
        pytest.param(
            FILE, left("fri 2026-07-17", "tue 2029-07-17"), "dated", "tue 2029-07-17", id="referred"
        ),
        pytest.param(
            FILE, left("sun 2024-11-24", "tue 2026-11-24"), "passed", "tue 2026-11-24", id="too old"
        ),
        pytest.param(
            FILE, left("mon 2024-11-25", "wed 2026-11-25"), "passed", "wed 2026-11-25", id="today"
        ),
        pytest.param(
            ABSENCE, left("thu 2024-02-29"), "dated", "thu 2029-03-01", id="29 February: 1 March"
        ),
        pytest.param(ABSENCE, left("fri 2026-07-17"), "dated", "thu 2031-07-17", id="five years"),
        pytest.param(
            replace(ABSENCE, years=4), left("thu 2024-02-29"), "dated", "tue 2028-02-29", id="leap"
        ),
        pytest.param(
            Keeping(CountsFrom.LEFT, days=30),
            left("wed 2026-11-25"),
            "dated",
            "fri 2026-12-25",
            id="in days",
        ),
        pytest.param(
            ONLY_AT_SCHOOL, left("fri 2026-07-17"), "passed", "fri 2026-07-17", id="at leaving"
        ),
        pytest.param(
            ONLY_AT_SCHOOL, left("fri 2027-07-16"), "dated", "fri 2027-07-16", id="leaves later"
        ),
    ],
)
def test_a_term_ends_on_a_day(rule: Keeping, facts: PupilFacts, why: str, until: str) -> None:
    found = kept_until(rule, facts, TODAY)
    assert (found.why, found.until) == (Why(why), day(until))


@pytest.mark.parametrize(
    "rule, kept",
    [
        (FILE, Kept(Why.ENROLLED, years=2, longer=True)),
        (ABSENCE, Kept(Why.ENROLLED, years=5)),
        (ONLY_AT_SCHOOL, Kept(Why.ENROLLED)),
        (Keeping(CountsFrom.ROW, years=1), Kept(Why.EACH_ROW, years=1)),
        (Keeping(CountsFrom.RELATION), Kept(Why.RELATION)),
        (Keeping(CountsFrom.CONSENT, years=2), Kept(Why.CONSENT, years=2)),
        (None, Kept(Why.NO_RULE)),
    ],
)
def test_without_a_day_the_answer_tells_why(rule: Keeping | None, kept: Kept) -> None:
    assert kept_until(rule, AT_SCHOOL, TODAY) == kept


def test_the_boards_own_years_of_the_file_lead() -> None:
    found = kept_until(FILE, replace(AT_SCHOOL, file_years=4), TODAY)
    assert found == Kept(Why.ENROLLED, years=4, longer=False)


@given(st.dates(day("mon 1990-01-01"), day("fri 2100-12-31")), st.integers(0, 20))
def test_years_are_counted_as_birthdays_are(since: date, years: int) -> None:
    assert ends(since, Keeping(CountsFrom.LEFT, years=years)) == turns(since, years)
