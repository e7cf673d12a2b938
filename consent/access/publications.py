"""Publicaties en weghaaltaken, for staff: of the own school; a teacher of the own group only."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.shortcuts import get_object_or_404

from consent.access.groups import must_see
from consent.access.last_days import Days
from consent.models import Publication, PublicationPupil, TakeDown
from consent.models.publications import TakeDownQuerySet
from portal.people.access import Person, groups_within, household_of, scopes_of, within
from portal.people.models import Group, Membership, holds
from portal.people.rules import Duty, RoleKind, Scope


@dataclass(frozen=True)
class Task:
    """A task as the school sees it, with its last day."""

    row: TakeDown
    due_on: date
    is_late: bool


def publications_for(user: Person, today: date) -> QuerySet[Publication]:
    """What was logged within one's roles, the newest on top; 403 without such a role."""
    scopes = must_see(user, today)
    taught = _taught(scopes, today)
    pictured = PublicationPupil.objects.filter(
        publication=OuterRef("pk"), pupil_id__in=taught.values("pupil")
    )
    here = Q(Exists(pictured), school__in=_schools_taught(scopes))
    rows = Publication.objects.filter(_office(scopes, "school") | here)
    ready = rows.select_related("school", "purpose", "text").annotate(number=Count("pupils"))
    return ready.order_by("-on", "-at", "pk")


def take_downs_for(user: Person, today: date) -> TakeDownQuerySet:
    """What must still come down within one's roles, first on top; 403 without such a role."""
    must_see(user, today)
    return _reach(user, today, Duty.SEE_CLASS).open().ready()


def open_take_downs(user: Person, today: date) -> int:
    """How many tasks wait for somebody with this person's roles; one query beside the roles."""
    return _reach(user, today, Duty.PUBLISH).open().count()


def get_take_down(user: Person, pk: UUID, today: date, *, duty: Duty = Duty.SEE_CLASS) -> TakeDown:
    """404 outside one's roles and for one's own household; 403 for who sees it without the duty."""
    found: TakeDown = get_object_or_404(_reach(user, today, Duty.SEE_CLASS).ready(), pk=pk)
    if not may_take_down(user, found, today, duty=duty):
        raise PermissionDenied
    return found


def may_take_down(user: Person, task: TakeDown, today: date, *, duty: Duty = Duty.PUBLISH) -> bool:
    """Whether some role of today carries this duty for this task."""
    return _reach(user, today, duty).filter(pk=task.pk).exists()


def may_publish(user: Person, today: date) -> bool:
    """Whether this person may log anything at all."""
    return bool(scopes_of(user, today, Duty.PUBLISH))


def tasks_of(rows: Collection[TakeDown], days: Days, today: date) -> list[Task]:
    """The tasks with their last day, in the same order."""
    found = ((row, row.due_on(days.holidays)) for row in rows)
    return [Task(row, due, row.done_on is None and due < today) for row, due in found]


def _reach(user: Person, today: date, duty: Duty) -> TakeDownQuerySet:
    scopes = scopes_of(user, today, duty)
    if not scopes:
        return TakeDown.objects.none()
    mine = Q(
        pupil__in=_taught(scopes, today).values("pupil"),
        publication__school__in=_schools_taught(scopes),
    )
    rows = TakeDown.objects.filter(_office(scopes, "publication__school") | mine)
    return rows.exclude(pupil__in=household_of(user).order_by().values("pk"))


def _office(scopes: Collection[Scope], school: str) -> Q:
    """Within the roles that see a whole school or board."""
    others = [one for one in scopes if one.kind is not RoleKind.TEACHER]
    return within(others, board=f"{school}__board", school=school)


def _groups_taught(scopes: Collection[Scope]) -> QuerySet[Group]:
    return groups_within([one for one in scopes if one.kind is RoleKind.TEACHER])


def _schools_taught(scopes: Collection[Scope]) -> QuerySet[Group]:
    return _groups_taught(scopes).order_by().values("school")  # type: ignore[return-value]


def _taught(scopes: Collection[Scope], today: date) -> QuerySet[Membership]:
    """Who is in the teacher's own group today."""
    groups = _groups_taught(scopes).order_by().values("pk")
    return Membership.objects.filter(holds(today), group__in=groups)
