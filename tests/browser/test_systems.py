"""Andere systemen in a real browser: take a sheet along, make a key, take earlier choices over."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from consent.models import Choice, SystemToken
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask
from tests.consent.systems import HEAD, asked_since

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, with a question that was asked since two weeks."""
    cast = make_cast(today)
    asked_since(ask(cast, today), today - timedelta(days=14))
    return cast


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_office_takes_a_sheet_along_on_a_phone(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    iris = visitor(script=script)
    iris.signs_in(account(cast.iris))
    iris.opens("/toestemming/uitvoer/")
    iris.page.get_by_label("Groep").select_option(label="5A")
    iris.page.get_by_label("CSV").check()
    with iris.page.expect_download() as download:
        iris.page.get_by_role("button", name="Maak het bestand").click()
    assert download.value.suggested_filename == "toestemming.csv"
    assert "Noor Demo;Noor;instagram" in Path(download.value.path()).read_text()


def test_the_officer_makes_a_key_and_takes_it_back(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    petra = visitor()
    petra.signs_in(account(cast.petra))
    petra.opens("/toestemming/systemen/")
    petra.clicks("Maak de sleutel", "button")  # the errors
    petra.page.get_by_label("Welk systeem?").fill("ouderapp")
    petra.page.get_by_label("Alle scholen van Stichting De Vlinder").check()
    petra.clicks("Maak de sleutel", "button")
    petra.reads("zgs_")
    petra.clicks("Trek in ouderapp", "button")
    petra.reads("De sleutel werkt niet meer.")
    assert SystemToken.objects.get().revoked_at


def test_the_officer_takes_earlier_choices_over(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    petra, day = visitor(desk=True), today - timedelta(days=3)
    lines = [HEAD, f"Noor;instagram;ja;{day};Fatima", f"Noor;instagram;ja;{day};Ruud"]
    file = {"name": "keuzes.csv", "mimeType": "text/csv", "buffer": "\n".join(lines).encode()}
    petra.signs_in(account(cast.petra))
    petra.opens("/toestemming/systemen/inlezen/")
    petra.page.get_by_label("School").select_option(label="Basisschool De Regenboog")
    petra.page.get_by_label("Rekenblad").set_input_files(file)  # type: ignore[arg-type]
    petra.clicks("Toon het plan", "button")
    petra.reads("1 regel kan worden overgenomen")
    petra.reads("er is geen gezag of machtiging bekend")
    petra.clicks("Akkoord, overnemen", "button")
    petra.reads("Overgenomen.")
    assert Choice.objects.get().given_via == "import"
