"""Vastleggen: about whom, under which processing and to whom a member of staff may record."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import (
    Person,
    SchoolGroups,
    household_of,
    named_places,
    pupils_named,
    schools_within,
    scopes_of,
)
from portal.people.models import Enrolment, Group, Pupil, School
from portal.people.rules import Duty, Scope
from portal.register.models import Processing, Recipient

FOUND = 20  # of a search; more means: type more of the name
PUPIL, GROUP, SCHOOL = "leerling", "groep", "school"
About = Pupil | Group | School


def recording_scopes(user: Person, today: date) -> list[Scope]:
    """Where this person may record; 403 for whoever may not."""
    scopes = scopes_of(user, today, Duty.RECORD_DISCLOSURES)
    if not scopes:
        raise PermissionDenied
    return scopes


def find_pupils(user: Person, words: str, today: date) -> list[Pupil]:
    """By name, inside one's roles, without one's own household; at most 20."""
    rows = _pupils(user, recording_scopes(user, today))
    return pupils_named(rows, words)


def places_for(user: Person, today: date) -> list[SchoolGroups]:
    """The schools, each with its groups, that one may record about."""
    return named_places(schools_within(recording_scopes(user, today)))


def get_about(user: Person, key: str, today: date) -> About:
    """A pupil, group or school by its key; 404 outside one's roles and for one's own household."""
    scopes = recording_scopes(user, today)
    kind, _dash, pk = key.partition("-")
    rows: dict[str, QuerySet[Any]] = {
        PUPIL: _pupils(user, scopes),
        GROUP: Group.objects.filter(school__in=schools_within(scopes)).select_related("school"),
        SCHOOL: schools_within(scopes),
    }
    try:
        wanted = UUID(pk)
    except ValueError as error:
        raise Http404 from error
    if kind not in rows:
        raise Http404
    found: About = get_object_or_404(rows[kind], pk=wanted)
    return found


def processings_about(about: About) -> list[Processing]:
    """Those of the board and of the schools in question that name a recipient, by real name."""
    rows = Processing.objects.at(_board(about), _schools_of(about))
    rows = rows.filter(recipients__is_category=False).distinct()
    return list(rows.prefetch_related("recipients"))


def get_processing(about: About, pk: UUID) -> Processing:
    """One of them; any other does not exist."""
    for processing in processings_about(about):
        if processing.pk == pk:
            return processing
    raise Http404


def named_recipients(processing: Processing) -> list[Recipient]:
    """Those with a name of their own (CJEU C-154/21)."""
    return [one for one in processing.recipients.all() if not one.is_category]


def chosen_recipients(processing: Processing, keys: Iterable[str]) -> list[Recipient]:
    """Those of the address, or the only one there is; 404 for an unknown one, or no choice."""
    named, wanted = named_recipients(processing), set(keys)
    if not wanted and len(named) == 1:
        return named
    found = [one for one in named if str(one.pk) in wanted]
    if not found or len(found) != len(wanted):
        raise Http404
    return found


def key_of(about: About) -> str:
    """What stands in the address of the page."""
    kind = PUPIL if isinstance(about, Pupil) else GROUP if isinstance(about, Group) else SCHOOL
    return f"{kind}-{about.pk}"


def _board(about: About) -> UUID:
    return about.school.board_id if isinstance(about, Group) else about.board_id


def _schools_of(about: About) -> set[UUID]:
    if isinstance(about, Pupil):
        return set(about.enrolments.values_list("school", flat=True))
    return {about.school_id if isinstance(about, Group) else about.pk}


def _pupils(user: Person, scopes: Iterable[Scope]) -> QuerySet[Pupil]:
    there = Enrolment.objects.filter(school__in=schools_within(scopes)).values("pupil")
    return Pupil.objects.filter(pk__in=there).exclude(pk__in=household_of(user).values("pk"))
