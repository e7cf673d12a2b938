"""Anonimiseren: facts stay, texts, files and names go (AVG 5(1)(e), product.md rule 8)."""

from datetime import date, datetime
from itertools import chain

from django.db import transaction
from django.utils import timezone

from portal.audit.actions import erasing, record
from portal.audit.models import Event
from portal.files.actions import destroy_key
from portal.files.models import StoredFile
from portal.register.access import awaited_requests
from portal.register.actions import keep_refusal, unlink_request
from requests_app.actions.locks import locked
from requests_app.models import (
    Attachment,
    CaseMessage,
    CaseNote,
    DataRequest,
    DecisionPartText,
    DecisionText,
    ExtensionReasons,
    HiddenNotice,
    NotedPerson,
    OwnStatement,
    ProposedDecision,
    RequestText,
    SuspensionQuestion,
)
from requests_app.rules import State, anonymised_from

REASON = "requests.anonymise"
PERSONS = (
    "subject_pupil",
    "subject_guardian",
    "requester_pupil",
    "requester_guardian",
    "filed_by",
    "assignee",
)


def anonymise_due(now: datetime) -> int:
    """Sweep, daily: the closed cases whose period at their board is over. Returns how many."""
    today = timezone.localtime(now).date()
    rows = DataRequest.objects.filter(state=State.CLOSED.value, anonymised_on=None)
    rows = rows.exclude(pk__in=awaited_requests())
    due = [row for row in rows.select_related("board") if _is_due(row, today)]
    for row in due:
        anonymise(row, today=today)
    return len(due)


def _is_due(row: DataRequest, today: date) -> bool:
    years = row.board.request_years
    return row.closed_on is not None and today >= anonymised_from(row.closed_on, years=years)


@transaction.atomic
def anonymise(request: DataRequest, *, today: date) -> DataRequest:
    """What stays: number, kind, dates, outcome, ground and verdict. Nothing that names anybody."""
    row = locked(request)
    if row.anonymised_on is not None:
        return row
    for file in files_of(row):
        destroy_key(file, today)
    _forget_texts(row)
    row.complaints.update(about_request=None)  # who complains would name who asked
    unlink_request(row.pk)
    if row.direct_marketing and row.subject_pupil and row.withdrawn_on is None:
        keep_refusal(row.subject_pupil)  # AVG 21(3): it binds after this too
    with erasing(REASON, by=None) as erasure:
        events = Event.objects.filter(subject_type=row._meta.label_lower, subject_id=str(row.pk))
        erasure.rows, _per_model = events.delete()
    for name in PERSONS:
        setattr(row, name, None)
    row.next_step, row.requester_noted, row.anonymised_on = "", False, today
    row.save(update_fields=[*PERSONS, "next_step", "requester_noted", "anonymised_on"])
    record(REASON, actor=None, subject=row, board_id=row.board_id)
    return row


def files_of(row: DataRequest) -> list[StoredFile]:
    """Everything of the case that lies on disk and can still be read."""
    letters = [row.decision.letter] if hasattr(row, "decision") else []
    questions = SuspensionQuestion.objects.filter(suspension__request=row).select_related("letter")
    reasons = list(ExtensionReasons.objects.of_case(row).select_related("letter"))
    found = chain(
        letters,
        (one.letter for one in questions),
        (one.letter for one in reasons),
        (one.taken_back_letter for one in reasons),
        (one.letter for one in row.tasks.select_related("letter")),
        (one.letter for one in row.hidden_notices.select_related("letter")),
        (one.file for one in row.attachments.select_related("file")),
        (one.file for one in row.extracts.select_related("file")),
        (one.file for one in row.packages.select_related("file")),
        (one.file for one in row.identity_copies.select_related("file")),
    )
    return [file for file in found if file is not None and file.is_readable]


def _forget_texts(row: DataRequest) -> None:
    Attachment.objects.filter(request=row).delete()
    for model in (CaseMessage, CaseNote, OwnStatement, ProposedDecision, NotedPerson, RequestText):
        model._default_manager.filter(request=row).delete()
    SuspensionQuestion.objects.filter(suspension__request=row).delete()
    ExtensionReasons.objects.of_case(row).delete()
    DecisionText.objects.filter(decision__request=row).delete()
    DecisionPartText.objects.filter(part__decision__request=row).delete()
    row.tasks.update(because="", assignee=None)
    HiddenNotice.objects.filter(request=row).update(because="")
    row.extracts.update(title="", weighing="")
    row.deliveries.update(note="")
