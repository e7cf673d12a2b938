"""Besluitbrief: what stands in it, for whom, and that everybody can read it (PDF/UA)."""

from datetime import date
from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from requests_app import actions
from requests_app.access import entries_to_decide
from requests_app.letters import Draft, PartDraft
from requests_app.models import DataRequest, Extension, NotedPerson
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome
from tests.builders import TODAY
from tests.cast import Cast
from tests.days import day
from tests.register.builders import adopt
from tests.requests_app.builders import NO, YES, decide, make_request, printed


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


@pytest.mark.parametrize(
    "outcome, ground, said",
    [
        (Outcome.GRANTED, GroundCode.AS_ASKED, "De klacht is gegrond: die klopt."),
        (Outcome.REFUSED, GroundCode.RULES_WERE_KEPT, "De klacht is ongegrond: die klopt niet."),
    ],
)
def test_a_complaint_is_right_or_not(
    cast: Cast, outcome: Outcome, ground: GroundCode, said: str
) -> None:
    first = make_request(cast.fatima)
    request = make_request(cast.fatima, Kind.COMPLAINT)
    request.about_request = first
    text = text_of(request, Draft(outcome, ground, "Wij zochten het uit."))
    assert said in text
    assert f"De klacht gaat over verzoek {first.reference}: gegevens inzien." in text
    assert "wat is gevraagd." not in text.split("Uitleg")[0]


def test_a_question_is_answered(cast: Cast) -> None:
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "Vijf jaar.")
    text = text_of(make_request(cast.fatima, Kind.QUESTION), draft)
    assert "Hieronder staat het antwoord op de vraag." in text
    assert "Vijf jaar." in text


@pytest.mark.parametrize("kind", [Kind.COMPLAINT, Kind.QUESTION])
def test_an_answer_in_words_has_words(cast: Cast, kind: Kind) -> None:
    request = actions.take_up(make_request(cast.fatima, kind), by=cast.iris)
    with pytest.raises(actions.Refused, match="words"):
        decide(request, YES, by=cast.iris)


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


def test_a_letter_on_paper_has_the_address_that_was_noted(cast: Cast) -> None:
    request = make_request(cast.fatima)
    request.requester_guardian, request.requester_noted = None, True
    request.noted = NotedPerson(name="Piet Advocaat", address="Dorpsstraat 1\n9700 AA Groningen")
    text = text_of(request)
    assert "Piet Advocaat Dorpsstraat 1 9700 AA Groningen" in text
    assert "De school geeft het pakket bij deze brief" in text


def test_a_secret_address_stands_on_no_letter(cast: Cast) -> None:
    request = make_request(cast.fatima)
    guardian = request.requester_guardian
    assert guardian is not None
    guardian.street, guardian.postcode, guardian.town = "Geheimpad 1", "1000 AA", "Stil"
    assert "Geheimpad 1" in text_of(request)
    guardian.address_secret = True
    assert "Geheimpad" not in text_of(request)


def test_a_yes_to_see_says_where_the_data_are(cast: Cast) -> None:
    request = make_request(cast.fatima)
    assert "Zij zitten in een pakket" in text_of(request)
    assert "pakket" not in text_of(request, NO)
    assert "pakket" not in text_of(make_request(cast.fatima, Kind.ERASURE))


def test_a_correction_says_what_it_should_be(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION)
    request.text.should_be, request.text.shown_by = "Delft", "De geboorteakte"
    text = text_of(request)
    assert "Wat er moet staan: Delft" in text
    assert "Waaruit dat blijkt: De geboorteakte" in text


def test_the_letter_says_that_it_is_in_time_and_why(cast: Cast) -> None:
    request = make_request(cast.fatima)
    assert "Het antwoord is op tijd." in text_of(request)
    assert "op tijd" not in text_of(request, today=day("mon 2027-01-04"))
    Extension.objects.create(request=request, notified_on=TODAY)
    again = DataRequest.objects.get(pk=request.pk)
    assert "op 25 november 2026 schreven dat wij meer tijd nodig hadden" in text_of(again)


def test_the_translation_says_that_own_words_stand_above(cast: Cast) -> None:
    request = make_request(cast.fatima)
    request.in_english = True
    assert "Own words are not translated." in text_of(request, NO)


def test_an_upheld_verzet_stops_at_once(cast: Cast) -> None:
    text = text_of(make_request(cast.fatima, Kind.OBJECTION))
    assert "De school stopt meteen. Uiterlijk op 27 november 2026 is nagegaan" in text
