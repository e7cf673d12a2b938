"""Voorlopig geopend: accounts that a letter alone opened, and that the office must ask about."""

from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404

from portal.people.access import Person, household_of, within
from portal.people.models import Enrolment
from portal.signin.invited import own_household, scopes
from portal.signin.models import Invitation

LISTED = timedelta(days=14)  # after the provisional days: holidays are no reason to forget


def to_check(user: Person, now: datetime, today: date) -> QuerySet[Invitation]:
    """Letters that opened something alone and that nobody asked about; never of one's own home."""
    inside = Enrolment.objects.filter(within(scopes(user, today), board="school__board"))
    pupils = inside.order_by().values("pupil")
    rows = Invitation.objects.filter(
        Q(guardian__guardianships__pupil__in=pupils) | Q(pupil__in=pupils),
        alone_until__gt=now - LISTED,
        checked_at=None,
    )
    kept = rows.exclude(guardian__in=own_household(user).values("pk"))
    kept = kept.exclude(pupil__in=household_of(user).order_by().values("pk"))
    return kept.select_related("guardian", "pupil", "used_by").order_by("used_at").distinct()


def get_opened(user: Person, pk: UUID, now: datetime, today: date) -> Invitation:
    """One of them; else 404, also when a colleague was first."""
    found = to_check(user, now, today).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
