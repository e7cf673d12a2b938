"""Bericht (AVG 19) en bevestiging: PDF/UA as the letter of a decision, and nobody else in it."""

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from requests_app.actions.withdraw import note_withdrawal
from requests_app.letters import Notice, notice_letter
from requests_app.letters.acknowledgement import acknowledgement_letter
from requests_app.letters.withdrawal import withdrawal_letter
from requests_app.models import CaseTask, DataRequest, with_dates
from requests_app.rules import Carried, Kind, ReceivedVia, Way
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request
from tests.requests_app.test_clock import desk_request
from tests.requests_app.test_letter import kinds_of

LETTERS = ["notice", "acknowledgement", "withdrawal"]


def notice(cast: Cast) -> bytes:
    """To a recipient, after Noor's data were corrected."""
    request = make_request(cast.fatima, Kind.CORRECTION)
    answer(request, cast.iris)
    task = CaseTask.objects.create(
        request=request, purpose="notify", key="a", holder="GGD Vlinderland", due_on=TODAY
    )
    fresh = DataRequest.objects.with_facts().get(pk=request.pk)
    said = Notice(entries=(), carried=Carried(Way.DONE))
    return notice_letter(with_dates([fresh], TODAY)[0], task.holder, said, today=TODAY)


def acknowledgement(cast: Cast) -> bytes:
    """Of a request that came in at the desk."""
    return acknowledgement_letter(with_dates([desk_request(cast)], TODAY)[0], today=TODAY)


def withdrawal(cast: Cast) -> bytes:
    """Of the same, withdrawn by phone."""
    row, via = desk_request(cast), ReceivedVia.PHONE
    row = note_withdrawal(row, on=TODAY, via=via, by=cast.iris, today=TODAY)
    return withdrawal_letter(with_dates([row], TODAY)[0], via="per telefoon", today=TODAY)


@pytest.fixture
def content(request: pytest.FixtureRequest, cast: Cast) -> bytes:
    made = {"notice": notice, "acknowledgement": acknowledgement, "withdrawal": withdrawal}
    return made[request.param](cast)


def text_of(content: bytes) -> str:
    pages = PdfReader(BytesIO(content)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def fonts_of(page: pikepdf.Page) -> list[Any]:
    """The descriptors of the fonts of a page; a font that is not embedded has no file there."""
    fonts = list(page.Resources.Font.values())
    return [font.DescendantFonts[0].FontDescriptor for font in fonts]


@pytest.mark.parametrize("content", LETTERS, indirect=True)
def test_it_is_tagged_and_says_its_title_and_language(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert str(pdf.docinfo["/Title"])
        assert "pdfuaid" in str(pdf.Root.Metadata.read_bytes())
        assert {"/H1", "/P"} <= kinds_of(pdf.Root.StructTreeRoot)


@pytest.mark.parametrize("content", LETTERS, indirect=True)
def test_its_fonts_are_inside(content: bytes) -> None:
    with pikepdf.open(BytesIO(content)) as pdf:
        found = [one for page in pdf.pages for one in fonts_of(page)]
        assert found
        assert all({"/FontFile2", "/FontFile3"} & set(one.keys()) for one in found)


def test_the_notice_names_the_pupil_and_not_who_asked(cast: Cast) -> None:
    text = text_of(notice(cast))
    for words in ("GGD Vlinderland", "Noor Demo", "Verbeter deze gegevens bij u."):
        assert words in text
    assert not [name for name in ("Fatima", "Daan", "Ruud", "Yara") if name in text]


def test_the_acknowledgement_names_both_dates_and_how(cast: Cast) -> None:
    text = text_of(acknowledgement(cast))
    for words in ("2026-0001", "23 december 2026", "25 december 2026"):
        assert words in text
