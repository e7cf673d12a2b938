"""Builders of what is collected for a request, through the real verbs."""

from datetime import date
from typing import Any

import pikepdf
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.files.actions import CleanUpload
from requests_app import actions
from requests_app.access import collecting as access
from requests_app.models import CaseNote, CaseTask, DataRequest, Extract
from requests_app.rules import Others
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.tools import made


def asked(cast: Cast, *, today: date = TODAY, **facts: Any) -> list[CaseTask]:
    """Fatima's request about Noor, taken up by Iris, and every holder asked."""
    request = actions.take_up(make_request(cast.fatima, today=today, **facts), by=cast.iris)
    return ask_holders(cast, request, today=today)


def ask_holders(cast: Cast, request: DataRequest, *, today: date = TODAY) -> list[CaseTask]:
    """What the register says, asked by Iris."""
    found = access.holders_of(access.asked_entries(request, today))
    return actions.collect(request, found=found, by=cast.iris, today=today)


def delivered(
    cast: Cast, task: CaseTask, content: bytes = b"", *, title: str = "Toetsen", today: date = TODAY
) -> Extract:
    """A clean PDF of this holder."""
    upload = CleanUpload(content or made.pdf(), "toetsen.pdf", "application/pdf")
    return actions.add_extract(task, upload, title=title, by=cast.iris, today=today)


def weighed(
    cast: Cast, extract: Extract, others: Others = Others.NONE, words: str = "", today: date = TODAY
) -> Extract:
    """Iris looked at it."""
    actions.weigh_extract(extract, others, weighing=words, by=cast.iris, today=today)
    return extract


def noted(request: DataRequest, text: str) -> CaseNote:
    """A note of staff."""
    return CaseNote.objects.create(request=request, text=text)


def barred() -> bytes:
    """A PDF in which text lies under a black bar."""

    def change(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].Contents = pdf.make_stream(b"BT 50 700 Td (Daan) Tj ET 40 690 90 20 re f")

    return made.pdf(change)


def uploaded(content: bytes = b"", name: str = "toetsen.pdf") -> SimpleUploadedFile:
    """As a browser sends it."""
    return SimpleUploadedFile(name, content or made.pdf())
