"""Eigen verzoeken: of the person who asked, never of the co-guardian (product.md rule 7)."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from portal.people.access import Person
from portal.people.models import Pupil, User
from portal.prepared import Prepared
from requests_app.access.clock import handed_away
from requests_app.access.listed import WAS_PAUSED, with_pauses
from requests_app.access.staff import timeline
from requests_app.models import (
    Case,
    DataRequest,
    handed_to,
    may_read,
    may_receive,
    with_dates,
)
from requests_app.models.requests import DataRequestQuerySet

NEWEST = 3
WITH_DATES = ("board", "reglement", "decision", "extension", "subject_pupil")


def _newest(rows: DataRequestQuerySet) -> QuerySet[Any, Any]:
    """With no more than one line on a first page shows."""
    return rows.select_related(*WITH_DATES).annotate(was_paused=WAS_PAUSED)[:NEWEST]


# On every first page of a family; see portal/prepared.py.
NEWEST_OF: Prepared[Any] = Prepared(lambda user: _newest(DataRequest.objects.of_person(user)))
NEWEST_ABOUT: Prepared[Any] = Prepared(
    lambda user, pupil: _newest(DataRequest.objects.of_person(user).filter(subject_pupil=pupil))
)
HANDED_ABOUT: Prepared[UUID] = Prepared(
    lambda user: (
        DataRequest.objects.filter(
            subject_pupil__in=Pupil.objects.filter(user=user).order_by().values("pk"),
            requester_pupil=None,
        )
        .order_by()
        .values_list("pk", flat=True)
    )
)


@dataclass(frozen=True)
class Mine:
    """One of somebody's requests on a first page; given up: a pupil of 16 has it now."""

    case: Case
    is_given_up: bool


def own_requests(user: Person, today: date) -> DataRequestQuerySet:
    """What this person asked, and what was handed over to them at 16; newest first.

    `with_dates` adds the dates.
    """
    return mine(user, today).with_facts()


def mine(user: Person, today: date) -> DataRequestQuerySet:
    """The same, without what stands beside them."""
    if not isinstance(user, User):
        return DataRequest.objects.none()
    rows = DataRequest.objects.of_person(user)
    handed = [row.pk for row in handed_to(user, today)] if HANDED_ABOUT(user.pk) else []
    return rows | DataRequest.objects.filter(pk__in=handed) if handed else rows


def newest_requests(
    user: Person, today: date, *, pupil: Pupil | None = None, is_pupil: bool
) -> list[Mine]:
    """One's three newest, about one pupil or all, in one query.

    `is_pupil`: somebody who is a pupil also has what was handed over at 16 (law.md §3).
    """
    if not isinstance(user, User):
        return []
    rows = with_pauses(NEWEST_ABOUT(user.pk, pupil.pk) if pupil else NEWEST_OF(user.pk))
    if is_pupil and HANDED_ABOUT(user.pk):
        rows = [*rows, *handed_to(user, today)]
    newest = sorted(rows, key=lambda row: row.newest_first)[:NEWEST]
    cases = with_dates(newest, today)
    away = handed_away(user, cases, today)
    return [Mine(case, case.request.pk in away) for case in cases]


def get_request(user: Person, pk: UUID, today: date) -> Case:
    """The only door for who asked; for everybody else the request does not exist."""
    rows = own_requests(user, today).select_related("text")
    return with_dates([get_object_or_404(rows, pk=pk)], today)[0]


def get_letter(user: Person, pk: UUID, today: date) -> Case:
    """A request of which this person may have the letter today; else 404."""
    case = get_request(user, pk, today)
    if not may_receive(user, case.request, today):
        raise Http404
    return case


def family_timeline(user: Person, case: Case, today: date) -> list[tuple[date, Promise | str, str]]:
    """What was done. What was stopped says what was decided about the pupil: the right is asked
    again (law.md §3).
    """
    shown = may_read(user, case.request, today)
    return timeline(case, with_names=False, with_stops=shown)
