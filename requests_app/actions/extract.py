"""Uittreksels: what a holder delivered, looked at for data of others, or made black (AVG 15(4))."""

from datetime import date, datetime

from django.db import transaction

from portal.files.actions import CleanUpload, store
from portal.people.models import User
from requests_app.actions.collect import OVER, end_task
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import CaseTask, DataRequest, Decision, Extract
from requests_app.rules import GroundCode, Kind, Others, Outcome, Result, State, TaskPurpose
from requests_app.rules.collecting import (
    NOTES,
    choices_for,
    is_collected,
    needs_weighing,
    stays_behind,
    tells_of_it,
)

NOTES_BY = "Notities van medewerkers"  # stored, so in the language of the source


@transaction.atomic
def add_extract(
    task: CaseTask, upload: CleanUpload, *, title: str, by: User, today: date
) -> Extract:
    """A document of this holder; nobody looked at it yet. Refused when the case is over."""
    row = _open(task.request)
    extract = _kept(row, task, upload, title=title, by=by)
    end_task(task, Result.DELIVERED, today=today)
    logged("requests.extract", row, by)
    return extract


@transaction.atomic
def add_notes(
    request: DataRequest, content: bytes, *, through: datetime, by: User, today: date
) -> Extract:
    """The notes of staff as one document, to be weighed as any other.

    `content` is the PDF of letters.notes_letter, made before this transaction; `through` is the
    moment of its last note: what was noted later waits for the next document.
    """
    row = _open(request)
    if not is_collected(Kind(row.kind)):
        raise Refused("kind")
    task, _new = CaseTask.objects.get_or_create(
        request=row,
        purpose=TaskPurpose.COLLECT.value,
        key=NOTES,
        defaults={"holder": NOTES_BY, "due_on": today, "made_by": by.pk},
    )
    upload = CleanUpload(content, "notities.pdf", "application/pdf")
    extract = _kept(row, task, upload, title=NOTES_BY, by=by)
    extract.uploaded_at = through
    extract.save(update_fields=["uploaded_at"])
    end_task(task, Result.DELIVERED, today=today)
    logged("requests.extract", row, by)
    return extract


@transaction.atomic
def weigh_extract(
    extract: Extract, others: Others, *, weighing: str, by: User, today: date
) -> None:
    """What was decided about data of others in it. Refused with "words" when nothing was written
    while others are in it, with "others" for a choice that does not fit, with "decided" for a
    document that would stay behind after a decision that does not tell of it (AVG 12(4)).
    """
    row = _open(extract.request)
    is_replacement = extract.replaces_id is not None
    if others not in choices_for(is_replacement=is_replacement) or _is_replaced(extract):
        raise Refused("others")
    if needs_weighing(others) and not weighing.strip():
        raise Refused("words")
    if stays_behind([others]) and _says_all_goes(row):
        raise Refused("decided")
    extract.others, extract.weighing = others.value, weighing.strip()
    extract.checked_by, extract.checked_on = by.pk, today
    extract.save(update_fields=["others", "weighing", "checked_by", "checked_on"])
    logged("requests.extract_weighed", row, by, others=others.value)


@transaction.atomic
def replace_extract(
    extract: Extract,
    upload: CleanUpload,
    *,
    text_under_black: bool,
    weighing: str,
    by: User,
    today: date,
) -> Extract:
    """The version with parts made black takes its place. What it replaces is kept until the answer.

    Where text still lies under the black, nobody has looked at it yet: somebody must say so.
    """
    row = _open(extract.request)
    if _is_replaced(extract):
        raise Refused("others")
    if not weighing.strip():
        raise Refused("words")
    new = _kept(row, extract.task, upload, title=extract.title, by=by, replaces=extract)
    new.text_under_black, new.weighing = text_under_black, weighing.strip()
    if not text_under_black:
        new.others, new.checked_by, new.checked_on = Others.BLACKENED.value, by.pk, today
    new.save()
    logged("requests.extract_replaced", row, by, text_under_black=text_under_black)
    return new


def _open(request: DataRequest) -> DataRequest:
    row = locked(request)
    if State(row.state) in OVER:
        raise Refused("state")
    return row


def _says_all_goes(row: DataRequest) -> bool:
    """Whether a decision was given that tells of nothing that stays behind."""
    decision = Decision.objects.filter(request=row).first()
    if decision is None:
        return False
    grounds = {decision.ground, *decision.parts.values_list("ground", flat=True)}
    return not tells_of_it(Outcome(decision.outcome), {GroundCode(one) for one in grounds})


def _is_replaced(extract: Extract) -> bool:
    return Extract.objects.filter(replaces=extract).exists()


def _kept(
    row: DataRequest,
    task: CaseTask | None,
    upload: CleanUpload,
    *,
    title: str,
    by: User,
    replaces: Extract | None = None,
) -> Extract:
    file = store(upload.content, name=upload.name, content_type=upload.content_type)
    return Extract.objects.create(
        request=row, task=task, file=file, title=title, replaces=replaces, uploaded_by=by.pk
    )
