"""Papier en balie: when an answer on paper may stand above what its giver said (law.md §4)."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from consent.rules import (
    Answer,
    Capacity,
    EntryRefusal,
    GivenVia,
    Held,
    LastSaid,
    PupilFacts,
    Word,
    effective,
    entry_refusal,
    is_same_entry,
)

TODAY = date(2026, 11, 25)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SINCE = EntryRefusal.CHOSE_SINCE
PORTAL, PAPER, DESK = GivenVia.PORTAL, GivenVia.PAPER, GivenVia.DESK


@pytest.mark.parametrize(
    "last, on, via, says_yes, refusal",
    [
        pytest.param(None, TODAY, PAPER, True, None, id="nothing was said"),
        pytest.param(None, TOMORROW, PAPER, False, EntryRefusal.FUTURE, id="not in the future"),
        pytest.param((YESTERDAY, PORTAL), TODAY, PAPER, True, None, id="a newer paper"),
        pytest.param((TODAY, PORTAL), YESTERDAY, PAPER, True, SINCE, id="an older paper"),
        pytest.param((TODAY, PORTAL), YESTERDAY, PAPER, False, SINCE, id="also when it says no"),
        pytest.param((TODAY, PAPER), YESTERDAY, PAPER, True, SINCE, id="also above paper"),
        pytest.param((TODAY, PORTAL), TODAY, PAPER, True, SINCE, id="a yes of the same day"),
        pytest.param((TODAY, PORTAL), TODAY, PAPER, False, None, id="a no of the same day"),
        pytest.param((TODAY, PORTAL), TODAY, DESK, True, SINCE, id="no clerk makes a no a yes"),
        pytest.param((YESTERDAY, PORTAL), TODAY, DESK, True, SINCE, id="a yes that nobody signed"),
        pytest.param((YESTERDAY, PORTAL), TODAY, DESK, False, None, id="a no by word of mouth"),
        pytest.param(None, TODAY, DESK, True, None, id="a first yes by word of mouth"),
        pytest.param((YESTERDAY, PORTAL), YESTERDAY, DESK, True, SINCE, id="stood here yesterday"),
        pytest.param((YESTERDAY, PAPER), YESTERDAY, PAPER, True, SINCE, id="a slip of the pen"),
    ],
)
def test_nothing_stands_above_a_later_choice(
    last: tuple[date, GivenVia] | None,
    on: date,
    via: GivenVia,
    says_yes: bool,
    refusal: EntryRefusal | None,
) -> None:
    said = LastSaid(*last) if last else None
    assert entry_refusal(said, on=on, via=via, says_yes=says_yes, today=TODAY) is refusal


@pytest.mark.parametrize(
    "last, is_same_word, repeated",
    [
        pytest.param(None, False, False, id="the first"),
        pytest.param((TODAY, PAPER), True, True, id="the same paper again"),
        pytest.param((TODAY, PAPER), False, False, id="another answer"),
        pytest.param((YESTERDAY, PAPER), True, False, id="a paper of another day"),
        pytest.param((TODAY, PORTAL), True, False, id="paper beside the portal is more proof"),
    ],
)
def test_the_same_paper_is_one_row(
    last: tuple[date, GivenVia] | None, is_same_word: bool, repeated: bool
) -> None:
    said = LastSaid(*last) if last else None
    assert is_same_entry(said, is_same_word=is_same_word, on=TODAY) is repeated


days = st.integers(-40, 40).map(lambda number: TODAY + timedelta(days=number))
vias = st.sampled_from(list(GivenVia))


@given(days, vias, days, vias, st.booleans(), days)
def test_a_taken_answer_is_never_older_than_the_last(
    last_on: date, last_via: GivenVia, on: date, via: GivenVia, says_yes: bool, today: date
) -> None:
    last = LastSaid(last_on, last_via)
    if entry_refusal(last, on=on, via=via, says_yes=says_yes, today=today) is None:
        assert last_on <= on <= today


ONE = UUID(int=1)
PUPIL = PupilFacts(date(2026, 1, 1), date(2028, 1, 1), in_primary=False)
HELD = {ONE: Held(Capacity.AUTHORITY, mandated_since=date(2026, 1, 1))}


@pytest.mark.parametrize(
    "pupil_nr, mandate_nr, pupil_on, allowed",
    [
        pytest.param(9, 5, YESTERDAY, False, id="an old paper of the pupil, typed in later"),
        pytest.param(5, 9, TOMORROW, True, id="an old no on paper, typed in later"),
    ],
)
def test_the_day_of_a_paper_counts_and_not_when_it_was_typed_in(
    pupil_nr: int, mandate_nr: int, pupil_on: date, allowed: bool
) -> None:
    yes = Word(None, Answer.GIVEN, 1, Capacity.PUPIL, pupil_on, pupil_nr)
    no = Word(ONE, Answer.REFUSED, 1, Capacity.MANDATE, TODAY, mandate_nr)
    facts = {"both_needed": False, "version": 1, "pupil": PUPIL, "today": TOMORROW}
    assert effective([yes, no], HELD, **facts).allowed is allowed  # type: ignore[arg-type]
