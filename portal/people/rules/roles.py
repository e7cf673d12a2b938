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
    SEE_ROUNDS = "see_rounds"  # and how many have; never who


MAY: dict[RoleKind, frozenset[Duty]] = {
    RoleKind.TEACHER: frozenset({Duty.SEE_CLASS}),
    RoleKind.HANDLER: frozenset(
        {
            Duty.SEE_CASES,
            Duty.DECIDE_CASES,
            Duty.RECORD_DISCLOSURES,
            Duty.INVITE,
            Duty.HELP_AT_DESK,
        }
    ),
    RoleKind.DIRECTOR: frozenset(
        {
            Duty.SEE_CASES,
            Duty.APPROVE_CASES,
            Duty.SEE_CLASS,
            Duty.SEE_ROLES,
            Duty.SEE_REPRESENTATION,
            Duty.AGREE_REPRESENTATION,
            Duty.SEE_REGISTER,
        }
    ),
    RoleKind.OFFICER: frozenset(
        {
            Duty.SEE_CASES,
            Duty.DECIDE_CASES,
            Duty.SEE_DEADLINES,
            Duty.RECORD_DISCLOSURES,
            Duty.EDIT_REGISTER,
            Duty.SEE_LOOKS,
            Duty.SEE_REGISTER,
            Duty.SEE_ROLES,
            Duty.APPROVE_ROLES,
            Duty.SEE_REPRESENTATION,
            Duty.DECIDE_REPRESENTATION,
            Duty.AGREE_REPRESENTATION,
        }
    ),
    RoleKind.FG: frozenset(  # advises, changes nothing
        {
            Duty.SEE_CASES,
            Duty.SEE_DEADLINES,
            Duty.SEE_LOOKS,
            Duty.SEE_ROLES,
            Duty.SEE_REPRESENTATION,
            Duty.SEE_REGISTER,
        }
    ),
    RoleKind.ADMINISTRATOR: frozenset(
        {
            Duty.IMPORT_ROSTER,
            Duty.INVITE,
            Duty.HELP_AT_DESK,
            Duty.SEE_ROLES,
            Duty.GIVE_ROLES,
            Duty.APPROVE_ROLES,
            Duty.SEE_REGISTER,
        }
    ),
    RoleKind.OPERATOR: frozenset({Duty.RUN_INSTALLATION}),
}
HIDING = frozenset({Duty.SEE_DISCLOSURES, Duty.SEE_HIDDEN, Duty.SETTLE_HIDDEN})
MAY[RoleKind.HANDLER] |= {Duty.SEE_DISCLOSURES}
MAY[RoleKind.DIRECTOR] |= HIDING
MAY[RoleKind.OFFICER] |= HIDING
MAY[RoleKind.FG] |= {Duty.SEE_DISCLOSURES, Duty.SEE_HIDDEN}

MAY[RoleKind.HANDLER] |= {Duty.SEE_DESTRUCTION, Duty.PROPOSE_DESTRUCTION}
MAY[RoleKind.DIRECTOR] |= {Duty.SEE_DESTRUCTION, Duty.CONFIRM_DESTRUCTION}
MAY[RoleKind.OFFICER] |= {Duty.SEE_DESTRUCTION, Duty.CONFIRM_DESTRUCTION}
MAY[RoleKind.FG] |= {Duty.SEE_DESTRUCTION}

# Whoever must agree records it: a tick that says somebody else agreed proves nothing.
MAY[RoleKind.DIRECTOR] |= {Duty.RECORD_DISCLOSURES, Duty.APPROVE_REPORTS}
MAY[RoleKind.OFFICER] |= {Duty.APPROVE_ORDERS}
# Who may be in a picture: the office that sends for the photographer, and the FG, who sees all.
MAY[RoleKind.HANDLER] |= {Duty.SEE_CLASS}
MAY[RoleKind.FG] |= {Duty.SEE_CLASS}
MAY[RoleKind.HANDLER] |= {Duty.ENTER_CONSENT}
MAY[RoleKind.DIRECTOR] |= {Duty.ENTER_CONSENT}
MAY[RoleKind.TEACHER] |= {Duty.PUBLISH}  # for the own group only
MAY[RoleKind.HANDLER] |= {Duty.PUBLISH}
MAY[RoleKind.DIRECTOR] |= {Duty.PUBLISH}
# What is allowed leaves the portal: as a sheet of one's own place, or by a key of the officer.
MAY[RoleKind.HANDLER] |= {Duty.EXPORT_CONSENT}
MAY[RoleKind.DIRECTOR] |= {Duty.EXPORT_CONSENT}
MAY[RoleKind.OFFICER] |= {Duty.EXPORT_CONSENT, Duty.LINK_SYSTEMS}
ROUNDS = frozenset({Duty.HOLD_ROUNDS, Duty.SEE_ROUNDS})
MAY[RoleKind.HANDLER] |= ROUNDS
MAY[RoleKind.DIRECTOR] |= ROUNDS
MAY[RoleKind.OFFICER] |= ROUNDS
MAY[RoleKind.FG] |= {Duty.SEE_ROUNDS}

for kind in (RoleKind.HANDLER, RoleKind.DIRECTOR, RoleKind.OFFICER, RoleKind.ADMINISTRATOR):
    MAY[kind] |= {Duty.ASK_CONSENT}

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
