"""The only door to invitations: whom this person of the staff may invite, and never at home."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from portal.people.access import Person, household_of, scopes_of, within
from portal.people.models import (
    Board,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Membership,
    Pupil,
    School,
    User,
    holds,
)
from portal.people.rules import Duty, Scope, turns
from portal.signin import newcomers
from portal.signin.models import Invitation
from portal.signin.rules import InvitedAs, Standing


@dataclass(frozen=True)
class Place:
    """A school or one of its groups, and how many have no account yet."""

    school: School
    group: Group | None
    waiting: int

    @property
    def query(self) -> str:
        """How a link names this place."""
        return f"?school={self.school.pk}" + (f"&group={self.group.pk}" if self.group else "")


@dataclass(frozen=True)
class Row:
    """One person of a list."""

    kind: InvitedAs
    person: Guardian | Pupil | User
    invitation: Invitation | None
    standing: Standing
    once_key: UUID = field(default_factory=uuid4)


@dataclass(frozen=True)
class Invitee:
    """Somebody who may be invited, and for which pile of letters."""

    person: Guardian | Pupil | User
    board: Board
    school: School | None


Name = tuple[InvitedAs, UUID]


def scopes(user: Person, today: date) -> list[Scope]:
    """Where this person may invite: a board, or a handler's school; perhaps nowhere."""
    return scopes_of(user, today, Duty.INVITE)


def must_invite(user: Person, today: date) -> list[Scope]:
    """As `scopes`, for a page that is not about one object: nowhere is a 403."""
    found = scopes(user, today)
    if not found:
        raise PermissionDenied
    return found


def places(user: Person, today: date) -> list[Place]:
    """Every school in reach with its groups, in order. So many queries, whatever their number."""
    reach = School.objects.filter(schools(must_invite(user, today)))
    listed = list(reach.select_related("board").order_by("board__name", "name"))
    groups = Group.objects.filter(
        Exists(Membership.objects.filter(holds(today), group=OuterRef("pk"))),
        school__in=listed,
        composite=False,
    ).order_by("name")
    at_home = list(own_household(user).values_list("pk", flat=True))
    ids = [school.pk for school in listed]
    enrolled = Enrolment.objects.filter(holds(today), school__in=ids)
    members = Membership.objects.filter(holds(today), group__in=[group.pk for group in groups])
    of_school = _waiting(enrolled, "school", user, at_home, today)
    of_group = _waiting(members, "group", user, at_home, today)
    found = []
    for school in listed:
        found.append(Place(school, None, of_school.get(school.pk, 0)))
        own = (group for group in groups if group.school_id == school.pk)
        found += [Place(school, group, of_group.get(group.pk, 0)) for group in own]
    return found


def schools(reach: list[Scope]) -> Q:
    """The condition that a school lies in reach."""
    condition = Q(pk__in=[])
    for scope in reach:
        condition |= Q(pk=scope.school) if scope.school else Q(board=scope.board)
    return condition


def _waiting(
    rows: "QuerySet[Any]", of: str, user: Person, at_home: list[UUID], today: date
) -> dict[UUID, int]:
    """How many people have no account: guardians with a tie today, and pupils of 16 and older."""
    tie = "pupil__guardianships__"
    guardians = Count(
        f"{tie}guardian",
        distinct=True,
        filter=holds(today, tie)
        & Q(**{f"{tie}guardian__user": None})
        & ~Q(**{f"{tie}guardian__in": at_home}),
    )
    grown = Q(pupil__user=None, pupil__born_on__lte=turns(today, -16))
    strange = ~Q(pupil__in=list(household_of(user).values_list("pk", flat=True)))
    pupils = Count("pupil", distinct=True, filter=grown & strange)
    counted = rows.order_by().values(of).annotate(guardians=guardians, pupils=pupils)
    return {row[of]: row["guardians"] + row["pupils"] for row in counted}


def own_household(user: Person) -> QuerySet[Guardian]:
    """This person's own records and the other guardians of the same children (law.md §3)."""
    if not isinstance(user, User):
        return Guardian.objects.none()
    children = household_of(user).order_by().values("pk")
    beside = Guardianship.objects.filter(pupil__in=children).values("guardian")
    return Guardian.objects.filter(Q(user=user) | Q(pk__in=beside)).order_by()


def get_place(user: Person, school_id: UUID, group_id: UUID | None, today: date) -> Place:
    """A school in reach, or one of its groups; else 404."""
    reach = School.objects.filter(schools(scopes(user, today)))
    school = reach.select_related("board").filter(pk=school_id).first()
    group = Group.objects.filter(pk=group_id, school=school_id).first() if group_id else None
    if school is None or (group_id and group is None):
        raise Http404
    return Place(school, group, 0)


def guardians_at(place: Place, today: date) -> QuerySet[Guardian]:
    """Guardians with a tie today to a pupil that is there today."""
    ties = Guardianship.objects.filter(holds(today), pupil__in=pupils_at(place, today))
    return Guardian.objects.filter(pk__in=ties.order_by().values("guardian"))


def grownpupils_at(place: Place, today: date) -> QuerySet[Pupil]:
    """Pupils of 16 and older that are there today; younger ones have no account (law.md §3)."""
    there = pupils_at(place, today)
    return Pupil.objects.filter(pk__in=there, born_on__lte=turns(today, -16))


def pupils_at(place: Place, today: date) -> QuerySet[Any, Any]:
    """The keys of the pupils that are there today."""
    if place.group:
        rows = Membership.objects.filter(holds(today), group=place.group)
    else:
        rows = Enrolment.objects.filter(holds(today), school=place.school)
    return rows.order_by().values("pupil")


def strangers(
    user: Person | None, place: Place, today: date
) -> tuple[QuerySet[Guardian], QuerySet[Pupil]]:
    """Who may be invited there by this person: nobody of the own household."""
    guardians, pupils = guardians_at(place, today), grownpupils_at(place, today)
    if user is None:  # the command line
        return guardians, pupils
    at_home = household_of(user).order_by().values("pk")
    return guardians.exclude(pk__in=own_household(user).values("pk")), pupils.exclude(
        pk__in=at_home
    )


def names(user: Person, place: Place, today: date) -> list[Name]:
    """Everybody of a place whom this person may invite, by last name; two queries."""
    guardians, pupils = strangers(user, place, today)
    columns = ("last_name", "first_name", "pk")
    found = [(InvitedAs.GUARDIAN, row) for row in guardians.order_by().values_list(*columns)]
    found += [(InvitedAs.PUPIL, row) for row in pupils.order_by().values_list(*columns)]
    ordered = sorted(found, key=lambda one: (one[1][0].casefold(), one[1][1].casefold(), one[1][2]))
    return [(kind, row[2]) for kind, row in ordered]


def standings(chosen: list[Name], now: datetime) -> list[Row]:
    """The people with these keys and how it stands with each account; three queries."""
    ids = [pk for _kind, pk in chosen]
    people: dict[UUID, Guardian | Pupil] = {**Guardian.objects.in_bulk(ids)}
    people.update(Pupil.objects.in_bulk(ids))
    last: dict[UUID | None, Invitation] = {}
    rows = Invitation.objects.filter(Q(guardian__in=ids) | Q(pupil__in=ids))
    for one in rows.order_by("made_at"):
        last[one.guardian_id or one.pupil_id] = one
    return [
        _row(kind, people[pk], last.get(pk), people[pk].user_id is not None, now)
        for kind, pk in chosen
    ]


def _row(
    kind: InvitedAs,
    person: Guardian | Pupil | User,
    invitation: Invitation | None,
    has_account: bool,
    now: datetime,
) -> Row:
    standing = invitation.standing(now) if invitation else Standing.NONE
    if has_account:
        standing = Standing.ACTIVE
    elif standing is Standing.ACTIVE:  # opened once, and closed again: "dit was ik niet"
        standing = Standing.REVOKED
    return Row(kind, person, invitation, standing)


def get_person(user: User, kind: InvitedAs, pk: UUID, today: date) -> Invitee:
    """Whom this person may invite, with a school of theirs in reach; else 404.

    A guardian whose ties all ended, or whom a court restricted, may still be invited: own data
    stay theirs to ask for, and what they see is decided by the rules (law.md §3).
    """
    reach = scopes(user, today)
    if kind is InvitedAs.STAFF:
        return _colleague(user, pk, today)
    rows = Enrolment.objects.filter(within(reach, board="school__board"))
    if kind is InvitedAs.GUARDIAN:
        rows = rows.filter(pupil__guardianships__guardian=pk)
        people: QuerySet[Any] = Guardian.objects.exclude(pk__in=own_household(user).values("pk"))
    else:
        rows = rows.filter(pupil=pk)
        people = Pupil.objects.exclude(pk__in=household_of(user).order_by().values("pk"))
    newest = rows.select_related("school__board").order_by("-since").first()
    person = people.filter(pk=pk).first()
    if person is None or newest is None:
        raise Http404
    return Invitee(person, newest.school.board, newest.school)


def _colleague(user: User, pk: UUID, today: date) -> Invitee:
    person = newcomers.of_boards(user, today).filter(pk=pk).first()
    if person is None:
        raise Http404
    return Invitee(person, newcomers.board_of(user, person, today), None)


def colleagues(user: Person, now: datetime, today: date) -> list[Row]:
    """Members of staff without a password yet, for an administrator of their board."""
    people = list(newcomers.without_password(user, today).order_by("display_name"))
    last: dict[UUID | None, Invitation] = {}
    for one in Invitation.objects.filter(user__in=people).order_by("made_at"):
        last[one.user_id] = one
    return [_row(InvitedAs.STAFF, one, last.get(one.pk), False, now) for one in people]


def get_invitation(user: User, pk: UUID, today: date) -> Invitation:
    """An invitation of somebody whom this person may invite; else 404."""
    found = Invitation.objects.filter(pk=pk).select_related("guardian", "pupil", "user").first()
    if found is None:
        raise Http404
    get_person(user, InvitedAs(found.kind), found.person.pk, today)
    return found
