"""Gebruikersbestand: which roles there are and were, who gave them, and who signs in (art. 7.2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from portal.people.access import within
from portal.people.models import Pledge, Role, RoleProposal, User, holds
from portal.people.rules import RoleKind, Scope
from portal.signin import staff
from portal.signin.models import Invitation
from portal.signin.rules import SECRECY_VERSION, InvitedAs


class When(StrEnum):
    """Which roles the list shows."""

    NOW = "nu"
    ENDED = "beeindigd"
    ALL = "alle"


@dataclass(frozen=True)
class Chosen:
    """What the list shows; empty means everything in reach."""

    school: str = ""
    kind: str = ""
    when: When = When.NOW


@dataclass(frozen=True)
class Listed:
    """One role as the list shows it; `pledged_on` None: secrecy not accepted yet."""

    role: Role
    proposal: RoleProposal | None
    pledged_on: date | None

    @property
    def seen_on(self) -> date | None:
        """The day of the last sign-in; the moment is nobody's business."""
        seen = self.role.user.last_login
        return timezone.localdate(seen) if seen else None

    @property
    def given_by(self) -> User | None:
        """Who gave it, or proposed it; None: the installation itself."""
        return self.proposal.proposed_by if self.proposal else self.role.granted_by

    @property
    def agreed_by(self) -> User | None:
        """The second person, for a role that needs one."""
        return self.proposal.decided_by if self.proposal else None

    @property
    def lacks_group(self) -> bool:
        """Whether this is a teacher of whom nobody confirmed a group."""
        return self.role.kind == RoleKind.TEACHER and self.role.group_id is None


@dataclass(frozen=True)
class Newcomer:
    """A colleague without a role; `proposal` when one waits for a second person."""

    user: User
    proposal: RoleProposal | None


def roles_in(scopes: Iterable[Scope], chosen: Chosen, today: date) -> QuerySet[Role]:
    """The roles of the list, by board, school and name; ended ones below."""
    rows = Role.objects.filter(within(scopes))
    if chosen.when is When.NOW:
        rows = rows.filter(holds(today))
    elif chosen.when is When.ENDED:
        rows = rows.filter(until__lte=today)
    if chosen.school:
        rows = rows.filter(school=chosen.school)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    return rows.select_related("user", "board", "school", "group", "granted_by").order_by(
        "board__name",
        F("school__name").asc(nulls_first=True),
        "user__display_name",
        "kind",
        F("until").asc(nulls_first=True),
        "pk",
    )


def listed(roles: Iterable[Role]) -> list[Listed]:
    """With who proposed it, and when today's text of the secrecy was accepted: two queries."""
    rows = list(roles)
    people = {row.user_id for row in rows}
    pledges = Pledge.objects.filter(user__in=people, version=SECRECY_VERSION).order_by("on")
    on: dict[tuple[UUID, UUID | None], date] = {
        (pledge.user_id, pledge.board_id): pledge.on for pledge in pledges
    }
    made = RoleProposal.objects.filter(role__in=[row.pk for row in rows])
    proposals = {one.role_id: one for one in made.select_related("proposed_by", "decided_by")}
    return [Listed(row, proposals.get(row.pk), on.get((row.user_id, row.board_id))) for row in rows]


def newcomers(scopes: Iterable[Scope], today: date) -> list[Newcomer]:
    """Colleagues who were made or proposed for work at these boards and never had a role there."""
    boards = staff.boards_in(scope for scope in scopes if scope.school is None)
    invited = Invitation.objects.filter(board__in=boards, kind=InvitedAs.STAFF)
    open_ones = RoleProposal.objects.filter(board__in=boards, decided_on=None, withdrawn_on=None)
    had = Role.objects.filter(board__in=boards, user=OuterRef("pk"), since__lte=today)
    people = User.objects.filter(
        Q(pk__in=invited.values("user")) | Q(pk__in=open_ones.values("user")),
        ~Exists(had),
        is_active=True,
    )
    waiting = {one.user_id: one for one in open_ones}
    return [Newcomer(one, waiting.get(one.pk)) for one in people.order_by("display_name", "pk")]


def newcomer_name(scopes: Iterable[Scope], pk: str, today: date) -> str:
    """The sign-in name of one of those colleagues, for the form; empty for anybody else."""
    found = newcomers(scopes, today) if pk else []
    return next((one.user.sign_in_name for one in found if str(one.user.pk) == pk), "")
