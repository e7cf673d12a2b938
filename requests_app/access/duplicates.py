"""Lijkt op: requests of the same person about the same, and complaints about one; never merged."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Q

from portal.people.access import Person
from portal.people.rules import Duty
from requests_app.models import Case, DataRequest, of_same_asker
from requests_app.models.requests import OPEN_STATES
from requests_app.reach import cases_within

RECENT = timedelta(days=90)


@dataclass(frozen=True)
class Linked:
    """What a case has to do with other cases that this member of staff may see."""

    alike: tuple[DataRequest, ...]
    about: DataRequest | None
    complaints: tuple[DataRequest, ...]


def linked_to(user: Person, case: Case, today: date) -> Linked:
    """Three narrow queries. Requests that name nobody any more are like none."""
    row, seen = case.request, cases_within(user, today, Duty.SEE_CASES)
    about = seen.filter(pk=row.about_request_id).first() if row.about_request_id else None
    complaints = tuple(seen.filter(about_request=row.pk).order_by("-received_on"))
    same = of_same_asker(seen.filter(kind=row.kind, direct_marketing=row.direct_marketing), row)
    recent = Q(state__in=OPEN_STATES) | Q(received_on__gte=today - RECENT)
    alike = tuple(same.filter(recent).exclude(pk=row.pk).order_by("-received_on"))
    return Linked(alike, about, complaints)
