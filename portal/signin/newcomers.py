"""Medewerkers zonder account: who works for a board, or soon will, and cannot sign in yet."""

from datetime import date

from django.contrib.auth.hashers import UNUSABLE_PASSWORD_PREFIX
from django.db.models import Q, QuerySet

from portal.people.access import Person, scopes_of, within
from portal.people.models import Board, Role, RoleProposal, User, holds
from portal.people.rules import Duty, RoleKind
from portal.signin.models import Invitation
from portal.signin.rules import InvitedAs


def of_boards(user: Person, today: date) -> QuerySet[User]:
    """Staff of the boards of this administrator: with a role, a proposed one, or only a letter."""
    roles, proposals, letters = _traces(user, today)
    known = (
        Q(pk__in=roles.order_by().values("user"))
        | Q(pk__in=proposals.order_by().values("user"))
        | Q(pk__in=letters.order_by().values("user"))
    )
    return User.objects.filter(known).exclude(pk__in=[user.pk])


def without_password(user: Person, today: date) -> QuerySet[User]:
    """Those among them who cannot sign in yet; a closed account stays closed."""
    return of_boards(user, today).filter(
        is_active=True, password__startswith=UNUSABLE_PASSWORD_PREFIX
    )


def board_of(user: Person, colleague: User, today: date) -> Board:
    """The board that invites this colleague: that of the role, else of the proposal or letter."""
    for rows in _traces(user, today):
        row = rows.filter(user=colleague).select_related("board").first()
        if row is not None and row.board is not None:
            return row.board
    raise Board.DoesNotExist


def _traces(
    user: Person, today: date
) -> tuple[QuerySet[Role], QuerySet[RoleProposal], QuerySet[Invitation]]:
    reach = scopes_of(user, today, Duty.INVITE)
    own = within(  # whole boards
        [scope for scope in reach if scope.kind is RoleKind.ADMINISTRATOR]
    )
    return (
        Role.objects.filter(own, holds(today)).order_by("since"),
        RoleProposal.objects.filter(own, decided_on=None),
        Invitation.objects.filter(own, kind=InvitedAs.STAFF.value),
    )
