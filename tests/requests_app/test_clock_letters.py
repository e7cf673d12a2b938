"""Brieven over de termijn: tagged PDFs that say what, why and how to answer, and no more."""

from datetime import timedelta
from io import BytesIO

import pikepdf
import pytest
from pypdf import PdfReader

from portal.people.models import Guardian
from requests_app.access import follows_draft
from requests_app.letters import letter_facts
from requests_app.models import DataRequest, NotedPerson, requester_has_right, with_dates
from requests_app.rules import SuspensionReason
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import NO, make_request
from tests.requests_app.clock import WORDS, extended, extension_pdf, lapsed_pdf, question_pdf
from tests.requests_app.test_clock import desk_request
from tests.requests_app.test_identity import check


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


@pytest.mark.parametrize("days, late", [(2, False), (40, True)])
def test_the_letter_that_an_extension_lapsed_names_the_date_that_holds(
    cast: Cast, days: int, late: bool
) -> None:
    request = make_request(cast.fatima)
    extended(request, cast)
    content = lapsed_pdf(request, TODAY + timedelta(days=days))
    text = text_of(content)
    assert is_tagged(content)
    assert "25 februari 2027. Dat geldt niet meer" in text
    assert "weer 25 december 2026" in text
    assert "Verkeerd verzoek." in text
    assert ("moest er zijn op 25 december 2026" in text) is late


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


def noted(cast: Cast) -> DataRequest:
    """Somebody at the desk whom the roster does not know."""
    request = make_request(cast.fatima)
    DataRequest.objects.filter(pk=request.pk).update(
        requester_noted=True, requester_guardian=None, filed_by=cast.iris.pk
    )
    NotedPerson.objects.create(request=request, name="Mevrouw Onbekend")
    return DataRequest.objects.with_facts().get(pk=request.pk)


def test_somebody_who_is_not_in_the_roster_is_named_too(cast: Cast) -> None:
    request = noted(cast)
    text = text_of(question_pdf(request, SuspensionReason.AUTHORITY, TODAY))
    assert "Geachte Mevrouw Onbekend," in text
    case = with_dates([request], TODAY)[0]
    facts = letter_facts(case, NO, follows=follows_draft(case, NO, TODAY), today=TODAY)
    assert facts["name"] == "Mevrouw Onbekend"


def test_of_somebody_unknown_the_newest_check_of_authority_decides(cast: Cast) -> None:
    request = noted(cast)
    assert not requester_has_right(request, TODAY)
    for has_authority in (True, False):
        check(request, cast, yes=has_authority)
        fresh = DataRequest.objects.with_facts().get(pk=request.pk)
        assert requester_has_right(fresh, TODAY) is has_authority
