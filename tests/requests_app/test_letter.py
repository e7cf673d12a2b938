"""Besluitbrief: what stands in it, for whom, and that everybody can read it (PDF/UA)."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from requests_app.access import entries_to_decide
from requests_app.letters import Draft, PartDraft
from requests_app.models import DataRequest
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome
from tests.builders import TODAY
from tests.cast import Cast
from tests.days import day
from tests.register.builders import adopt
from tests.requests_app.builders import NO, YES, make_request, printed


def pdf_of(request: DataRequest, draft: Draft, today: date = TODAY) -> bytes:
    return printed(request, draft, today=today)


def text_of(request: DataRequest, draft: Draft = YES, today: date = TODAY) -> str:
    pages = PdfReader(BytesIO(pdf_of(request, draft, today))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def test_the_letter_states_what_was_asked_and_when(cast: Cast) -> None:
    text = text_of(make_request(cast.fatima))
    for part in ("Fatima Demo", "Noor Demo", "gegevens inzien", "25 november 2026", "2026-0001"):
        assert part in text
    assert cast.board.name in text
    assert cast.school.name in text


def test_a_yes_and_a_no_are_plain(cast: Cast) -> None:
    request = make_request(cast.fatima)
    assert "Ja. Wij doen wat is gevraagd." in text_of(request)
    refused = text_of(request, NO)
    assert "Nee. Wij doen niet wat is gevraagd." in refused
    assert "AVG art. 12 lid 5 onder b" in refused
    assert NO.words in refused


def test_the_letter_states_both_dates(cast: Cast) -> None:
    text = text_of(make_request(cast.fatima))
    assert "23 december 2026" in text
    assert "25 december 2026" in text
    assert "te laat" not in text


def test_a_late_letter_says_sorry(cast: Cast) -> None:
    assert "te laat" in text_of(make_request(cast.fatima), today=day("mon 2027-01-04"))


@pytest.mark.parametrize(
    "name, way, other", [("fatima", "verzoekschrift", "Bezwaar"), ("mila", "Bezwaar", "rechtbank")]
)
def test_the_remedy_follows_the_kind_of_board(cast: Cast, name: str, way: str, other: str) -> None:
    text = text_of(make_request(getattr(cast, name)))
    assert way in text
    assert other not in text
    assert "6 weken" in text
    assert "Autoriteit Persoonsgegevens" in text


def test_a_question_has_no_court(cast: Cast) -> None:
    text = text_of(make_request(cast.fatima, Kind.QUESTION))
    assert "rechtbank" not in text
    assert "Bezwaar" not in text


def test_no_other_guardian_stands_in_the_letter(cast: Cast) -> None:
    text = text_of(make_request(cast.fatima), NO)
    assert not [name for name in ("Daan", "Ruud", "Yara") if name in text]


def test_a_pupil_is_addressed_as_je(cast: Cast) -> None:
    text = text_of(make_request(cast.sam))
    assert "Beste Sam" in text
    assert "Ben je het niet eens" in text
    assert "eigen gegevens" in text


def test_words_cannot_become_markup(cast: Cast) -> None:
    draft = Draft(Outcome.PARTLY, GroundCode.OTHERS_RIGHTS, "<b>Let op</b> & <script>x</script>")
    assert "<b>Let op</b> & <script>x</script>" in text_of(make_request(cast.fatima), draft)


def test_the_letter_is_tagged_and_has_a_title(cast: Cast) -> None:
    with pikepdf.open(BytesIO(pdf_of(make_request(cast.fatima), NO))) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang).startswith("nl")
        assert pdf.Root.ViewerPreferences.DisplayDocTitle
        assert "/StructTreeRoot" in pdf.Root
        assert "Besluit op verzoek 2026-0001" in str(pdf.docinfo["/Title"])


def kinds_of(element: Any) -> set[str]:
    """The tags in a tree of structure."""
    kids = element.get("/K", [])
    inside = kids if isinstance(kids, pikepdf.Array) else [kids]
    found = {str(element.get("/S", ""))}
    for kid in inside:
        if isinstance(kid, pikepdf.Dictionary):
            found |= kinds_of(kid)
    return found


def test_the_list_of_parts_is_a_table_with_heads(cast: Cast, today: date) -> None:
    adopt(cast, today)
    request = make_request(cast.fatima, Kind.ERASURE)
    found = [one.processing for one in entries_to_decide(request, today)]
    no = PartDraft(found[0], PartOutcome.REFUSED, GroundCode.LEGAL_DUTY)
    yes = [PartDraft(one, PartOutcome.GRANTED, GroundCode.AS_ASKED) for one in found[1:]]
    draft = Draft(Outcome.PARTLY, GroundCode.LEGAL_DUTY, "Daarom.", parts=(no, *yes))
    with pikepdf.open(BytesIO(pdf_of(request, draft))) as pdf:
        tags = kinds_of(pdf.Root.StructTreeRoot)
        assert {"/Table", "/TH", "/TD", "/H1", "/H2"} <= tags
        assert "pdfuaid" in str(pdf.Root.Metadata.read_bytes())
