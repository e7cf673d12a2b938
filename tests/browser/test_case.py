"""De zaak in a real browser: messages, a decision of two people, its tasks, and the desk."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from portal.people.models import User
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.register.builders import adopt, share
from tests.requests_app.answers import decide, noon
from tests.requests_app.builders import make_request

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
WORDS = "De geboorteplaats klopt niet."


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    cast = make_cast(today)
    adopt(cast, today)
    return cast


@pytest.fixture
def taken(cast: Cast, today: date) -> DataRequest:
    request = make_request(cast.fatima, Kind.CORRECTION, scope=WORDS, today=today)
    return actions.take_up(request, by=cast.iris)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_school_and_parent_write_to_each_other(
    cast: Cast, taken: DataRequest, visitor: Visitors, account: Ready, script: bool
) -> None:
    iris, fatima = visitor(desk=True, script=script), visitor(script=script)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{taken.pk}/berichten/")
    writes(iris, "Waar is Noor geboren?")
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/verzoeken/{taken.pk}/")
    fatima.clicks("Lees en antwoord")
    fatima.reads("Waar is Noor geboren?")
    writes(fatima, "In Groningen.")
    iris.opens(f"/behandelen/{taken.pk}/berichten/")
    iris.reads("In Groningen.")


def writes(visitor: Visitor, text: str) -> None:
    visitor.page.get_by_label("Bericht", exact=True).fill(text)
    visitor.clicks("Verstuur het bericht", "button")
    visitor.reads("Het bericht is verstuurd.")


def test_a_note_stays_with_colleagues(
    cast: Cast, taken: DataRequest, visitor: Visitors, account: Ready
) -> None:
    iris = visitor(desk=True)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{taken.pk}/notities/")
    iris.page.get_by_label("Notitie", exact=True).fill("Gebeld met de gemeente.")
    iris.clicks("Bewaar de notitie", "button")
    iris.reads("Gebeld met de gemeente.")


@pytest.mark.parametrize("desk", [True, False], ids=["1280", "360"])
def test_one_proposes_and_another_agrees(
    cast: Cast, taken: DataRequest, visitor: Visitors, account: Ready, desk: bool
) -> None:
    cast.board.four_eyes = True
    cast.board.save(update_fields=["four_eyes"])
    iris, henk, fatima = visitor(desk=desk), visitor(desk=desk), visitor()
    iris.signs_in(account(cast.iris))
    proposes(iris, taken)
    henk.signs_in(account(cast.henk))
    agrees(henk, taken)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/verzoeken/{taken.pk}/")
    fatima.reads("Het antwoord is er")
    fatima.reads("De school verbetert de gegevens uiterlijk op")


def agrees(henk: Visitor, request: DataRequest) -> None:
    henk.opens("/behandelen/")
    henk.reads("wacht op akkoord")
    henk.clicks(request.reference)
    henk.clicks("Bekijk het voorstel")
    henk.reads(WORDS)
    henk.reads("Voorgesteld door Iris")
    henk.page.get_by_label("Ja, dit besluit gaat zo de deur uit").check()
    henk.clicks("Vastleggen", "button")
    henk.reads("U ging akkoord.")


def proposes(iris: Visitor, request: DataRequest) -> None:
    iris.opens(f"/behandelen/{request.pk}/")
    iris.clicks("Besluiten en antwoorden")
    iris.page.get_by_text("Wat er is gevraagd").click()
    iris.reads(WORDS)
    iris.page.get_by_label("Ja, helemaal").check()
    iris.clicks("Verder", "button")
    iris.reads("Hierna kijkt een tweede persoon mee.")
    iris.clicks("Voorleggen aan een tweede persoon", "button")
    iris.reads("wacht op akkoord")


@pytest.mark.parametrize("desk", [True, False], ids=["1280", "360"])
def test_the_tasks_of_a_decision_are_finished(
    cast: Cast, taken: DataRequest, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    share(cast, cast.noor, today)
    decide(cast, taken, today=today)
    follow(noon(today))
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{taken.pk}/taken/")
    for _task in range(CaseTask.objects.count()):
        iris.clicks("Afmaken")
        iris.page.locator("main input[type=radio]").first.check()
        iris.follows(iris.page.locator("main form button[type=submit]").last)
        iris.looks()
    assert not CaseTask.objects.filter(done_on=None).exists()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_letter_is_entered_at_the_desk(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    iris = visitor(desk=True, script=script)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/aan-de-balie/{cast.noor.pk}/")
    iris.page.get_by_label("per brief").check()
    iris.page.get_by_label("Fatima Demo").check()
    iris.page.get_by_label("Wat wordt er gevraagd?").select_option("correctie")
    iris.page.get_by_text("Meer vertellen").click()
    iris.page.get_by_label("Bij verbeteren: wat moet er staan?").fill("Groningen")
    iris.looks()
    iris.clicks("Voer het verzoek in", "button")
    iris.reads("Groningen")
