"""Lijkt op: requests of the same person about the same, and complaints about one; never merged."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from portal.people.access import Person
from portal.people.rules import Duty
from requests_app.models import Case, DataRequest, of_same_asker
from requests_app.models.requests import OPEN_STATES, DataRequestQuerySet
from requests_app.reach import cases_within

RECENT = timedelta(days=90)
MOST = 10  # that are named; somebody can ask the same a thousand times


@dataclass(frozen=True)
class Linked:
    """What a case has to do with other cases that this member of staff may see."""

    alike: tuple[DataRequest, ...]
    more_alike: int
    about: DataRequest | None
    complaints: tuple[DataRequest, ...]
    more_complaints: int


def linked_to(user: Person, case: Case, today: date) -> Linked:
    """Three narrow queries, one more when there are many. Requests that name nobody any more are
    like none.
    """
    row, seen = case.request, cases_within(user, today, Duty.SEE_CASES)
    about = seen.filter(pk=row.about_request_id).first() if row.about_request_id else None
    complaints, more_complaints = _newest(seen.filter(about_request=row.pk))
    same = of_same_asker(seen.filter(kind=row.kind, direct_marketing=row.direct_marketing), row)
    recent = Q(state__in=OPEN_STATES) | Q(received_on__gte=today - RECENT)
    alike, more_alike = _newest(same.filter(recent).exclude(pk=row.pk))
    return Linked(alike, more_alike, about, complaints, more_complaints)


def _newest(rows: DataRequestQuerySet) -> tuple[tuple[DataRequest, ...], int]:
    """Those that are named, and how many more there are."""
    found = tuple(rows.order_by("-received_on", "-year", "-number")[: MOST + 1])
    return found[:MOST], rows.count() - MOST if len(found) > MOST else 0
