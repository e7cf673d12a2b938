"""Eigen verzoeken: of the person who asked, never of the co-guardian (product.md rule 7)."""

from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, ties_of
from portal.people.models import Pupil, User
from portal.people.rules import Right
from portal.prepared import Prepared
from requests_app.models import Case, DataRequest, with_dates
from requests_app.models.requests import DataRequestQuerySet
from requests_app.rules import Kind, Outcome, may_deliver

# On every first page of a family; see portal/prepared.py.
NEWEST_OF: Prepared[UUID] = Prepared(
    lambda user: DataRequest.objects.of_person(user).values_list("pk", flat=True)[:3]
)
NEWEST_ABOUT: Prepared[UUID] = Prepared(
    lambda user, pupil: (
        DataRequest.objects.of_person(user)
        .filter(subject_pupil=pupil)
        .values_list("pk", flat=True)[:3]
    )
)


def own_requests(user: Person) -> DataRequestQuerySet:
    """What this person asked, newest first; `with_dates` adds the dates."""
    if not isinstance(user, User):
        return DataRequest.objects.none()
    return DataRequest.objects.of_person(user).with_facts()


def newest_requests(user: Person, today: date, *, pupil: Pupil | None = None) -> list[Case]:
    """One's own three newest, about one pupil or all; most people have none: one narrow query."""
    if not isinstance(user, User):
        return []
    newest = NEWEST_ABOUT(user.pk, pupil.pk) if pupil else NEWEST_OF(user.pk)
    return with_dates(own_requests(user).filter(pk__in=newest), today) if newest else []


def get_request(user: Person, pk: UUID, today: date) -> Case:
    """The only door for who asked; for everybody else the request does not exist."""
    rows = own_requests(user).select_related("text")
    return with_dates([get_object_or_404(rows, pk=pk)], today)[0]


def get_letter(user: Person, pk: UUID, today: date) -> Case:
    """A request of which this person may have the letter today; else 404."""
    case = get_request(user, pk, today)
    if not may_receive(case, today):
        raise Http404
    return case


def may_receive(case: Case, today: date) -> bool:
    """Asked again at the download (law.md §3): authority may have ended, or the pupil turned 16."""
    if not case.is_answered:
        return False
    outcome = Outcome(case.request.decision.outcome)
    return may_deliver(outcome, has_right=requester_has_right(case.request, today))


def requester_has_right(request: DataRequest, today: date) -> bool:
    """Whether who asked may today have the data that the request is about."""
    if request.subject_guardian_id is not None:
        return True  # one's own data: no authority is needed
    user = request.requester.user
    if user is None:
        return False
    tie = next((t for t in ties_of(user, today) if t.pupil.pk == request.subject_pupil_id), None)
    if tie is None:
        return False
    informed = request.kind == Kind.INFORMATION and tie.may(Right.INFORMATION)
    return informed or tie.may(Right.REQUEST)
