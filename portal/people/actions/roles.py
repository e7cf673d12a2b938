"""Rollen: give, propose, decide and end a role; accept the duty of secrecy (seed 001 art. 7-8)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import (
    Board,
    Group,
    Pledge,
    Role,
    RoleProposal,
    School,
    TeachingLink,
    User,
    holds,
    is_household,
)
from portal.people.rules import MAY, SCHOOL_ROLES, Duty, RoleKind, may_give, may_propose, may_settle

APPROVING = sorted(kind.value for kind in RoleKind if Duty.APPROVE_ROLES in MAY[kind])


class OwnRole(Exception):
    """Nobody grants a role to themselves (product.md), nor to the own household (law.md §3)."""


class RoleRefused(Exception):
    """The role needs a second person, or was given or settled already."""


class NotIndependent(Exception):
    """Who settles got the own role from who proposes: that is one person with two hats."""


class LastAdministrator(Exception):
    """A board keeps at least one administrator."""


@dataclass(frozen=True)
class Reach:
    """Where a role holds: a board, or one school of it, perhaps one group."""

    board: Board | None = None
    school: School | None = None
    group: Group | None = None

    @property
    def at(self) -> Board | None:
        """The board, also of a school."""
        return self.school.board if self.school else self.board

    @property
    def school_id(self) -> UUID | None:
        """The school, when it is one."""
        return self.school.pk if self.school else None


@transaction.atomic
def grant_role(
    user: User,
    *,
    kind: RoleKind,
    board: Board | None = None,
    school: School | None = None,
    group: Group | None = None,
    by: User | None,
    today: date,
) -> Role:
    """A role from today. `by` None is the installation itself (commands), which may give any.

    Raises `OwnRole` and `RoleRefused`.
    """
    User.objects.select_for_update().get(pk=user.pk)  # two taps at once give one role
    reach = Reach(board, school, group)
    if group is not None and (kind is not RoleKind.TEACHER or group.school_id != reach.school_id):
        raise RoleRefused
    if by is not None:
        _not_the_own(user, by)
        if not may_give(kind, giver=by.pk, receiver=user.pk):
            raise RoleRefused
        if _has(user, kind, reach, today):
            raise RoleRefused
    if group is not None:
        _end_without_group(user, group, by=by, today=today)
    return _give(user, kind, reach, by=by, today=today)


@transaction.atomic
def propose_role(
    user: User,
    *,
    kind: RoleKind,
    board: Board | None = None,
    school: School | None = None,
    by: User,
    today: date,
) -> RoleProposal:
    """Officer, FG and director wait for a second person. Raises `OwnRole` and `RoleRefused`."""
    User.objects.select_for_update().get(pk=user.pk)
    _not_the_own(user, by)
    reach = Reach(board, school if kind in SCHOOL_ROLES else None)
    if reach.at is None or not may_propose(kind, proposer=by.pk, receiver=user.pk):
        raise RoleRefused
    same = {"user": user, "kind": kind.value, "board": reach.at, "school": reach.school}
    waiting = RoleProposal.objects.filter(**same, decided_on=None, withdrawn_on=None).exists()
    if waiting or _has(user, kind, reach, today):
        raise RoleRefused
    proposal = RoleProposal.objects.create(**same, proposed_by=by, proposed_on=today)
    record(
        "people.role_proposed", actor=by, subject=proposal, board_id=reach.at.pk, kind=kind.value
    )
    return proposal


@transaction.atomic
def decide_role(proposal: RoleProposal, *, by: User, agree: bool, today: date) -> Role | None:
    """The second person agrees, or not; the role when it now holds.

    Raises `OwnRole` for who proposed or would get it, `NotIndependent`, and `RoleRefused` when it
    was settled already or the role holds already.
    """
    row = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
    reach = Reach(row.board, row.school)
    if not row.is_open or (agree and not _is_free(row, reach, today)):
        raise RoleRefused
    if not may_settle(decider=by.pk, proposer=row.proposed_by_id, receiver=row.user_id):
        raise OwnRole
    _not_the_own(row.user, by)
    if not _is_independent(row, by, today):
        raise NotIndependent
    if agree:
        row.role = _give(row.user, RoleKind(row.kind), reach, by=by, today=today)
    row.decided_by, row.decided_on = by, today
    row.save(update_fields=["role", "decided_by", "decided_on"])
    verb = "people.role_agreed" if agree else "people.role_declined"
    record(verb, actor=by, subject=row, board_id=row.board_id, kind=row.kind)
    return row.role


@transaction.atomic
def withdraw_proposal(proposal: RoleProposal, *, by: User, today: date) -> None:
    """Who proposed it takes it back. Raises `OwnRole` for anybody else, `RoleRefused` when late."""
    row = RoleProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.proposed_by_id != by.pk:
        raise OwnRole
    if not row.is_open:
        raise RoleRefused
    row.withdrawn_on = today
    row.save(update_fields=["withdrawn_on"])
    record("people.role_withdrawn", actor=by, subject=row, board_id=row.board_id, kind=row.kind)


@transaction.atomic
def end_role(role: Role, *, by: User, today: date) -> None:
    """From today it no longer holds. Raises `LastAdministrator`, and `OwnRole` for a household."""
    if role.board_id is not None:
        Board.objects.select_for_update().get(pk=role.board_id)
    row = Role.objects.select_for_update().get(pk=role.pk)
    if by.pk != row.user_id:
        _not_the_own(row.user, by)
    if row.kind == RoleKind.ADMINISTRATOR and _administrators(row.board_id, today) == {row.user_id}:
        raise LastAdministrator
    if row.is_on(today):
        row.until = today
        row.save(update_fields=["until"])
        record("people.role_ended", actor=by, subject=row, board_id=row.board_id, kind=row.kind)


@transaction.atomic
def confirm_teacher(link: TeachingLink, *, user: User, by: User, today: date) -> Role:
    """The group that the school's file names becomes the teacher's, because somebody says so.

    Raises `OwnRole`, and `RoleRefused` when it was confirmed already.
    """
    row = TeachingLink.objects.select_for_update().get(pk=link.pk)
    if row.confirmed_on is not None:
        raise RoleRefused
    row.confirmed_on, row.confirmed_by = today, by
    row.save(update_fields=["confirmed_on", "confirmed_by"])
    return grant_role(
        user, kind=RoleKind.TEACHER, school=row.school, group=row.group, by=by, today=today
    )


@transaction.atomic
def accept_secrecy(user: User, *, board: Board, version: int, today: date) -> None:
    """The duty of secrecy is accepted, once a version and board (seed 001 art. 8.3)."""
    pledge, is_new = Pledge.objects.get_or_create(
        user=user, board=board, version=version, defaults={"on": today}
    )
    if is_new:
        record("people.secrecy_accepted", actor=user, subject=pledge, board_id=board.pk)


def _give(user: User, kind: RoleKind, reach: Reach, *, by: User | None, today: date) -> Role:
    role = Role.objects.create(
        user=user,
        kind=kind.value,
        board=reach.at,
        school=reach.school,
        group=reach.group,
        since=today,
        granted_by=by,
    )
    board_id = reach.at.pk if reach.at else None
    record("people.role_granted", actor=by, subject=role, board_id=board_id, kind=kind.value)
    return role


def _end_without_group(user: User, group: Group, *, by: User | None, today: date) -> None:
    """A teacher whose group is now known is no longer a teacher of whom it is not."""
    kind = RoleKind.TEACHER.value
    rows = Role.objects.filter(holds(today), user=user, kind=kind, school=group.school, group=None)
    for row in rows:
        row.until = today
        row.save(update_fields=["until"])
        record("people.role_ended", actor=by, subject=row, board_id=row.board_id, kind=kind)


def _not_the_own(user: User, by: User) -> None:
    if by.pk == user.pk or is_household(by, user):
        raise OwnRole


def _is_free(row: RoleProposal, reach: Reach, today: date) -> bool:
    return row.user.is_active and not _has(row.user, RoleKind(row.kind), reach, today)


def _is_independent(row: RoleProposal, by: User, today: date) -> bool:
    """Some approving role of the second person came from somebody else than who proposes."""
    own = Role.objects.filter(holds(today), user=by, board=row.board, kind__in=APPROVING)
    return any(role.granted_by_id != row.proposed_by_id or not role.granted_by_id for role in own)


def _has(user: User, kind: RoleKind, reach: Reach, today: date) -> bool:
    places: dict[str, object] = {"board": reach.at, "school": reach.school}
    if reach.group is not None:  # without a group: whatever the group
        places["group"] = reach.group
    return Role.objects.filter(holds(today), user=user, kind=kind.value, **places).exists()


def _administrators(board_id: UUID | None, today: date) -> set[UUID]:
    rows = Role.objects.filter(
        holds(today),
        board=board_id,
        kind=RoleKind.ADMINISTRATOR.value,
        user__is_active=True,
    )
    return set(rows.values_list("user_id", flat=True))
