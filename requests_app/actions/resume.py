"""Antwoord op een vraag: it ends the pause by itself, by whatever channel (law.md §2)."""

from datetime import date

from django.db import transaction

from portal.files.actions import CleanUpload, store
from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked, touch
from requests_app.actions.log import logged
from requests_app.colleagues import handlers_of
from requests_app.models import Attachment, CaseMessage, DataRequest, SuspensionPeriod, may_write
from requests_app.rules import No, Suspension, SuspensionReason, why_not_until


@transaction.atomic
def reply(
    request: DataRequest,
    *,
    text: str,
    by: User,
    today: date,
    upload: CleanUpload | None = None,
    number_confirmed: bool = False,
) -> CaseMessage:
    """What the requester answers in the portal; the clock runs again from today.

    Refused: "words", "no_question", or "state" when this person may not write in the case today.
    """
    row = locked(request)
    if not may_write(by, row, today):
        raise Refused(No.STATE.value)
    if not text.strip():
        raise Refused(No.WORDS.value)
    _open(row)
    message = CaseMessage.objects.create(request=row, from_school=False, by=by.pk, text=text)
    if upload:
        file = store(upload.content, name=upload.name, content_type=upload.content_type)
        Attachment.objects.create(request=row, message=message, file=file, added_by=by.pk)
    until = end_by_reply(row, today)
    _note("requests.reply", row, by, until=until, number_confirmed=number_confirmed)
    for who in handlers_of(row, today):
        mails.reply_came(who, message.pk)
    return message


def end_by_reply(row: DataRequest, today: date) -> date | None:
    """What the requester says today ends the open pause of a locked case; None without one."""
    if not row.is_open:
        return None
    period = row.suspensions.filter(until=None).first()
    if period is None:
        return None
    until: date = max(today, period.since)
    _end(period, until)
    touch(row)
    return until


@transaction.atomic
def note_answer(
    request: DataRequest, *, on: date, note: str, by: User, today: date
) -> SuspensionPeriod:
    """Staff: the answer came by another channel, on this day. Refused as the rules say."""
    row = locked(request)
    return end_question(row, _open(row), on=on, note=note, by=by, today=today)


def end_question(
    row: DataRequest, period: SuspensionPeriod, *, on: date, note: str, by: User, today: date
) -> SuspensionPeriod:
    """Ends the open pause of a locked case; also when a document was shown."""
    _check(row, period, on, today)
    _end(period, on)
    touch(row)
    _write(period, note)
    _note("requests.note_answer", row, by, until=on)
    return period


@transaction.atomic
def mend_answer(
    period: SuspensionPeriod, *, on: date, note: str, by: User, today: date
) -> SuspensionPeriod:
    """Staff correct the day of an answer, and say why. Refused as the rules say."""
    row = locked(period.request)
    kept: SuspensionPeriod = row.suspensions.select_related("question").get(pk=period.pk)
    if kept.until is None:
        raise Refused(No.OPEN.value)
    if kept.taken_back_on is not None:
        raise Refused(No.TAKEN_BACK.value)
    if not note.strip():
        raise Refused(No.WORDS.value)
    _check(row, kept, on, today)
    before = kept.until
    _end(kept, on)
    touch(row)
    _write(kept, note)
    _note("requests.mend_answer", row, by, was=before.isoformat(), until=on)
    return kept


def open_question(row: DataRequest, reason: SuspensionReason) -> SuspensionPeriod | None:
    """The pause that stands open for this reason, of a locked case."""
    rows = row.suspensions.filter(until=None, reason=reason.value).select_related("question")
    found: SuspensionPeriod | None = rows.first()
    return found


def _open(row: DataRequest) -> SuspensionPeriod:
    rows = row.suspensions.filter(until=None).select_related("question")
    period: SuspensionPeriod | None = rows.first()
    if period is None:
        raise Refused(No.NO_QUESTION.value)
    return period


def _check(row: DataRequest, period: SuspensionPeriod, on: date, today: date) -> None:
    if not row.is_open:
        raise Refused(No.STATE.value)
    others = [one.fact for one in row.suspensions.all() if one.pk != period.pk]
    refusal = why_not_until(Suspension(period.since), on, later=others, today=today)
    if refusal:
        raise Refused(refusal.value)


def _end(period: SuspensionPeriod, on: date) -> None:
    period.until = on
    period.save(update_fields=["until"])


def _write(period: SuspensionPeriod, note: str) -> None:
    """What staff wrote stands apart, where it can be erased."""
    question = getattr(period, "question", None)
    if question is not None and note.strip():
        question.note = "\n".join(line for line in (question.note, note.strip()) if line)
        question.save(update_fields=["note"])


def _note(
    verb: str, row: DataRequest, by: User, *, until: date | None, **facts: str | bool
) -> None:
    logged(
        verb,
        row,
        by,
        until=until.isoformat() if until else "",
        **facts,
    )
