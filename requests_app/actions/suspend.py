"""Opschorten: a written question stops the clock until the answer is there (law.md §2)."""

from datetime import date

from django.db import transaction

from portal.files.actions import store
from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked, touch
from requests_app.actions.log import logged
from requests_app.models import DataRequest, SuspensionPeriod, SuspensionQuestion, asking_of
from requests_app.rules import SuspensionReason, why_not_suspend


@transaction.atomic
def suspend(
    request: DataRequest,
    *,
    reason: SuspensionReason,
    question: str,
    letter: bytes,
    by: User,
    today: date,
    number_confirmed: bool = False,
) -> SuspensionPeriod:
    """The clock stands still from today, the day on which the question is sent.

    `letter` is the PDF of letters.question_letter for the same words. Refused, with a code of
    rules.No, when the rules do not allow it.
    """
    row = locked(request)
    if not question.strip():
        raise Refused("words")
    refusal = why_not_suspend(row.facts(), asking_of(row), reason, since=today)
    if refusal:
        raise Refused(refusal.value)
    period = SuspensionPeriod.objects.create(request=row, since=today, reason=reason.value)
    file = store(letter, name=f"vraag-{row.reference}.pdf", content_type="application/pdf")
    SuspensionQuestion.objects.create(suspension=period, text=question, letter=file, asked_by=by.pk)
    touch(row)
    logged(
        "requests.suspend",
        row,
        by,
        reason=reason.value,
        number_confirmed=number_confirmed,
    )
    mails.question_asked(row, period.pk)
    return period
