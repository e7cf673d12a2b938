"""Rollen: the verbs of people, with what follows from them: mail to the FG, sessions that end."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people import actions as people
from portal.people.models import Board, Group, Role, RoleProposal, School, TeachingLink, User
from portal.people.rules import NEEDS_SECOND_PERSON, RoleKind
from portal.signin import role_mails
from portal.signin.actions.sessions import end_sessions

WEIGHTY = NEEDS_SECOND_PERSON | {RoleKind.ADMINISTRATOR}  # of these the FG hears


@transaction.atomic
def give_role(
    user: User,
    *,
    kind: RoleKind,
    board: Board,
    school: School | None,
    groups: Collection[Group] = (),
    by: User,
    today: date,
) -> Role | RoleProposal:
    """The role holds at once, or waits for a second person when it weighs that much.

    A teacher gets one role for each of `groups`, or one that says that no group is known yet.
    Raises people.actions.OwnRole and RoleRefused; then nothing at all is given.
    """
    if kind in NEEDS_SECOND_PERSON:
        proposal = people.propose_role(
            user, kind=kind, board=board, school=school, by=by, today=today
        )
        role_mails.tell_fg(board, what=f"proposed:{proposal.pk}", today=today)
        role_mails.ask_second(proposal, today=today)
        return proposal
    each: list[Group | None] = [*groups] or [None]
    for group in each:
        role = people.grant_role(
            user, kind=kind, board=board, school=school, group=group, by=by, today=today
        )
    if kind in WEIGHTY:
        role_mails.tell_fg(board, what=f"given:{role.pk}", today=today)
    _begun(role, by=by)
    return role


@transaction.atomic
def settle_role(proposal: RoleProposal, *, by: User, agree: bool, today: date) -> None:
    """The second person has spoken; the FG is told. Raises OwnRole and RoleRefused."""
    role = people.decide_role(proposal, by=by, agree=agree, today=today)
    role_mails.tell_fg(proposal.board, what=f"settled:{proposal.pk}", today=today)
    if role is not None:
        _begun(role, by=by)


@transaction.atomic
def withdraw_proposal(proposal: RoleProposal, *, by: User, today: date) -> None:
    """Taken back by who proposed it: who was asked, and the FG, hear that. Raises as people's."""
    people.withdraw_proposal(proposal, by=by, today=today)
    role_mails.tell_withdrawn(proposal, today=today)
    role_mails.tell_fg(proposal.board, what=f"withdrawn:{proposal.pk}", today=today)


@transaction.atomic
def confirm_teacher(link: TeachingLink, *, user: User, by: User, today: date) -> Role:
    """The group of the school's file is this teacher's; the sessions before it are over.

    Raises people.actions.OwnRole and RoleRefused.
    """
    role = people.confirm_teacher(link, user=user, by=by, today=today)
    _begun(role, by=by)
    return role


def note_export(roles: Collection[Role], *, by: User, shape: str) -> None:
    """The list left the portal: one row that names every board and school in it."""
    boards = sorted({str(role.board_id) for role in roles})
    schools = sorted({str(role.school_id) for role in roles if role.school_id})
    record(
        "signin.roles_exported",
        actor=by,
        subject=by,
        board_id=UUID(boards[0]) if len(boards) == 1 else None,
        boards=",".join(boards),
        schools=",".join(schools),
        rows=len(roles),
        shape=shape,
    )


@transaction.atomic
def end_role(role: Role, *, by: User, today: date) -> None:
    """The role ends today and its sessions at their next request. Raises LastAdministrator."""
    if role.board is not None and RoleKind(role.kind) in WEIGHTY:
        # Before it ends: an FG whose own role ends is told too.
        role_mails.tell_fg(role.board, what=f"ended:{role.pk}", today=today)
    people.end_role(role, by=by, today=today)
    role_mails.tell_holder(role.user, what=f"over:{role.pk}")
    end_sessions(role.user, by=by, why="role ended")


def _begun(role: Role, *, by: User) -> None:
    """The holder hears of it; the rules for staff hold from the next sign-in."""
    role_mails.tell_holder(role.user, what=f"begun:{role.pk}")
    end_sessions(role.user, by=by, why="role granted")
