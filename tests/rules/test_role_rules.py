"""product.md: nobody grants a role to themselves; weighty roles need a second person."""

import pytest

from portal.people.rules import (
    NEEDS_SECOND_PERSON,
    RoleKind,
    may_give,
    may_propose,
    may_settle,
)

ALONE = frozenset(RoleKind) - NEEDS_SECOND_PERSON - {RoleKind.OPERATOR}


def test_officer_fg_and_director_are_the_roles_with_a_second_person() -> None:
    assert {RoleKind.OFFICER, RoleKind.FG, RoleKind.DIRECTOR} == NEEDS_SECOND_PERSON


@pytest.mark.parametrize("kind", RoleKind)
def test_nobody_gives_or_proposes_any_role_to_themselves(kind: RoleKind) -> None:
    assert not may_give(kind, giver=1, receiver=1)
    assert not may_propose(kind, proposer=1, receiver=1)


@pytest.mark.parametrize("kind", RoleKind)
def test_a_role_is_given_or_proposed_and_never_both(kind: RoleKind) -> None:
    assert may_give(kind, giver=1, receiver=2) is (kind in ALONE)
    assert may_propose(kind, proposer=1, receiver=2) is (kind in NEEDS_SECOND_PERSON)


@pytest.mark.parametrize(
    "decider, may",
    [
        pytest.param("proposer", False, id="who proposed"),
        pytest.param("receiver", False, id="who would get it"),
        pytest.param("somebody", True, id="a third person"),
    ],
)
def test_only_a_third_person_settles(decider: str, may: bool) -> None:
    assert may_settle(decider=decider, proposer="proposer", receiver="receiver") is may


def test_a_proposal_of_the_installation_is_settled_by_anybody_but_the_receiver() -> None:
    assert may_settle(decider=1, proposer=None, receiver=2)
    assert not may_settle(decider=2, proposer=None, receiver=2)
