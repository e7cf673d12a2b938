"""Rollen: what each role of the staff may do (product.md's table; AVG 38(6) for the FG)."""

from dataclasses import dataclass
from enum import StrEnum


class RoleKind(StrEnum):
    """A role at one school, at a board, or at the installation (operator)."""

    TEACHER = "teacher"
    HANDLER = "handler"
    DIRECTOR = "director"
    OFFICER = "officer"
    FG = "fg"
    ADMINISTRATOR = "administrator"
    OPERATOR = "operator"


class Duty(StrEnum):
    """What a role may be for."""

    SEE_CASES = "see_cases"
    DECIDE_CASES = "decide_cases"
    APPROVE_CASES = "approve_cases"
    SEE_DEADLINES = "see_deadlines"
    SEE_CLASS = "see_class"
    RECORD_DISCLOSURES = "record_disclosures"
    EDIT_REGISTER = "edit_register"
    IMPORT_ROSTER = "import_roster"
    GIVE_ROLES = "give_roles"
    INVITE = "invite"
    RUN_INSTALLATION = "run_installation"


MAY: dict[RoleKind, frozenset[Duty]] = {
    RoleKind.TEACHER: frozenset({Duty.SEE_CLASS}),
    RoleKind.HANDLER: frozenset(
        {Duty.SEE_CASES, Duty.DECIDE_CASES, Duty.RECORD_DISCLOSURES, Duty.INVITE}
    ),
    RoleKind.DIRECTOR: frozenset({Duty.SEE_CASES, Duty.APPROVE_CASES, Duty.SEE_CLASS}),
    RoleKind.OFFICER: frozenset(
        {
            Duty.SEE_CASES,
            Duty.DECIDE_CASES,
            Duty.SEE_DEADLINES,
            Duty.RECORD_DISCLOSURES,
            Duty.EDIT_REGISTER,
        }
    ),
    RoleKind.FG: frozenset({Duty.SEE_CASES, Duty.SEE_DEADLINES}),  # advises, changes nothing
    RoleKind.ADMINISTRATOR: frozenset({Duty.IMPORT_ROSTER, Duty.GIVE_ROLES, Duty.INVITE}),
    RoleKind.OPERATOR: frozenset({Duty.RUN_INSTALLATION}),
}

SCHOOL_ROLES = frozenset({RoleKind.TEACHER, RoleKind.HANDLER, RoleKind.DIRECTOR})
BOARD_ROLES = frozenset({RoleKind.OFFICER, RoleKind.FG, RoleKind.ADMINISTRATOR})


@dataclass(frozen=True)
class Scope:
    """Where a role holds: a school, or (school None) a whole board, or (both None) the machine."""

    kind: RoleKind
    board: object | None = None
    school: object | None = None

    def may(self, duty: Duty) -> bool:
        """Whether the role's table row holds the duty."""
        return duty in MAY[self.kind]
