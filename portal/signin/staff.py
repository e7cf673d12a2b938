"""Wie mag wat: the door to the roles of a board (seed 001 art. 7.2)."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404
from django.utils import timezone

from portal.people.access import Person, scopes_of, within
from portal.people.models import (
    Board,
    Group,
    Guardian,
    Membership,
    Pledge,
    Role,
    RoleProposal,
    School,
    User,
    folded,
    holds,
)
from portal.people.rules import MAY, Duty, RoleKind, Scope
from portal.signin.models import Invitation


def must_see(user: Person, today: date) -> list[Scope]:
    """Where this person may read the list; nowhere is a 403."""
    return _must(user, today, Duty.SEE_ROLES)


def must_give(user: Person, today: date) -> list[Scope]:
    """Where this person may give and end roles; nowhere is a 403."""
    return _must(user, today, Duty.GIVE_ROLES)


def _must(user: Person, today: date, duty: Duty) -> list[Scope]:
    scopes = scopes_of(user, today, duty)
    if not scopes:
        raise PermissionDenied
    return scopes


def may_give(user: Person, today: date) -> bool:
    """Whether the buttons are shown."""
    return bool(scopes_of(user, today, Duty.GIVE_ROLES))


def may_settle(user: Person, today: date) -> bool:
    """Whether this person may be the second one."""
    return bool(scopes_of(user, today, Duty.APPROVE_ROLES))


def _current(scopes: Iterable[Scope], today: date) -> QuerySet[Role]:
    rows = Role.objects.filter(holds(today), within(scopes))
    return rows.select_related("user", "board", "school", "group")


def waiting(scopes: Iterable[Scope]) -> list[RoleProposal]:
    """What waits for a second person inside these scopes."""
    rows = RoleProposal.objects.filter(within(scopes), decided_on=None, withdrawn_on=None)
    return list(rows.select_related("user", "board", "school", "proposed_by"))


def get_role(user: Person, pk: UUID, today: date) -> Role:
    """A role to end: 404 outside one's reach, 403 for who may only read the list."""
    reach = scopes_of(user, today, Duty.SEE_ROLES)
    role = get_object_or_404(_current(reach, today), pk=pk)
    if not _current(scopes_of(user, today, Duty.GIVE_ROLES), today).filter(pk=pk).exists():
        raise PermissionDenied
    return role


def get_proposal(user: Person, pk: UUID, today: date) -> RoleProposal:
    """A proposal to settle: 404 outside one's reach, 403 for who may only read the list."""
    rows = RoleProposal.objects.select_related(
        "user", "board", "school", "proposed_by", "decided_by"
    )
    reach = within(scopes_of(user, today, Duty.SEE_ROLES))
    proposal = get_object_or_404(rows.filter(reach), pk=pk)
    settling = within(scopes_of(user, today, Duty.APPROVE_ROLES))
    if not RoleProposal.objects.filter(settling, pk=pk).exists():
        raise PermissionDenied
    return proposal


def boards_in(scopes: Iterable[Scope]) -> list[Board]:
    """The boards of these scopes."""
    return list(Board.objects.filter(pk__in=[scope.board for scope in scopes]))


def schools_in(scopes: Iterable[Scope]) -> list[School]:
    """The schools at which a role may be given."""
    return list(School.objects.filter(board__in=boards_in(scopes)).select_related("board"))


def schools_seen(scopes: Iterable[Scope]) -> list[School]:
    """The schools of which one may read the roles."""
    reach = Q(pk__in=[scope.school for scope in scopes if scope.school])
    reach |= Q(board__in=[scope.board for scope in scopes if not scope.school])
    return list(School.objects.filter(reach))


def groups_of(school: School, today: date) -> list[Group]:
    """The groups of a school that have pupils today."""
    members = Membership.objects.filter(holds(today), group=OuterRef("pk"))
    return list(Group.objects.filter(Exists(members), school=school).order_by("name", "pk"))


def colleague(name: str, boards: Iterable[Board]) -> User | None:
    """Staff or a guardian of these boards, by the whole sign-in name or address; else None.

    There is no list to look through, and "not here" and "not there" are one answer. A guardian is
    found by an address only when somebody reads there, and not while a letter alone opened the
    account: an ex-partner may have done that.
    """
    wanted, here = folded(name), list(boards)
    by_address = "@" in wanted
    called = Q(email=wanted) if by_address else Q(sign_in_name=wanted)
    now = timezone.now()  # hours, so no day can be its argument
    family = Q(pk__in=Guardian.objects.filter(board__in=here, user__isnull=False).values("user"))
    family &= Q(provisional_until=None) | Q(provisional_until__lte=now)
    if by_address:
        family &= Q(email_proven_at__isnull=False)
    return User.objects.filter(called, _staff_of(here) | family, is_active=True).first()


def _staff_of(boards: list[Board]) -> Q:
    """Accounts that were made for work here, or that have or had a role."""
    return Q(pk__in=Role.objects.filter(board__in=boards).values("user")) | Q(
        pk__in=Invitation.objects.filter(board__in=boards, user__isnull=False).values("user")
    )


def officers(board: Board, today: date) -> list[User]:
    """The FG of a board: who is told of weighty roles."""
    rows = Role.objects.filter(
        holds(today), board=board, kind=RoleKind.FG.value, user__is_active=True
    )
    return [row.user for row in rows.select_related("user")]


def second_people(proposal: RoleProposal, today: date) -> list[User]:
    """Who may settle a proposal: those with the duty at its board, without the two in it."""
    kinds = [kind.value for kind in RoleKind if Duty.APPROVE_ROLES in MAY[kind]]
    roles = Role.objects.filter(holds(today), board=proposal.board_id, kind__in=kinds)
    people = User.objects.filter(pk__in=roles.values("user"), is_active=True)
    return list(people.exclude(pk__in=[proposal.user_id, proposal.proposed_by_id]))


def unpledged(user: User, version: int, today: date) -> list[Board]:
    """The boards at which this person works without having accepted this text."""
    roles = Role.objects.filter(holds(today), user=user, board__isnull=False)
    done = Pledge.objects.filter(user=user, version=version).values("board")
    return list(Board.objects.filter(pk__in=roles.values("board")).exclude(pk__in=done))
