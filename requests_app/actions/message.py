"""Bericht: what who asked and the school write to each other in a case (AVG 12(2))."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import transaction

from portal.files.actions import CleanUpload, store
from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.actions.resume import end_by_reply
from requests_app.colleagues import handlers_of
from requests_app.models import (
    Attachment,
    CaseMessage,
    DataRequest,
    may_message,
    reader_of,
)
from requests_app.rules import MOST_FILES, State, may_talk


@transaction.atomic
def write(
    request: DataRequest,
    *,
    text: str,
    by: User,
    today: date,
    uploads: Sequence[CleanUpload] = (),
    is_reply: bool = True,
    number_confirmed: bool = False,
) -> CaseMessage:
    """By who asked, or by the pupil who has the case now; whoever lost the right writes too.

    While a question is open it is the reply, unless they say that it is not (law.md §2).
    Refused: "state" when the case is over, "moved" for who may not write in it today, "words",
    "files".
    """
    row = locked(request)
    if not may_talk(State(row.state)):
        raise Refused("state")
    if not may_message(by, row, today):
        raise Refused("moved")
    message = _written(row, text, uploads, by=by, from_school=False)
    until = end_by_reply(row, today) if is_reply else None
    facts = {"files": len(uploads), "number_confirmed": number_confirmed}
    logged("requests.write", row, by, **facts, **({"until": until.isoformat()} if until else {}))
    for who in handlers_of(row, today):
        if until:
            mails.reply_came(who, message.pk)
        else:
            mails.message_came(row, who, _first_unread(message))
    return message


@transaction.atomic
def write_back(
    request: DataRequest,
    *,
    text: str,
    by: User,
    today: date,
    uploads: Sequence[CleanUpload] = (),
    number_confirmed: bool = False,
) -> CaseMessage:
    """By staff, to who gets the answer. Nothing is kept ready that nobody may read.

    Refused: "state" when the case is over, "no_reader" without account or right, "words", "files".
    """
    row = locked(request)
    if not may_talk(State(row.state)):
        raise Refused("state")
    reader = reader_of(row, today)
    if reader is None:
        raise Refused("no_reader")
    message = _written(row, text, uploads, by=by, from_school=True)
    logged("requests.write_back", row, by, files=len(uploads), number_confirmed=number_confirmed)
    mails.message_waits(row, reader, _first_unread(message))
    return message


def note_read(messages: Iterable[CaseMessage], *, now: datetime) -> int:
    """The other side has seen them; the stamp itself is the trace. How many were new."""
    unread = [one.pk for one in messages if one.read_at is None]
    if not unread:
        return 0
    return CaseMessage.objects.filter(pk__in=unread, read_at=None).update(read_at=now)


def _written(
    row: DataRequest, text: str, uploads: Sequence[CleanUpload], *, by: User, from_school: bool
) -> CaseMessage:
    if not text.strip():
        raise Refused("words")
    if len(uploads) > MOST_FILES:
        raise Refused("files")
    message = CaseMessage.objects.create(
        request=row, from_school=from_school, by=by.pk, text=text.strip()
    )
    for upload in uploads:
        file = store(upload.content, name=upload.name, content_type=upload.content_type)
        Attachment.objects.create(request=row, message=message, file=file, added_by=by.pk)
    return message


def _first_unread(message: CaseMessage) -> CaseMessage:
    """The oldest of the messages that wait for the other side: one mail for all of them."""
    waiting = CaseMessage.objects.filter(
        request=message.request, from_school=message.from_school, read_at=None
    )
    return waiting.order_by("at", "pk").first() or message
