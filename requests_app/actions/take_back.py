"""Terugnemen: an extension or a question that was a mistake; the dates are as if it never was."""

from datetime import date

from django.db import transaction

from portal.files.actions import store
from portal.people.models import User
from requests_app import mails
from requests_app.actions.identity import destroy_copies
from requests_app.actions.locks import Refused, locked, touch
from requests_app.actions.log import logged
from requests_app.models import DataRequest, Extension, ExtensionReasons, SuspensionPeriod
from requests_app.rules import (
    No,
    SuspensionReason,
    why_not_take_back_extension,
    why_not_take_back_question,
)


@transaction.atomic
def take_back_extension(
    request: DataRequest,
    *,
    because: str,
    letter: bytes,
    by: User,
    today: date,
    number_confirmed: bool = False,
) -> Extension:
    """The law's limit is what it was; the extension, its reasons and both letters stay.

    Also when that limit has passed, so that the school is late from now on: the two months are the
    school's to give up, and the page shows the date first (rules.why_not_take_back_extension).
    `letter` is the PDF of letters.lapsed_letter for the same words. Refused: "words", "state" or
    "not_extended". A new one is possible while rules.why_not_extend allows.
    """
    row = locked(request)
    if not because.strip():
        raise Refused(No.WORDS.value)
    refusal = why_not_take_back_extension(row.facts(), is_open=row.is_open)
    if refusal:
        raise Refused(refusal.value)
    extension: Extension = row.extension
    extension.request, extension.was_of, extension.taken_back_on = None, row, today
    extension.save(update_fields=["request", "was_of", "taken_back_on"])
    _keep(extension, because, letter, row)
    touch(row)
    logged(
        "requests.take_back_extension",
        row,
        by,
        extension=extension.pk,
        number_confirmed=number_confirmed,
    )
    mails.extension_taken_back(row, extension.pk)
    return extension


def _keep(extension: Extension, because: str, letter: bytes, row: DataRequest) -> None:
    """Beside the reasons of the extension, where it can be erased."""
    file = store(
        letter, name=f"verlenging-vervalt-{row.reference}.pdf", content_type="application/pdf"
    )
    reasons, _new = ExtensionReasons.objects.get_or_create(extension=extension)
    reasons.taken_back_because, reasons.taken_back_letter = because, file
    reasons.save(update_fields=["taken_back_because", "taken_back_letter"])


@transaction.atomic
def take_back_question(
    period: SuspensionPeriod,
    *,
    because: str,
    by: User,
    today: date,
    number_confirmed: bool = False,
) -> SuspensionPeriod:
    """The pause counts no day, whether it waits or was answered; the question and its letter stay.

    Who asked by mistake gives the days back, also when the school is late by that. A copy that was
    kept because of the question has no ground any more and goes at once. Refused: "words", "state"
    or "taken_back".
    """
    row = locked(period.request)
    if not because.strip():
        raise Refused(No.WORDS.value)
    kept: SuspensionPeriod = row.suspensions.select_related("question").get(pk=period.pk)
    refusal = why_not_take_back_question(kept.fact, is_open=row.is_open)
    if refusal:
        raise Refused(refusal.value)
    kept.until = kept.until or max(today, kept.since)
    kept.taken_back_on = max(today, kept.since)
    kept.save(update_fields=["until", "taken_back_on"])
    _say_why(kept, because)
    if kept.reason == SuspensionReason.IDENTITY:
        destroy_copies(row, by=by, today=today)
    touch(row)
    logged(
        "requests.take_back_question",
        row,
        by,
        question=kept.pk,
        number_confirmed=number_confirmed,
    )
    mails.question_taken_back(row, kept.pk)
    return kept


def _say_why(period: SuspensionPeriod, because: str) -> None:
    question = getattr(period, "question", None)
    if question is not None:
        question.taken_back_because = because
        question.save(update_fields=["taken_back_because"])
