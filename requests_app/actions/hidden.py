"""Een ontvanger die het gezin niet ziet: the officer decides whether it is told (AVG 19)."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import transaction

from portal.audit.actions import record
from portal.files.actions import store
from portal.people.models import User
from portal.register.models import Recipient
from requests_app import mails
from requests_app.actions.locks import Refused, locked
from requests_app.models import DataRequest, HiddenNotice
from requests_app.rules import Kind, Outcome, carried_out_by

YES = (Outcome.GRANTED, Outcome.PARTLY)


@transaction.atomic
def ask_officer(request: DataRequest, recipients: Iterable[Recipient], *, today: date) -> int:
    """One row for each of them, once; how many. No row of the case's log tells of it."""
    row = locked(request)
    if not hasattr(row, "decision") or row.decision.outcome not in YES or row.anonymised_on:
        return 0
    due_on = carried_out_by(Kind(row.kind), row.decision.promise_by, row.decision.answered_on)
    made = 0
    for one in recipients:
        _notice, is_new = HiddenNotice.objects.get_or_create(
            request=row, recipient=one, defaults={"due_on": due_on}
        )
        made += is_new
    if made:
        mails.officer_decides(row, today=today)
    return made


@transaction.atomic
def keep_hidden_notice(
    notice: HiddenNotice, letter: bytes, *, by: User, number_confirmed: bool = False
) -> HiddenNotice:
    """The first letter stays. Refused: "state" when this recipient is not told.

    `letter`: letters.notice_letter.
    """
    reference = locked(notice.request).reference
    row = HiddenNotice.objects.get(pk=notice.pk)
    if row.told is False:
        raise Refused("state")
    if row.letter_id is None:
        name = f"bericht-{reference}.pdf"
        row.letter = store(letter, name=name, content_type="application/pdf")
        row.save(update_fields=["letter"])
        _note(row, by, "requests.hidden_letter", number_confirmed=number_confirmed)
    return row


@transaction.atomic
def decide_hidden(
    notice: HiddenNotice, *, told: bool, because: str, by: User, today: date
) -> HiddenNotice:
    """Told, or not and why. Refused: "because" without a reason, "state" when it was decided."""
    locked(notice.request)
    row = HiddenNotice.objects.get(pk=notice.pk)
    if row.told is not None:
        raise Refused("state")
    if not told and not because.strip():
        raise Refused("because")  # AVG 19: who is not told, and why not
    row.told, row.because, row.decided_on, row.decided_by = told, because, today, by.pk
    row.save(update_fields=["told", "because", "decided_on", "decided_by"])
    _note(row, by, "requests.hidden_notice", told=told)
    return row


def _note(row: HiddenNotice, by: User, verb: str, **facts: Any) -> None:
    """Of the row itself and no pupil: the log of the case is read by who may not know it."""
    record(verb, actor=by, subject=row, board_id=row.request.board_id, **facts)
