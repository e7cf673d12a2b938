"""Identiteit: a document was shown at the desk; no copy, no number (EDPB 01/2022 §79)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from portal.files.actions import CleanUpload, destroy_key, store
from portal.people.models import User
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.actions.resume import end_question, open_question
from requests_app.models import DataRequest, IdentityCheck, IdentityCopy, asking_of
from requests_app.rules import COPY_DAYS, Document, No, SuspensionReason


@transaction.atomic
def check_identity(
    request: DataRequest, *, document: Document, on: date, by: User, today: date
) -> IdentityCheck:
    """Who, when, what kind of document. It ends an open question, and every copy goes at once.

    Refused: "identified" for who signed in with two factors, "checked", "state", "ahead" or
    "before_receipt".
    """
    row = locked(request)
    _check(row, on, today)
    check = IdentityCheck.objects.create(
        request=row, document=document.value, checked_on=on, checked_by=by.pk
    )
    logged("requests.check_identity", row, by, document=document.value)
    period = open_question(row, SuspensionReason.IDENTITY)
    if period is not None:
        end_question(row, period, on=max(on, period.since), note="", by=by, today=today)
    destroy_copies(row, by=by, today=today)
    return check


@transaction.atomic
def keep_copy(
    request: DataRequest, upload: CleanUpload, *, is_exception: bool, by: User, today: date
) -> IdentityCopy:
    """By exception: a masked copy, encrypted with a key of its own, 14 days at most.

    Refused: "no_exception" without the word of staff, "no_question" when identity is not asked.
    """
    row = locked(request)
    if not row.is_open:
        raise Refused(No.STATE.value)
    if not is_exception:
        raise Refused(No.NO_EXCEPTION.value)
    if open_question(row, SuspensionReason.IDENTITY) is None:
        raise Refused(No.NO_QUESTION.value)
    file = store(upload.content, name="kopie", content_type=upload.content_type)
    copy = IdentityCopy.objects.create(request=row, file=file, uploaded_on=today)
    logged("requests.keep_copy", row, by, copy=str(copy.pk))
    return copy


def destroy_copies(row: DataRequest, *, by: User, today: date) -> None:
    """Every copy of a locked case that is still there: the question behind it is over."""
    for copy in row.identity_copies.filter(gone_on=None).select_related("file"):
        _destroy(copy, by=by, today=today)


def forget_copies(now: datetime) -> int:
    """Sweep, hourly: copies of 14 days and older. A kill loses nothing; how many went."""
    today = timezone.localtime(now).date()
    old = IdentityCopy.objects.filter(gone_on=None, uploaded_on__lte=today - COPY_DAYS)
    return sum(_forget(copy.pk, today) for copy in old.order_by("pk"))


@transaction.atomic
def _forget(pk: UUID, today: date) -> bool:
    rows = IdentityCopy.objects.select_for_update(of=("self",)).filter(pk=pk, gone_on=None)
    copy = rows.select_related("file", "request").first()
    if copy is not None:
        _destroy(copy, by=None, today=today)
    return copy is not None


def _check(row: DataRequest, on: date, today: date) -> None:
    facts = asking_of(row)
    refusals = (
        (not facts.is_open, No.STATE),
        (facts.is_identified, No.IDENTIFIED),
        (facts.is_checked, No.CHECKED),
        (on > today, No.AHEAD),
        (on < row.received_on, No.BEFORE_RECEIPT),
    )
    refusal = next((code for holds, code in refusals if holds), None)
    if refusal:
        raise Refused(refusal.value)


def _destroy(copy: IdentityCopy, *, by: User | None, today: date) -> None:
    """The key goes, and with it every backup; the row and the log are the proof."""
    destroy_key(copy.file, today)
    copy.gone_on = today
    copy.save(update_fields=["gone_on"])
    logged("requests.destroy_copy", copy.request, by, copy=str(copy.pk))
