"""Gezag vaststellen: one guardian and one pupil, with the ground (law.md §3, BW 1:245)."""

from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Guardianship, User
from portal.people.rules import Authority

COPIED = (
    "relation",
    "restriction_since",
    "restriction_until",
    "restriction_reference",
    "may_view",
    "may_request",
    "may_be_informed",
)


@transaction.atomic
def establish_authority(
    guardianship: Guardianship,
    *,
    authority: Authority,
    on: date,
    ground: str,
    by: User,
    today: date,
) -> Guardianship:
    """The row that holds from today. A change closes the old row: the past stays readable.

    The same answer again only notes the newer day and ground.
    """
    row: Guardianship = Guardianship.objects.select_for_update().get(pk=guardianship.pk)
    was = row.authority
    if was != authority.value and row.since < today:
        row.until = today
        row.save(update_fields=["until"])
        kept = {name: getattr(row, name) for name in COPIED}
        row = Guardianship(pupil_id=row.pupil_id, guardian_id=row.guardian_id, since=today, **kept)
    row.authority, row.established_on, row.authority_note = authority.value, on, ground[:200]
    row.save()
    record(
        "people.establish_authority",
        actor=by,
        subject=row,
        board_id=row.guardian.board_id,
        pupil_id=row.pupil_id,
        was=was,
        authority=authority.value,
    )
    return row
