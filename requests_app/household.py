"""Eigen gezin: no member of staff sees a case of the own household (law.md §3)."""

from uuid import UUID

from django.db.models import QuerySet

from portal.people.models import Guardian, Guardianship, Pupil, User, pupils_at_home
from portal.prepared import Prepared
from requests_app.models import DataRequest
from requests_app.models.requests import DataRequestQuerySet


def _family(user: UUID) -> QuerySet[Pupil, UUID]:
    """Ids of the children, of oneself, and of whoever has a child with one; whatever the dates."""
    pupils = pupils_at_home(user).order_by()
    parents = Guardianship.objects.filter(pupil__in=pupils.values("pk")).order_by()
    me = Guardian.objects.filter(user=user).order_by()
    return pupils.values_list("pk", flat=True).union(
        parents.values_list("guardian", flat=True), me.values_list("pk", flat=True)
    )


# Behind every page of staff; see portal/prepared.py.
FAMILY_OF = Prepared(_family)


def outside_household(rows: DataRequestQuerySet, user: User) -> DataRequestQuerySet:
    """Without those about, or asked by, anybody of one's own family.

    Most members of staff have no family here: one narrow query, and no condition. Searches by
    index: one condition over both joins would read every request.
    """
    family = FAMILY_OF(user.pk)
    if not family:
        return rows
    ids = DataRequest.objects.order_by().values("pk")
    own = ids.filter(subject_pupil__in=family).union(
        ids.filter(requester_pupil__in=family),
        ids.filter(subject_guardian__in=family),
        ids.filter(requester_guardian__in=family),
    )
    return rows.exclude(pk__in=own)
