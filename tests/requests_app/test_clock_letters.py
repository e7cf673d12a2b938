"""Brieven over de termijn: tagged PDFs that say what, why and how to answer, and no more."""

from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from portal.people.models import Guardian
from requests_app.models import DataRequest
from requests_app.rules import SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import WORDS, extension_pdf, question_pdf
from tests.requests_app.test_clock import desk_request


def text_of(content: bytes) -> str:
    return " ".join(
        " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split()
    )


def is_tagged(content: bytes) -> bool:
    with pikepdf.open(BytesIO(content)) as found:
        return bool(found.Root.MarkInfo.Marked) and "/StructTreeRoot" in found.Root


@pytest.mark.parametrize("reason", SuspensionReason)
def test_each_question_is_a_tagged_letter(cast: Cast, reason: SuspensionReason) -> None:
    content = question_pdf(desk_request(cast), reason, TODAY)
    text = text_of(content)
    assert is_tagged(content)
    assert len(PdfReader(BytesIO(content)).pages) == 1
    assert WORDS in text
    assert "De termijn staat stil vanaf 25 november 2026" in text
    assert "autoriteitpersoonsgegevens.nl" in text
    asks_papers = "Stuur geen kopie van uw paspoort" in text
    assert asks_papers is (reason == SuspensionReason.IDENTITY)


def test_the_notice_of_an_extension_names_both_dates_and_the_reasons(cast: Cast) -> None:
    content = extension_pdf(make_request(cast.fatima), TODAY)
    text = text_of(content)
    assert is_tagged(content)
    assert "25 december 2026" in text
    assert "25 februari 2027" in text
    assert "Het dossier is erg groot." in text


def test_the_address_stands_on_the_letter_unless_it_is_secret(cast: Cast) -> None:
    request = make_request(cast.fatima)
    rows = Guardian.objects.filter(user=cast.fatima)
    rows.update(street="Dorpsstraat 1", postcode="1234 AB", town="Ons Dorp")
    for secret in (False, True):
        rows.update(address_secret=secret)
        fresh = DataRequest.objects.with_facts().get(pk=request.pk)
        text = text_of(question_pdf(fresh, SuspensionReason.SCOPE, TODAY))
        assert ("Dorpsstraat" in text) is not secret


def test_no_other_guardian_stands_on_a_letter(cast: Cast) -> None:
    text = text_of(question_pdf(make_request(cast.fatima), SuspensionReason.SCOPE, TODAY))
    assert "Fatima" in text
    assert "Daan" not in text
