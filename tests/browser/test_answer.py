"""Verzamelen en antwoord in a real browser, to the page that opens without internet."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.utils import timezone

from portal.people.models import User
from requests_app import actions
from requests_app.models import DataRequest, Delivery
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.register.builders import adopt
from tests.requests_app.answers import answered, decide, package_of, packed
from tests.requests_app.builders import make_request
from tests.tools.made import pdf

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, with the whole register."""
    cast = make_cast(today)
    adopt(cast, today)
    return cast


@pytest.mark.parametrize("desk", [True, False], ids=["1280", "360"])
def test_the_office_asks_uploads_and_weighs(
    cast: Cast, today: date, visitor: Visitors, account: Ready, tmp_path: Path, desk: bool
) -> None:
    request = actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/verzamelen/")
    iris.clicks("Zet de taken klaar", "button")
    uploads(iris, tmp_path)
    iris.page.get_by_label("geen gegevens van anderen", exact=True).check()
    iris.clicks("Leg vast", "button")
    iris.reads("gegevens aangeleverd")
    iris.clicks("Antwoord")
    iris.reads("Er is nog geen besluit.")


def uploads(iris: Visitor, folder: Path) -> None:
    (folder / "toetsen.pdf").write_bytes(pdf())
    iris.clicks("Voeg een document toe")
    iris.page.get_by_label("Wat is het?").fill("Toetsen")
    iris.page.get_by_label("Het bestand").set_input_files(folder / "toetsen.pdf")
    iris.clicks("Voeg toe", "button")


def test_the_page_in_english_is_for_everybody_too(
    cast: Cast, today: date, visitor: Visitors, tmp_path: Path
) -> None:
    request = make_request(cast.fatima, today=today)
    DataRequest.objects.update(in_english=True)
    decide(cast, actions.take_up(request, by=cast.iris), today=today)
    (tmp_path / "pakket.zip").write_bytes(packed(request, today=today))
    reader = visitor()
    reads_offline(reader, tmp_path / "pakket.zip", tmp_path, "What is in it?")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_parent_downloads_it_on_a_phone(
    cast: Cast, today: date, visitor: Visitors, account: Ready, tmp_path: Path, script: bool
) -> None:
    request = answered(cast, today=today)
    package_of(request, today=today)
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/verzoeken/{request.pk}/")
    fatima.clicks("Naar het pakket")
    with fatima.page.expect_download() as download:
        fatima.page.get_by_role("link", name="Pakket downloaden").click()
    reads_offline(fatima, Path(download.value.path()), tmp_path)
    assert Delivery.objects.get().opened_at is not None


def reads_offline(
    visitor: Visitor, package: Path, folder: Path, words: str = "Wat staat hierin?"
) -> None:
    with ZipFile(package) as parts:
        parts.extractall(folder)
    visitor.page.goto((folder / "index.html").as_uri())
    visitor.looks()
    visitor.reads(words)


def test_the_office_sees_that_it_was_handed_over(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    request = answered(cast, today=today)
    type(cast.guardians["fatima"]).objects.filter(user=cast.fatima).update(user=None)
    package_of(request, today=today)
    iris = visitor(desk=True)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/antwoord/gegeven/")
    iris.page.get_by_label("aan de balie").check()
    iris.page.get_by_label("Wat hebt u gecontroleerd?").fill("Paspoort gezien.")
    iris.clicks("Leg vast", "button")
    iris.reads("Paspoort gezien.")
    assert DataRequest.objects.get().deliveries.get().handed == "desk"
