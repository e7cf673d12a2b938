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
    SEE_CLASS = "see_class"  # what the pupils of a group may; a teacher of the own group only
    RECORD_DISCLOSURES = "record_disclosures"
    EDIT_REGISTER = "edit_register"
    IMPORT_ROSTER = "import_roster"
    INVITE = "invite"
    HELP_AT_DESK = "help_at_desk"
    SEE_ROLES = "see_roles"
    GIVE_ROLES = "give_roles"
    APPROVE_ROLES = "approve_roles"  # the second person behind officer, FG and director
    SEE_REPRESENTATION = "see_representation"
    DECIDE_REPRESENTATION = "decide_representation"
    AGREE_REPRESENTATION = "agree_representation"  # the second person (law.md §3)
    RUN_INSTALLATION = "run_installation"
    SEE_DESTRUCTION = "see_destruction"  # what must go of pupils that left (law.md §7)
    PROPOSE_DESTRUCTION = "propose_destruction"
    CONFIRM_DESTRUCTION = "confirm_destruction"  # the second person
    SEE_LOOKS = "see_looks"  # by name; a family sees the role only
    SEE_REGISTER = "see_register"  # its drafts, versions and recipients; families read the rest
    SEE_DISCLOSURES = "see_disclosures"
    SEE_HIDDEN = "see_hidden"  # what the family does not see for now (law.md §6)
    SETTLE_HIDDEN = "settle_hidden"  # the second person, and whoever looks again
    APPROVE_ORDERS = "approve_orders"  # an order of prosecutor or judge (law.md §6)
    APPROVE_REPORTS = "approve_reports"  # a report by the school to the police
    ASK_CONSENT = "ask_consent"  # the questions themselves: of the board, or of one's own school
    ENTER_CONSENT = "enter_consent"  # an answer given on paper or at the desk (law.md §4)
    PUBLISH = "publish"  # log what was published of pupils, and take it down (AVG 7(3))
    EXPORT_CONSENT = "export_consent"  # what is allowed, as a sheet for the school's own work
    LINK_SYSTEMS = "link_systems"  # keys for other systems, and the choices of an earlier app
    HOLD_ROUNDS = "hold_rounds"  # remind who has not answered yet
    SEE_SETTINGS = "see_settings"  # what the board chose itself
    CHANGE_SETTINGS = "change_settings"
    SEE_ROUNDS = "see_rounds"  # and how many have; never who


TEACHER, HANDLER, DIRECTOR = RoleKind.TEACHER, RoleKind.HANDLER, RoleKind.DIRECTOR
OFFICER, FG = RoleKind.OFFICER, RoleKind.FG  # the FG advises and changes nothing
ADMINISTRATOR, OPERATOR = RoleKind.ADMINISTRATOR, RoleKind.OPERATOR
# The one table. Whoever must approve an order or a report records it (ADR 13).
ROLES_FOR: dict[Duty, set[RoleKind]] = {
    Duty.SEE_CASES: {HANDLER, DIRECTOR, OFFICER, FG},
    Duty.DECIDE_CASES: {HANDLER, OFFICER},
    Duty.APPROVE_CASES: {DIRECTOR, OFFICER},
    Duty.SEE_DEADLINES: {OFFICER, FG},
    Duty.SEE_CLASS: {TEACHER, HANDLER, DIRECTOR, FG},
    Duty.RECORD_DISCLOSURES: {HANDLER, DIRECTOR, OFFICER},
    Duty.EDIT_REGISTER: {OFFICER},
    Duty.IMPORT_ROSTER: {ADMINISTRATOR},
    Duty.INVITE: {HANDLER, ADMINISTRATOR},
    Duty.HELP_AT_DESK: {HANDLER, ADMINISTRATOR},
    Duty.SEE_ROLES: {DIRECTOR, OFFICER, FG, ADMINISTRATOR},
    Duty.GIVE_ROLES: {ADMINISTRATOR},
    Duty.APPROVE_ROLES: {OFFICER, ADMINISTRATOR},
    Duty.SEE_REPRESENTATION: {DIRECTOR, OFFICER, FG},
    Duty.DECIDE_REPRESENTATION: {OFFICER},
    Duty.AGREE_REPRESENTATION: {DIRECTOR, OFFICER},
    Duty.RUN_INSTALLATION: {OPERATOR},
    Duty.SEE_DESTRUCTION: {HANDLER, DIRECTOR, OFFICER, FG},
    Duty.PROPOSE_DESTRUCTION: {HANDLER},
    Duty.CONFIRM_DESTRUCTION: {DIRECTOR, OFFICER},
    Duty.SEE_LOOKS: {OFFICER, FG},
    Duty.SEE_REGISTER: {DIRECTOR, OFFICER, FG, ADMINISTRATOR},
    Duty.SEE_DISCLOSURES: {HANDLER, DIRECTOR, OFFICER, FG},
    Duty.SEE_HIDDEN: {DIRECTOR, OFFICER, FG},
    Duty.SETTLE_HIDDEN: {DIRECTOR, OFFICER},
    Duty.APPROVE_ORDERS: {OFFICER},
    Duty.APPROVE_REPORTS: {DIRECTOR},
    Duty.ASK_CONSENT: {HANDLER, DIRECTOR, OFFICER, ADMINISTRATOR},
    Duty.ENTER_CONSENT: {HANDLER, DIRECTOR},
    Duty.PUBLISH: {TEACHER, HANDLER, DIRECTOR},
    Duty.EXPORT_CONSENT: {HANDLER, DIRECTOR, OFFICER},
    Duty.LINK_SYSTEMS: {OFFICER},
    Duty.HOLD_ROUNDS: {HANDLER, DIRECTOR, OFFICER},
    Duty.SEE_SETTINGS: {OFFICER, FG},
    Duty.CHANGE_SETTINGS: {OFFICER},
    Duty.SEE_ROUNDS: {HANDLER, DIRECTOR, OFFICER, FG},
}
MAY: dict[RoleKind, frozenset[Duty]] = {
    kind: frozenset(duty for duty, kinds in ROLES_FOR.items() if kind in kinds) for kind in RoleKind
}

SCHOOL_ROLES = frozenset({RoleKind.TEACHER, RoleKind.HANDLER, RoleKind.DIRECTOR})
BOARD_ROLES = frozenset({RoleKind.OFFICER, RoleKind.FG, RoleKind.ADMINISTRATOR})
# These need a second person, and the FG is told (product.md).
NEEDS_SECOND_PERSON = frozenset({RoleKind.OFFICER, RoleKind.FG, RoleKind.DIRECTOR})


def may_give(kind: RoleKind, *, giver: object, receiver: object) -> bool:
    """A role that one person gives: never to oneself, never one that needs a second person.

    The operator's role is not given by a board at all.
    """
    if kind is RoleKind.OPERATOR or kind in NEEDS_SECOND_PERSON:
        return False
    return giver != receiver


def may_propose(kind: RoleKind, *, proposer: object, receiver: object) -> bool:
    """Whether this person may ask a second one to agree with this role."""
    return kind in NEEDS_SECOND_PERSON and proposer != receiver


def may_settle(*, decider: object, proposer: object, receiver: object) -> bool:
    """Whether this person is a second one: neither who proposed nor who would get the role."""
    return decider not in (proposer, receiver)


@dataclass(frozen=True)
class Scope:
    """Where a role holds: a school, or (school None) a whole board, or (both None) the machine.

    `group` is the one group of a teacher; without it a teacher has none.
    """

    kind: RoleKind
    board: object | None = None
    school: object | None = None
    group: object | None = None

    def may(self, duty: Duty) -> bool:
        """Whether the role's table row holds the duty."""
        return duty in MAY[self.kind]
