"""product.md's table of who comes for what, and law.md §8: what each role may and never may."""

import pytest

from portal.people.rules import BOARD_ROLES, MAY, SCHOOL_ROLES, Duty, RoleKind

SEES = {Duty.SEE_CASES, Duty.SEE_DEADLINES, Duty.SEE_CLASS, Duty.SEE_REPRESENTATION, Duty.SEE_ROLES}
SEES |= {Duty.SEE_DESTRUCTION}
SEES |= {Duty.SEE_LOOKS}
SEES |= {Duty.SEE_REGISTER}
SEES |= {Duty.SEE_DISCLOSURES, Duty.SEE_HIDDEN}
SEES |= {Duty.SEE_ROUNDS, Duty.SEE_SETTINGS}
CHANGES = frozenset(Duty) - SEES
CASES = {Duty.SEE_CASES, Duty.DECIDE_CASES, Duty.APPROVE_CASES, Duty.SEE_DEADLINES}


def test_every_role_has_its_row() -> None:
    assert set(MAY) == set(RoleKind)
    assert SCHOOL_ROLES | BOARD_ROLES | {RoleKind.OPERATOR} == set(RoleKind)
    assert not SCHOOL_ROLES & BOARD_ROLES


def test_the_fg_sees_everything_and_changes_nothing() -> None:
    assert MAY[RoleKind.FG] >= {Duty.SEE_CASES, Duty.SEE_DEADLINES}
    assert not MAY[RoleKind.FG] & CHANGES


@pytest.mark.parametrize("kind", [RoleKind.TEACHER, RoleKind.ADMINISTRATOR, RoleKind.OPERATOR])
def test_a_teacher_administrator_or_operator_sees_no_case(kind: RoleKind) -> None:
    assert not MAY[kind] & CASES


def test_the_operator_has_the_installation_alone() -> None:
    assert MAY[RoleKind.OPERATOR] == {Duty.RUN_INSTALLATION}
    assert [kind for kind in RoleKind if Duty.RUN_INSTALLATION in MAY[kind]] == [RoleKind.OPERATOR]


def test_a_director_approves_and_does_not_decide() -> None:
    assert Duty.APPROVE_CASES in MAY[RoleKind.DIRECTOR]
    assert Duty.DECIDE_CASES not in MAY[RoleKind.DIRECTOR]


def test_only_the_administrator_gives_roles() -> None:
    assert [kind for kind in RoleKind if Duty.GIVE_ROLES in MAY[kind]] == [RoleKind.ADMINISTRATOR]
