"""Builders for the onderwijskundig rapport, through the real verbs."""

from datetime import date
from uuid import uuid4

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.files.actions import CleanUpload
from portal.people.models import Pupil, User
from portal.register.actions.reports import PROCESSING, put_up
from portal.register.models import Processing, Report
from portal.register.rules import LegalBasis, Topic
from tests.cast import Cast
from tests.tools.made import pdf


def report_processing(cast: Cast) -> Processing:
    """The board's entry in the register for this report."""
    facts = {
        "topic": Topic.DUTY.value,
        "name": "Onderwijskundig rapport",
        "purpose": "De nieuwe school weet hoe zij helpt.",
        "basis": LegalBasis.LEGAL_DUTY.value,
        "fields": ["first_name", "last_name", "results", "support_plan"],
        "consent_needed": False,
    }
    key = {"board": cast.board, "school": None, "code": PROCESSING}
    return Processing.objects.get_or_create(**key, defaults=facts)[0]


def upload() -> CleanUpload:
    """A clean PDF of one page."""
    return CleanUpload(pdf(), "rapport.pdf", "application/pdf")


def noors_report(
    cast: Cast, today: date, *, by: User | None = None, pupil: Pupil | None = None
) -> Report:
    """A report about Noor (or another pupil) that stands ready for De Zwaan."""
    report_processing(cast)
    return put_up(
        pupil or cast.noor,
        school=cast.school,
        to="De Zwaan",
        upload=upload(),
        by=by or cast.iris,
        today=today,
    )


def new(pupil: Pupil, to: str = "De Zwaan") -> str:
    """The page that puts up a report about this pupil."""
    return f"{reverse('register:new_report', args=[pupil.pk])}?naar=anders&naam={to}"


def at(name: str, row: Report) -> str:
    """A page of staff of this report."""
    return reverse(f"register:{name}", args=[row.pk])


def once(**typed: object) -> dict[str, object]:
    """A form with a key of its own."""
    return {"once_key": str(uuid4()), **typed}


def paper(content: bytes, name: str = "rapport.pdf") -> SimpleUploadedFile:
    """An upload."""
    return SimpleUploadedFile(name, content, content_type="application/pdf")


def posted(client: Client, url: str, **typed: object) -> HttpResponse:
    """What a form with a key of its own answers."""
    return client.post(url, once(**typed))  # type: ignore[return-value]
