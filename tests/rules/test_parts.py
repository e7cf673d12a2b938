"""Besluit per onderdeel: what follows from the parts, and which ground may carry one; AVG 12(4)."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, Result, TaskPurpose
from requests_app.rules.parts import (
    ALWAYS_BY_PARTS,
    EXCUSES,
    WHOLE_ONLY,
    Part,
    carried_out_by,
    fits,
    grounds_for_part,
    is_by_parts,
    needs_words,
    overall,
    results_for,
)
from tests.days import day

OUTCOMES = st.lists(st.sampled_from(PartOutcome), max_size=8)
YES, NO, SOME, ELSEWHERE = (
    PartOutcome.GRANTED,
    PartOutcome.REFUSED,
    PartOutcome.PARTLY,
    PartOutcome.NOT_APPLICABLE,
)


@pytest.mark.parametrize(
    "parts, outcome",
    [
        ([YES, YES], Outcome.GRANTED),
        ([YES, NO], Outcome.PARTLY),
        ([SOME], Outcome.PARTLY),
        ([NO, NO], Outcome.REFUSED),
        ([YES, ELSEWHERE], Outcome.GRANTED),
        ([NO, ELSEWHERE], Outcome.REFUSED),
        ([ELSEWHERE], Outcome.NOT_HANDLED),
        ([], Outcome.NOT_HANDLED),
    ],
)
def test_the_outcome_follows_from_the_parts(parts: list[PartOutcome], outcome: Outcome) -> None:
    assert overall(parts) == outcome


@given(OUTCOMES, st.randoms())
def test_the_order_of_the_parts_does_not_matter(parts: list[PartOutcome], chance: object) -> None:
    mixed = list(parts)
    chance.shuffle(mixed)  # type: ignore[attr-defined]
    assert overall(mixed) == overall(parts)


@given(OUTCOMES)
def test_one_refusal_is_never_a_full_yes(parts: list[PartOutcome]) -> None:
    assert overall([*parts, NO]) != Outcome.GRANTED
    assert overall([*parts, YES]) not in (Outcome.REFUSED, Outcome.NOT_HANDLED)


@pytest.mark.parametrize("kind", sorted(ALWAYS_BY_PARTS))
@pytest.mark.parametrize("outcome", [NO, SOME])
def test_a_part_is_refused_on_a_ground_of_its_own(kind: Kind, outcome: PartOutcome) -> None:
    codes = {one.code for one in grounds_for_part(kind, outcome)}
    assert codes
    assert not codes & WHOLE_ONLY


def test_a_correction_has_parts_only_when_it_names_them() -> None:
    assert is_by_parts(Kind.CORRECTION, names_parts=True)
    assert not is_by_parts(Kind.CORRECTION, names_parts=False)
    assert not is_by_parts(Kind.COMPLAINT, names_parts=True)
    assert is_by_parts(Kind.ERASURE, names_parts=False)


def test_parts_that_say_something_else_do_not_fit() -> None:
    yes, no = Part(YES, GroundCode.AS_ASKED), Part(NO, GroundCode.LEGAL_DUTY)
    assert fits(Kind.ERASURE, Outcome.PARTLY, GroundCode.LEGAL_DUTY, [yes, no])
    assert not fits(Kind.ERASURE, Outcome.GRANTED, GroundCode.AS_ASKED, [yes, no])
    assert not fits(Kind.ACCESS, Outcome.PARTLY, GroundCode.OTHERS_RIGHTS, [yes, no])


def test_a_ground_of_the_whole_carries_every_part_of_a_refusal() -> None:
    parts = [Part(NO, GroundCode.EXCESSIVE)] * 2
    assert fits(Kind.ACCESS, Outcome.REFUSED, GroundCode.EXCESSIVE, parts)
    mixed = [*parts, Part(YES, GroundCode.AS_ASKED)]
    assert not fits(Kind.ACCESS, Outcome.PARTLY, GroundCode.EXCESSIVE, mixed)


@pytest.mark.parametrize(
    "part, has_term, needed",
    [
        (Part(YES, GroundCode.AS_ASKED), False, False),
        (Part(ELSEWHERE, GroundCode.NO_DATA_HELD), False, False),
        (Part(NO, GroundCode.OTHERS_RIGHTS), True, True),
        (Part(NO, GroundCode.LEGAL_DUTY), True, False),
        (Part(NO, GroundCode.LEGAL_DUTY), False, True),
        (Part(SOME, GroundCode.COMPELLING_GROUNDS), True, True),
    ],
)
def test_a_no_says_why(part: Part, has_term: bool, needed: bool) -> None:
    assert needs_words(part, has_term=has_term) is needed


@given(st.integers(-60, 60))
def test_a_task_has_at_least_two_days_and_at_most_fourteen(ahead: int) -> None:
    today = day("tue 2026-03-03")
    due = carried_out_by(Kind.CORRECTION, today + timedelta(days=ahead), today)
    assert timedelta(days=2) <= due - today <= timedelta(days=14)


@pytest.mark.parametrize("purpose", TaskPurpose)
def test_only_who_is_told_may_be_too_much_effort(purpose: TaskPurpose) -> None:
    found = set(results_for(purpose))
    assert (Result.DISPROPORTIONATE in found) is (purpose == TaskPurpose.NOTIFY)
    assert bool(found & EXCUSES) is (purpose != TaskPurpose.COLLECT)


@given(st.dates(date(2024, 1, 1), date(2032, 12, 31)), st.integers(-400, 400))
def test_an_upheld_verzet_ends_at_once_whatever_was_promised(today: date, ahead: int) -> None:
    due = carried_out_by(Kind.OBJECTION, today + timedelta(days=ahead), today)
    assert due == today + timedelta(days=2)
