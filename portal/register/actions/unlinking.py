"""Losmaken: rows of the register outlive the request that they came from, without naming it."""

from uuid import UUID

from django.db import transaction

from portal.audit.actions import erasing
from portal.people.models import Pupil
from portal.register.models import AdvertisingRefusal, Objection, Restriction, RestrictionEnd

REASON = "register.unlink_request"


@transaction.atomic
def unlink_request(request_id: UUID) -> int:
    """What stands still, and what was objected to, is written anew without the request (ADR 15).

    Guarded rows never change: each goes while an erasure is open, and comes back with the same
    key, days and moments. Returns how many.
    """
    pupils = Restriction.objects.of_request(request_id).order_by().values("pupil")
    list(Pupil.objects.select_for_update().filter(pk__in=pupils))  # nobody lifts one meanwhile
    stops = list(Restriction.objects.of_request(request_id))
    ends = list(RestrictionEnd.objects.filter(restriction__in=stops))
    said = list(Objection.objects.filter(request_id=request_id))
    if not stops and not said:
        return 0
    with erasing(REASON, by=None) as erasure:
        RestrictionEnd.objects.filter(restriction__in=stops).delete()
        Restriction.objects.of_request(request_id).delete()
        Objection.objects.filter(request_id=request_id).delete()
        for stop in stops:
            stop.request_id = None
        for objection in said:
            objection.request_id = None
        for row in (*stops, *ends, *said):
            row.save_base(raw=True, force_insert=True)  # raw: the moment stays what it was
        erasure.rows = len(stops) + len(ends) + len(said)
    return erasure.rows


def keep_refusal(pupil: Pupil) -> None:
    """What remains of a verzet against advertising; a second one adds nothing.

    No event of its own: its moment would tell which request it was.
    """
    AdvertisingRefusal.objects.get_or_create(pupil=pupil)
