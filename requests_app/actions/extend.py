"""Verlengen: once, two further months, with a notice inside the first (AVG 12(3))."""

from datetime import date

from django.db import transaction

from portal.files.actions import store
from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked, touch
from requests_app.actions.log import logged
from requests_app.models import DataRequest, Extension, ExtensionReasons
from requests_app.rules import why_not_extend


@transaction.atomic
def extend(
    request: DataRequest,
    *,
    words: str,
    letter: bytes,
    by: User,
    today: date,
    number_confirmed: bool = False,
) -> Extension:
    """The law's limit moves two months; the promise of the board does not.

    `letter` is the PDF of letters.extension_letter for the same words. Refused, with a code of
    rules.No: twice, after the last safe day, or for a kind that is no right.
    """
    row = locked(request)
    if not words.strip():
        raise Refused("words")
    refusal = why_not_extend(row.facts(), is_open=row.is_open, today=today)
    if refusal:
        raise Refused(refusal.value)
    extension = Extension.objects.create(request=row, notified_on=today)
    file = store(letter, name=f"verlenging-{row.reference}.pdf", content_type="application/pdf")
    ExtensionReasons.objects.create(extension=extension, words=words, letter=file, by=by.pk)
    touch(row)
    logged(
        "requests.extend",
        row,
        by,
        number_confirmed=number_confirmed,
    )
    mails.term_extended(row, extension.pk)
    return extension
