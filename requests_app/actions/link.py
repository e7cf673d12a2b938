"""Koppelen aan leerling: who was outside the roster is found later; as if it was entered so."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.people.models import Guardian, Pupil, School, User
from requests_app import mails
from requests_app.actions.advertising import stop_for_found
from requests_app.actions.locks import Refused, locked, touch
from requests_app.actions.log import logged
from requests_app.models import DataRequest, NotedPerson
from requests_app.rules import Kind, Linking, is_grown, why_not_link

COLUMNS = ("subject_pupil", "school", "requester_guardian", "requester_pupil", "requester_noted")


@dataclass(frozen=True, kw_only=True)
class Found:
    """The pupil, the school of it, and who asked when that is known too (None: stays noted)."""

    pupil: Pupil
    school: School
    asker: Guardian | Pupil | None = None


@transaction.atomic
def link_to_roster(request: DataRequest, found: Found, *, by: User, today: date) -> DataRequest:
    """The dates stay those of the receipt; what a verzet freezes is frozen from today.

    Who is a person of the roster sees the case in the portal from now on, and what the desk wrote
    down of them is not needed any more. Refused, with a code of rules.NoLink.
    """
    row = locked(request)
    refusal = why_not_link(_facts(row, found, today))
    if refusal:
        raise Refused(refusal.value)
    row.subject_pupil, row.school = found.pupil, found.school
    if found.asker is not None:
        _name(row, found.asker)
    row.save(update_fields=COLUMNS)
    touch(row)
    logged("requests.link", row, by, finds_asker=found.asker is not None)
    stop_for_found(row, today=today)
    if found.asker is not None:
        mails.request_received(row, by=None)
    return row


def _name(row: DataRequest, asker: Guardian | Pupil) -> None:
    row.requester_guardian = asker if isinstance(asker, Guardian) else None
    row.requester_pupil = asker if isinstance(asker, Pupil) else None
    row.requester_noted = False
    NotedPerson.objects.filter(request=row).delete()


def _facts(row: DataRequest, found: Found, today: date) -> Linking:
    asker, pupil = found.asker, found.pupil
    return Linking(
        kind=Kind(row.kind),
        is_open=row.is_open,
        is_noted=row.requester_noted,
        is_own_data=row.is_own_data,
        same_board=pupil.board_id == row.board_id == found.school.board_id,
        pupil_known=row.subject_pupil_id is not None,
        same_pupil=row.subject_pupil_id == pupil.pk,
        finds_asker=asker is not None,
        is_tied=isinstance(asker, Guardian) and pupil.guardianships.filter(guardian=asker).exists(),
        is_self=isinstance(asker, Pupil) and asker == pupil,
        is_grown=is_grown(pupil.born_on, today),
    )
