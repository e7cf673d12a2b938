"""Rollen: the verbs, their audit rows, and what the database itself refuses."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Event
from portal.people.actions import (
    LastAdministrator,
    NotIndependent,
    OwnRole,
    RoleRefused,
    accept_secrecy,
    decide_role,
    end_role,
    grant_role,
    propose_role,
)
from portal.people.models import Pledge, Role, RoleProposal, User, is_household
from portal.people.rules import NEEDS_SECOND_PERSON, RoleKind
from tests.builders import make_guardian, make_role, make_user, tie
from tests.cast import Cast, make_cast
from tests.tools.together import together

WEIGHTY = sorted(NEEDS_SECOND_PERSON)


def propose(cast: Cast, today: date, kind: RoleKind = RoleKind.OFFICER) -> RoleProposal:
    """Ad proposes something for Lotte."""
    school = cast.school if kind is RoleKind.DIRECTOR else None
    return propose_role(
        cast.lotte, kind=kind, board=cast.board, school=school, by=cast.ad, today=today
    )


def verbs() -> list[tuple[str, Any]]:
    rows = Event.objects.filter(verb__startswith="people.")
    return list(rows.values_list("verb", "board_id"))


def outcome(act: Callable[[], object]) -> str:
    try:
        act()
    except (OwnRole, RoleRefused, LastAdministrator) as refusal:
        return type(refusal).__name__
    return "done"


def test_nobody_gives_a_role_to_themselves(cast: Cast, today: date) -> None:
    with pytest.raises(OwnRole):
        grant_role(cast.ad, kind=RoleKind.HANDLER, school=cast.school, by=cast.ad, today=today)
    with pytest.raises(OwnRole):
        propose_role(cast.ad, kind=RoleKind.FG, board=cast.board, by=cast.ad, today=today)
    assert cast.ad.roles.count() == 1


def test_guardians_of_one_child_give_each_other_no_role(cast: Cast, today: date) -> None:
    make_role(cast.fatima, RoleKind.ADMINISTRATOR, cast.board)
    places = {"kind": RoleKind.HANDLER, "school": cast.school, "today": today}
    for relative in (cast.daan, cast.ruud):
        with pytest.raises(OwnRole):
            grant_role(relative, by=cast.fatima, **places)  # type: ignore[arg-type]
    assert grant_role(cast.olga, by=cast.fatima, **places).user == cast.olga  # type: ignore[arg-type]


def test_an_administrator_who_is_a_guardian_keeps_away_from_the_family(
    cast: Cast, today: date
) -> None:
    tie(make_guardian(cast.board, cast.ad), cast.noor)
    role = make_role(cast.daan, RoleKind.TEACHER, school=cast.school)
    with pytest.raises(OwnRole):
        propose_role(cast.daan, kind=RoleKind.FG, board=cast.board, by=cast.ad, today=today)
    with pytest.raises(OwnRole):
        end_role(role, by=cast.ad, today=today)


def test_the_second_person_is_no_family_of_the_receiver(cast: Cast, today: date) -> None:
    tie(make_guardian(cast.board, cast.petra), cast.noor)
    tie(make_guardian(cast.board, cast.lotte), cast.noor)
    proposal = propose(cast, today)
    with pytest.raises(OwnRole):
        decide_role(proposal, by=cast.petra, agree=True, today=today)


def test_a_household_is_the_same_from_both_sides(cast: Cast) -> None:
    pairs = [(cast.sam, cast.els), (cast.fatima, cast.daan), (cast.els, cast.jan)]
    assert all(is_household(a, b) and is_household(b, a) for a, b in pairs)
    assert not is_household(cast.fatima, cast.els)


@pytest.mark.parametrize("kind", WEIGHTY)
def test_a_weighty_role_is_not_given_by_one_person(cast: Cast, today: date, kind: RoleKind) -> None:
    school = cast.school if kind is RoleKind.DIRECTOR else None
    with pytest.raises(RoleRefused):
        grant_role(cast.lotte, kind=kind, board=cast.board, school=school, by=cast.ad, today=today)
    propose(cast, today, kind)
    assert not Role.objects.filter(user=cast.lotte, kind=kind).exists()


def test_the_operator_is_neither_given_nor_proposed(cast: Cast, today: date) -> None:
    with pytest.raises(RoleRefused):
        grant_role(cast.lotte, kind=RoleKind.OPERATOR, by=cast.ad, today=today)
    with pytest.raises(RoleRefused):
        propose(cast, today, RoleKind.OPERATOR)


def test_proposer_and_receiver_do_not_settle(cast: Cast, today: date) -> None:
    proposal = propose(cast, today)
    for by in (cast.ad, cast.lotte):
        with pytest.raises(OwnRole):
            decide_role(proposal, by=by, agree=True, today=today)
    assert decide_role(proposal, by=cast.petra, agree=True, today=today)


@pytest.mark.parametrize("proposer, decider", [("lotte", None), ("ad", "ad"), ("ad", "lotte")])
def test_the_database_knows_three_persons(
    cast: Cast, today: date, proposer: str, decider: str | None
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleProposal.objects.create(
            user=cast.lotte,
            kind=RoleKind.FG.value,
            board=cast.board,
            proposed_by=getattr(cast, proposer),
            proposed_on=today,
            decided_by=getattr(cast, decider) if decider else None,
        )


def test_the_database_knows_no_role_from_oneself(cast: Cast) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        make_role(cast.lotte, RoleKind.HANDLER, school=cast.school, granted_by=cast.lotte)


def test_a_proposal_is_settled_once(cast: Cast, today: date) -> None:
    proposal = propose(cast, today)
    stale = RoleProposal.objects.get(pk=proposal.pk)
    decide_role(proposal, by=cast.petra, agree=False, today=today)
    with pytest.raises(RoleRefused):
        decide_role(stale, by=cast.petra, agree=True, today=today)
    assert not Role.objects.filter(user=cast.lotte, kind=RoleKind.OFFICER).exists()


def test_who_got_the_own_role_from_the_proposer_does_not_settle(cast: Cast, today: date) -> None:
    adda = make_user("Adda")
    make_role(adda, RoleKind.ADMINISTRATOR, cast.board, granted_by=cast.ad)
    proposal = propose(cast, today)
    with pytest.raises(NotIndependent):
        decide_role(proposal, by=adda, agree=True, today=today)
    make_role(adda, RoleKind.OFFICER, cast.board, granted_by=cast.petra)
    assert decide_role(proposal, by=adda, agree=True, today=today)


def test_a_role_that_holds_already_is_only_declined(cast: Cast, today: date) -> None:
    proposal = propose(cast, today)
    make_role(cast.lotte, RoleKind.OFFICER, cast.board)
    with pytest.raises(RoleRefused):
        decide_role(proposal, by=cast.petra, agree=True, today=today)
    assert decide_role(proposal, by=cast.petra, agree=False, today=today) is None


def test_the_same_role_is_not_given_or_proposed_twice(cast: Cast, today: date) -> None:
    places = {"kind": RoleKind.HANDLER, "school": cast.school, "by": cast.ad, "today": today}
    grant_role(cast.lotte, **places)  # type: ignore[arg-type]
    with pytest.raises(RoleRefused):
        grant_role(cast.lotte, **places)  # type: ignore[arg-type]
    propose(cast, today)
    with pytest.raises(RoleRefused):
        propose(cast, today)


def test_every_verb_writes_its_row_with_the_board(cast: Cast, today: date) -> None:
    board = cast.board.pk
    role = decide_role(propose(cast, today), by=cast.petra, agree=True, today=today)
    assert role
    end_role(role, by=cast.ad, today=today)
    decide_role(propose(cast, today), by=cast.petra, agree=False, today=today)
    done = ["proposed", "granted", "agreed", "ended", "proposed", "declined"]
    assert verbs() == [(f"people.role_{what}", board) for what in done]


def test_the_last_administrator_stays(cast: Cast, today: date) -> None:
    only = cast.ad.roles.get()
    with pytest.raises(LastAdministrator):
        end_role(only, by=cast.ad, today=today)
    make_role(make_user("Adda"), RoleKind.ADMINISTRATOR, cast.board)
    end_role(only, by=cast.ad, today=today)
    assert not Role.objects.get(pk=only.pk).is_on(today)


def test_a_closed_account_is_no_administrator_that_stays(cast: Cast, today: date) -> None:
    gone = make_user("Adda", is_active=False)
    make_role(gone, RoleKind.ADMINISTRATOR, cast.board)
    with pytest.raises(LastAdministrator):
        end_role(cast.ad.roles.get(), by=cast.ad, today=today)


def test_an_ended_role_is_ended_once(cast: Cast, today: date) -> None:
    role = cast.iris.roles.get()
    end_role(role, by=cast.ad, today=today)
    end_role(role, by=cast.ad, today=today)
    assert verbs() == [("people.role_ended", cast.board.pk)]


def test_secrecy_is_noted_once_a_board_and_version(cast: Cast, today: date) -> None:
    for version in (1, 1, 2):
        accept_secrecy(cast.iris, board=cast.board, version=version, today=today)
    assert Pledge.objects.filter(user=cast.iris).count() == 2
    assert verbs() == [("people.secrecy_accepted", cast.board.pk)] * 2


@pytest.mark.django_db(transaction=True)
def test_two_second_persons_at_once_make_one_role(today: date) -> None:
    cast = make_cast(today)
    proposal = propose(cast, today)
    deciders = [cast.petra, make_user("Piet")]
    make_role(deciders[1], RoleKind.OFFICER, cast.board)

    def decide() -> str:
        by = deciders.pop()
        return outcome(lambda: decide_role(proposal, by=by, agree=True, today=today))

    assert sorted(together(2, decide)) == ["RoleRefused", "done"]
    assert Role.objects.filter(user=cast.lotte, kind=RoleKind.OFFICER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_the_same_role_given_twice_at_once_is_one_role(today: date) -> None:
    cast = make_cast(today)
    places: Any = {"kind": RoleKind.HANDLER, "school": cast.so, "by": cast.ad, "today": today}
    tries = together(2, lambda: outcome(lambda: grant_role(cast.lotte, **places)))
    assert sorted(tries) == ["RoleRefused", "done"]
    assert Role.objects.filter(user=cast.lotte, kind=RoleKind.HANDLER).count() == 1


@pytest.mark.django_db(transaction=True)
def test_two_administrators_who_end_each_other_leave_one(today: date) -> None:
    cast = make_cast(today)
    adda = make_user("Adda")
    theirs = make_role(adda, RoleKind.ADMINISTRATOR, cast.board)
    pairs: list[tuple[Role, User]] = [(theirs, cast.ad), (cast.ad.roles.get(), adda)]

    def end() -> str:
        role, by = pairs.pop()
        return outcome(lambda: end_role(role, by=by, today=today))

    assert sorted(together(2, end)) == ["LastAdministrator", "done"]
