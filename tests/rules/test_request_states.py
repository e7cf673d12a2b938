"""Besluit en stand: what can happen when, on which ground, and where to go after; AVG 12(4), 77."""

import pytest

from portal.people.rules import BoardKind as PeopleBoardKind
from requests_app.rules import (
    BoardKind,
    GroundCode,
    Kind,
    Outcome,
    RemedyCode,
    State,
    Verb,
    grounds_for,
    law_of,
    may_deliver,
    needs_reasons,
    next_state,
    open_states,
    outcomes_for,
    remedies,
)
from requests_app.rules.states import TRANSITIONS

MOVES = {
    (State.RECEIVED, Verb.TAKE_UP): State.IN_PROGRESS,
    (State.RECEIVED, Verb.WITHDRAW): State.WITHDRAWN,
    (State.IN_PROGRESS, Verb.DECIDE): State.ANSWERED,
    (State.IN_PROGRESS, Verb.WITHDRAW): State.WITHDRAWN,
    (State.IN_PROGRESS, Verb.PROPOSE): State.PROPOSED,
    (State.PROPOSED, Verb.SEND_BACK): State.IN_PROGRESS,
    (State.PROPOSED, Verb.DECIDE): State.ANSWERED,
    (State.PROPOSED, Verb.WITHDRAW): State.WITHDRAWN,
    (State.ANSWERED, Verb.CLOSE): State.CLOSED,
    (State.WITHDRAWN, Verb.CLOSE): State.CLOSED,
}


@pytest.mark.parametrize("state", State)
@pytest.mark.parametrize("verb", Verb)
def test_only_the_listed_moves_are_possible(state: State, verb: Verb) -> None:
    if (state, verb) in MOVES:
        assert next_state(state, verb) == MOVES[state, verb]
        return
    with pytest.raises(ValueError, match="not possible"):
        next_state(state, verb)


def test_every_move_names_its_ground() -> None:
    assert all(move.ground for move in TRANSITIONS)


def test_the_clock_runs_until_the_answer_or_the_withdrawal() -> None:
    assert open_states() == {State.RECEIVED, State.IN_PROGRESS, State.PROPOSED}


def test_direct_marketing_can_only_be_upheld() -> None:
    assert outcomes_for(Kind.OBJECTION, direct_marketing=True) == (Outcome.GRANTED,)
    assert set(outcomes_for(Kind.OBJECTION)) == set(Outcome)


@pytest.mark.parametrize("kind", Kind)
def test_every_outcome_that_is_offered_has_a_ground(kind: Kind) -> None:
    assert all(grounds_for(kind, outcome) for outcome in outcomes_for(kind))
    assert (Outcome.REFUSED in outcomes_for(kind)) is (kind != Kind.QUESTION)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_can_be_granted_and_left_unhandled(kind: Kind) -> None:
    assert [g.code for g in grounds_for(kind, Outcome.GRANTED)] == [GroundCode.AS_ASKED]
    assert grounds_for(kind, Outcome.NOT_HANDLED)


@pytest.mark.parametrize("kind", [k for k in Kind if k != Kind.QUESTION])
def test_a_refusal_has_a_ground_in_the_law_of_that_kind(kind: Kind) -> None:
    assert grounds_for(kind, Outcome.REFUSED)


def test_a_professional_opinion_is_a_ground_for_correction_only() -> None:
    opinion = GroundCode.PROFESSIONAL_OPINION
    kinds = {k for k in Kind if opinion in {g.code for g in grounds_for(k, Outcome.PARTLY)}}
    assert kinds == {Kind.CORRECTION}


@pytest.mark.parametrize("kind", Kind)
def test_identity_is_a_ground_only_without_two_factors(kind: Kind) -> None:
    doubted = {g.code for g in grounds_for(kind, Outcome.NOT_HANDLED)}
    known = {g.code for g in grounds_for(kind, Outcome.NOT_HANDLED, identified=True)}
    assert doubted - known == {GroundCode.IDENTITY_UNKNOWN}


def test_a_letter_names_the_article_of_the_ground_or_of_the_right() -> None:
    assert law_of(Kind.ACCESS, GroundCode.OTHERS_RIGHTS) == "AVG art. 15 lid 4"
    assert law_of(Kind.PORTABILITY, GroundCode.OTHERS_RIGHTS) == "AVG art. 20 lid 4"
    assert law_of(Kind.INFORMATION, GroundCode.INTEREST_OF_CHILD) == "BW art. 1:377c lid 2"
    assert law_of(Kind.ACCESS, GroundCode.AS_ASKED) == "AVG art. 15"


def test_only_a_full_yes_needs_no_reasons() -> None:
    assert [one for one in Outcome if not needs_reasons(one)] == [Outcome.GRANTED]


@pytest.mark.parametrize(
    "board, first",
    [(BoardKind.PUBLIC, RemedyCode.OBJECTION), (BoardKind.PRIVATE, RemedyCode.PETITION)],
)
def test_the_kind_of_board_decides_the_remedy_within_six_weeks(
    board: BoardKind, first: RemedyCode
) -> None:
    found = remedies(Kind.ACCESS, board)
    assert (found[0].code, found[0].weeks) == (first, 6)
    assert RemedyCode.AUTHORITY in {one.code for one in found}


@pytest.mark.parametrize("kind", list(Kind)[:6])
@pytest.mark.parametrize("board", BoardKind)
def test_a_right_ends_with_the_authority_the_board_and_the_committee(
    kind: Kind, board: BoardKind
) -> None:
    codes = [one.code for one in remedies(kind, board)]
    assert codes[1:] == ["authority", "board_complaint", "national_complaint"]


@pytest.mark.parametrize(
    "kind, codes",
    [
        (Kind.COMPLAINT, ["authority", "national_complaint"]),
        (Kind.INFORMATION, ["family_court", "board_complaint", "national_complaint"]),
        (Kind.QUESTION, ["board_complaint"]),
    ],
)
@pytest.mark.parametrize("board", BoardKind)
def test_a_complaint_information_or_question_has_other_remedies(
    kind: Kind, board: BoardKind, codes: list[str]
) -> None:
    assert [one.code for one in remedies(kind, board)] == codes


def test_both_rooms_know_the_same_kinds_of_board() -> None:
    assert {kind.name: kind.value for kind in BoardKind} == {
        kind.name: kind.value for kind in PeopleBoardKind
    }


@pytest.mark.parametrize("outcome", Outcome)
def test_a_no_reaches_who_asked_and_a_yes_only_who_has_the_right(outcome: Outcome) -> None:
    assert may_deliver(outcome, has_right=True)
    assert may_deliver(outcome, has_right=False) is (outcome in {"refused", "not_handled"})
