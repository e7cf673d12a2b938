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
from consent.take_downs import of_office, owners_for, schools_taught, tasks_within, taught
from portal.people.access import Person, scopes_of
from portal.people.models import User
from portal.people.rules import Duty


@dataclass(frozen=True)
class Task:
    """A task as the school sees it, with its last day."""

    row: TakeDown
    due_on: date
    is_late: bool


def publications_for(user: Person, today: date) -> QuerySet[Publication]:
    """What was logged within one's roles, the newest on top; 403 without such a role."""
    scopes = must_see(user, today)
    own = taught(scopes, today)
    pictured = PublicationPupil.objects.filter(
        publication=OuterRef("pk"), pupil_id__in=own.values("pupil")
    )
    here = Q(Exists(pictured), school__in=schools_taught(scopes))
    rows = Publication.objects.filter(of_office(scopes, "school") | here)
    ready = rows.select_related("school", "purpose", "text").annotate(number=Count("pupils"))
    return ready.order_by("-on", "-at", "pk")


def take_downs_for(user: Person, today: date) -> TakeDownQuerySet:
    """What must still come down within one's roles, first on top; 403 without such a role."""
    must_see(user, today)
    return tasks_within(user, today, Duty.SEE_CLASS).open().ready()


def open_take_downs(user: Person, today: date) -> int:
    """How many tasks wait for somebody with this person's roles; one query beside the roles."""
    return tasks_within(user, today, Duty.PUBLISH).open().count()


def get_take_down(user: Person, pk: UUID, today: date, *, duty: Duty = Duty.SEE_CLASS) -> TakeDown:
    """404 outside one's roles and for one's own household; 403 for who sees it without the duty."""
    found: TakeDown = get_object_or_404(tasks_within(user, today, Duty.SEE_CLASS).ready(), pk=pk)
    if not may_take_down(user, found, today, duty=duty):
        raise PermissionDenied
    return found


def may_take_down(user: Person, task: TakeDown, today: date, *, duty: Duty = Duty.PUBLISH) -> bool:
    """Whether some role of today carries this duty for this task."""
    return tasks_within(user, today, duty).filter(pk=task.pk).exists()


def colleagues_for(task: TakeDown, today: date) -> list[User]:
    """To whom the task may be given: who may do it too, by name; not who has it."""
    return [one for one in owners_for(task, today) if one.pk != task.owner_id]


def may_publish(user: Person, today: date) -> bool:
    """Whether this person may log anything at all."""
    return bool(scopes_of(user, today, Duty.PUBLISH))


def tasks_of(rows: Collection[TakeDown], days: Days, today: date) -> list[Task]:
    """The tasks with their last day, in the same order."""
    found = ((row, row.due_on(days.holidays)) for row in rows)
    return [Task(row, due, row.done_on is None and due < today) for row, due in found]
