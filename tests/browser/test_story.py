"""One evening of one parent, end to end, in a real browser (the story of the first release)."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.core import mail
from django.utils import timezone
from playwright.sync_api import expect
from pypdf import PdfReader

from portal.calendar.actions import fill
from portal.outbox.actions import send_due
from portal.people.models import User
from requests_app.models import DataRequest
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.story import adopt_purposes, adopt_register

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
NO_COMMON_YES = "Er is (nog) geen gezamenlijke toestemming."


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast on the real day, with the holidays, a register and the questions of the board."""
    today = timezone.localdate()
    fill(range(today.year - 1, today.year + 2))
    cast = make_cast(today)
    adopt_register(cast, today)
    adopt_purposes(cast, today)
    return cast


def mails() -> list[str]:
    """What the outbox sends now."""
    send_due(timezone.now())
    return [f"{message.subject}\n{message.body}" for message in mail.outbox]


def asks_to_see(visitor: Visitor, words: str) -> DataRequest:
    """Files an inzage request about Noor, as a parent does."""
    visitor.opens("/verzoeken/nieuw/")
    visitor.clicks("Noor Demo")
    visitor.clicks("Inzien: welke gegevens heeft de school?")
    visitor.page.get_by_role("textbox").fill(words)
    visitor.clicks("Verder", "button")
    visitor.reads("Klopt dit?")
    visitor.clicks("Verzoek indienen", "button")
    visitor.reads("Het verzoek is binnen")
    return DataRequest.objects.latest("created_at")


def answers(visitor: Visitor, request: DataRequest) -> None:
    """Iris takes the case up and grants it."""
    visitor.clicks(request.reference)
    visitor.clicks("Ik pak dit op", "button")
    visitor.clicks("Besluiten en antwoorden")
    visitor.page.get_by_label("Ja, helemaal").check()
    visitor.page.get_by_role("textbox").fill("U vindt alles in de bijlage.")
    visitor.clicks("Verder", "button")
    visitor.reads("Klopt dit besluit?")
    visitor.clicks("Besluit vastleggen en brief klaarzetten", "button")


def test_one_evening_of_one_parent(
    cast: Cast, visitor: Visitors, account: Ready, tmp_path: Path
) -> None:
    fatima = visitor()
    fatima.signs_in(account(cast.fatima))
    fatima.clicks("Noor")
    fatima.reads("Wat weet de school?")
    fatima.reads("Er is nog niets gedeeld.")

    fatima.clicks("Toestemming voor foto's en meer")
    fatima.chooses("Ja", "Foto in de schoolgids")
    fatima.chooses("Nee", "Foto of video op Instagram")
    fatima.reads("Uw antwoord: ja")
    fatima.reads("Uw antwoord: nee")
    assert mails()
    assert [text for text in mails() if "Noor" in text or "Instagram" in text] == []

    request = asks_to_see(fatima, "Ik wil het hele dossier zien.")
    fatima.reads("Hoe is deze datum berekend?")
    fatima.reads("De school belooft antwoord uiterlijk op")
    fatima.reads("Van de wet moet het antwoord er zijn op")

    iris = visitor(desk=True)
    iris.signs_in(account(cast.iris))
    answers(iris, request)

    fatima.opens(f"/verzoeken/{request.pk}/")
    with fatima.page.expect_download() as download:
        fatima.page.get_by_role("link", name="Brief downloaden (PDF)").click()
    letter = tmp_path / "letter.pdf"
    download.value.save_as(letter)
    text = PdfReader(letter).pages[0].extract_text()
    assert request.reference in text

    petra = visitor(desk=True)
    petra.signs_in(account(cast.petra))
    petra.opens("/overzicht/")
    petra.reads("op tijd")


def test_the_other_parent_sees_the_child_but_not_the_request(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    fatima.signs_in(account(cast.fatima))
    request = asks_to_see(fatima, "Ik wil het hele dossier zien.")
    daan = visitor()
    daan.signs_in(account(cast.daan))
    daan.clicks("Noor")
    assert request.reference not in daan.page.content()
    daan.page.goto(f"{daan.address}/verzoeken/{request.pk}/")
    daan.reads("Deze pagina bestaat niet")


def test_a_no_of_one_parent_says_the_same_to_both(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima, daan = visitor(), visitor()
    for person, user in ((fatima, cast.fatima), (daan, cast.daan)):
        person.signs_in(account(user))
        person.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.chooses("Nee", "Foto in de schoolgids")
    daan.chooses("Ja", "Foto in de schoolgids")
    for person in (fatima, daan):
        person.opens(f"/toestemming/{cast.noor.pk}/")
        person.reads(NO_COMMON_YES)
    assert "Uw antwoord: nee" not in daan.page.content()


def test_a_parent_whose_authority_ended_is_offered_information(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    ruud = visitor()
    ruud.signs_in(account(cast.ruud))
    ruud.reads("Volgens de school hebt u geen gezag over Noor.")
    ruud.clicks("Verzoek indienen")
    ruud.clicks("Informatie over Noor")
    ruud.reads("U vraagt informatie over uw kind")
    ruud.page.goto(f"{ruud.address}/kind/{cast.noor.pk}/")
    ruud.reads("Deze pagina bestaat niet")


def test_the_whole_evening_works_without_javascript(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor(script=False)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.chooses("Ja", "Foto in de schoolgids")
    fatima.reads("Uw antwoord: ja")
    request = asks_to_see(fatima, "Ik wil het hele dossier zien.")
    expect(fatima.page).to_have_url(re.compile(f"/verzoeken/{request.pk}/"))


@pytest.mark.parametrize("width", [320, 360, 1280])
def test_no_page_is_wider_than_the_screen(
    width: int, cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    fatima.page.set_viewport_size({"width": width, "height": 740})
    fatima.signs_in(account(cast.fatima))
    noor = cast.noor.pk
    for path in (f"/kind/{noor}/", f"/toestemming/{noor}/", f"/gegevens/{noor}/"):
        fatima.opens(path)
    for path in (f"/gedeeld/{noor}/", "/verzoeken/", "/hulp/", "/privacy/"):
        fatima.opens(path)
    fatima.opens(f"/register/{cast.board.slug}/")
    assert len(set(fatima.seen)) >= 8


def test_the_back_button_shows_nothing_after_signing_out(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    fatima.signs_in(account(cast.fatima))
    fatima.clicks("Noor")
    fatima.clicks("Uitloggen", "button")
    fatima.page.go_back()
    expect(fatima.page.get_by_label("Wachtwoord")).to_be_visible()
    assert "Wat weet de school?" not in fatima.page.content()
