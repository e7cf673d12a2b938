"""Vragen, vertalingen en overnemen: the pages of the administrator, on a phone and at a desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from consent.models import Purpose
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask
from tests.consent.systems import HEAD, asked_since

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
VRAGEN = "/toestemming/vragen/"
WIDTHS = pytest.mark.parametrize("desk", [False, True], ids=["360", "1280"])
WORDS = {
    "Titel": "Foto op Snapchat",
    "Vraag": "Mag een foto op Snapchat?",
    "Uitleg": "Publicatie betrokkenen informatie verwerkingen samenwerkingsverband.",
    "Wie ziet het?": "Iedereen op internet.",
    "Hoe lang blijft het?": "Een schooljaar.",
    "Wat gebeurt er bij een nee na een ja?": "Dan haalt de school de foto weg.",
}


@pytest.fixture
def asked(transactional_db: None) -> tuple[Cast, Purpose]:
    """The cast, and a question that the board asks since two weeks."""
    today = timezone.localdate()
    cast = make_cast(today)
    purpose = ask(cast, today)
    asked_since(purpose, today - timedelta(days=14))
    return cast, purpose


def types(visitor: Visitor, words: dict[str, str]) -> None:
    for label, text in words.items():
        visitor.page.get_by_label(label, exact=True).fill(text)


@WIDTHS
def test_the_administrator_asks_something_new(
    asked: tuple[Cast, Purpose], visitor: Visitors, account: Ready, desk: bool
) -> None:
    cast, ad = asked[0], visitor(desk=desk)
    ad.signs_in(account(cast.ad))
    ad.opens(VRAGEN)
    ad.opens(f"{VRAGEN}nieuw/")
    ad.clicks("Alle scholen van")
    ad.clicks("Controleer", "button")  # the errors
    types(ad, WORDS | {"Hoe heet het?": "Snapchat"})
    ad.page.get_by_label("Waar komt het").select_option("own_channel")
    ad.clicks("Controleer", "button")
    ad.reads("Is toestemming hier wel nodig?")
    ad.reads("De tekst is lastig te lezen")
    ad.clicks("Sla op", "button")
    ad.reads("De vraag is opgeslagen.")
    assert Purpose.objects.get(channel="Snapchat").medium == "own_channel"


@WIDTHS
def test_the_pages_of_one_question(
    asked: tuple[Cast, Purpose], visitor: Visitors, account: Ready, desk: bool
) -> None:
    (cast, purpose), ad = asked, visitor(desk=desk)
    ad.signs_in(account(cast.ad))
    for page in ("", "tekst/", "stoppen/", "beide/"):
        ad.opens(f"{VRAGEN}{purpose.pk}/{page}")
    ad.opens(f"{VRAGEN}{purpose.pk}/tekst/")
    ad.page.get_by_label("Uitleg", exact=True).fill("Iedereen op internet ziet het.")
    ad.page.get_by_label("Alleen de woorden.").check()
    ad.clicks("Controleer", "button")
    ad.reads("Klopt deze vraag?")


@WIDTHS
def test_a_question_is_translated(
    asked: tuple[Cast, Purpose], visitor: Visitors, account: Ready, desk: bool
) -> None:
    (cast, purpose), ad = asked, visitor(desk=desk)
    ad.signs_in(account(cast.ad))
    ad.opens(f"{VRAGEN}{purpose.pk}/vertaling/ar/")
    ad.clicks("Controleer", "button")  # the errors
    for box in ad.page.locator("main form").locator("input[type=text], textarea").all():
        box.fill("صورة")
    ad.clicks("Controleer", "button")
    ad.reads("Klopt deze vertaling?")
    ad.clicks("Sla op", "button")
    ad.opens(f"{VRAGEN}{purpose.pk}/vertaling/ar/")
    assert purpose.texts.filter(language="ar").exists()


@WIDTHS
def test_the_plan_of_a_sheet(
    asked: tuple[Cast, Purpose], visitor: Visitors, account: Ready, desk: bool
) -> None:
    cast, petra, day = asked[0], visitor(desk=desk), timezone.localdate() - timedelta(days=3)
    lines = [HEAD, f"Noor;instagram;ja;{day};Fatima", f"Noor;instagram;ja;{day};Ruud"]
    file = {"name": "keuzes.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    petra.signs_in(account(cast.petra))
    petra.opens("/toestemming/systemen/inlezen/")
    petra.clicks("Toon het plan", "button")  # the errors
    petra.page.get_by_label("School").select_option(label="Basisschool De Regenboog")
    petra.page.get_by_label("Rekenblad").set_input_files(file)  # type: ignore[arg-type]
    petra.clicks("Toon het plan", "button")
    petra.reads("1 regel kan worden overgenomen")
