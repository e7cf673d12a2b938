"""Gezag vastgesteld op … op grond van …: another check than that of identity (law.md §3)."""

from datetime import date

from django.db import transaction

from portal.people.actions import establish_authority
from portal.people.models import Guardianship, User
from portal.people.rules import Authority
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.actions.resume import end_question, open_question
from requests_app.models import AuthorityCheck, DataRequest
from requests_app.models.words import AUTHORITY_PROOFS
from requests_app.rules import AuthorityProof, No, SuspensionReason


@transaction.atomic
def check_authority(
    request: DataRequest,
    *,
    ground: AuthorityProof,
    has_authority: bool,
    on: date,
    by: User,
    today: date,
) -> AuthorityCheck:
    """Also "no authority" is an outcome. Of a guardian in the roster it is written there too.

    `on`: when the proof was there; an open question ends on that day.

    Refused: "own_data", "state", "ahead", or "no_tie" for a guardian who is not tied to the pupil.
    """
    row = locked(request)
    _check(row, on, today)
    check = AuthorityCheck.objects.create(
        request=row,
        ground=ground.value,
        has_authority=has_authority,
        checked_on=on,
        checked_by=by.pk,
    )
    logged(
        "requests.check_authority",
        row,
        by,
        ground=ground.value,
        has_authority=has_authority,
    )
    _establish(row, check, by=by, today=today)
    period = open_question(row, SuspensionReason.AUTHORITY)
    if period is not None:
        end_question(row, period, on=max(on, period.since), note="", by=by, today=today)
    return check


def _check(row: DataRequest, on: date, today: date) -> None:
    if not row.is_open:
        raise Refused(No.STATE.value)
    if row.is_own_data:
        raise Refused(No.OWN_DATA.value)
    if on > today:
        raise Refused(No.AHEAD.value)


def _establish(row: DataRequest, check: AuthorityCheck, *, by: User, today: date) -> None:
    """Somebody who is not in the roster has only the check."""
    if row.requester_guardian_id is None:
        return
    tie = Guardianship.objects.on(today).filter(
        pupil_id=row.subject_pupil_id, guardian_id=row.requester_guardian_id
    )
    found = tie.first()
    if found is None:
        raise Refused("no_tie")
    establish_authority(
        found,
        authority=Authority.YES if check.has_authority else Authority.NO,
        on=check.checked_on,
        ground=str(AUTHORITY_PROOFS[AuthorityProof(check.ground)]),
        by=by,
        today=today,
    )
