"""Termijn in a real browser: a handler at a desk and a phone, a parent with a phone, the FG."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.people.models import User
from requests_app.models import DataRequest
from requests_app.rules import SuspensionReason
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked, copied, extended
from tests.requests_app.linking import noted_case

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
WORDS = "Om welke schooljaren gaat het u vooral?"


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast on the real day."""
    return make_cast(today)


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_question_and_its_answer_on_a_phone(
    cast: Cast, today: date, visitor: Visitors, account: Ready, script: bool
) -> None:
    request = make_request(cast.fatima, today=today)
    iris, fatima = visitor(script=script), visitor(script=script)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/termijn/")
    iris.clicks("Stel een vraag")
    iris.page.get_by_label("vraag om een groot verzoek kleiner te maken").check()
    iris.page.get_by_label("De vraag", exact=True).fill(WORDS)
    iris.clicks("Stuur de vraag", "button")
    iris.reads("De termijn staat stil")
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/verzoeken/{request.pk}/")
    fatima.reads(WORDS)
    fatima.clicks("Antwoord geven")
    fatima.page.get_by_label("Antwoord", exact=True).fill("Alleen 2025 en 2026.")
    fatima.clicks("Stuur het antwoord", "button")
    fatima.reads("Het antwoord is binnen.")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_identity_authority_and_more_time(
    cast: Cast, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    request = make_request(cast.yara, today=today - timedelta(days=9))
    DataRequest.objects.filter(pk=request.pk).update(filed_by=None)
    request.refresh_from_db()
    copied(request, cast)
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/termijn/")
    iris.clicks("Leg vast wat u hebt gezien")
    iris.page.get_by_label("rijbewijs").check()
    iris.clicks("Leg vast", "button")
    iris.reads("Kopie vernietigd op")
    iris.clicks("Leg vast of er gezag is")
    iris.page.get_by_label("Ja", exact=True).check()
    iris.page.get_by_label("uitspraak van de rechter").check()
    iris.clicks("Leg vast", "button")
    iris.reads("De aanvrager mag vandaag de gegevens van deze leerling krijgen.")
    iris.clicks("Verleng de termijn")
    iris.clicks("Verleng en stuur", "button")
    iris.reads("Schrijf op waarom het langer duurt.")
    iris.page.get_by_label("Waarom duurt het langer?").fill("Het dossier is erg groot.")
    iris.clicks("Verleng en stuur", "button")
    iris.reads("De termijn is verlengd.")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_the_fg_sees_which_pauses_stand_out(
    cast: Cast, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    request = make_request(cast.fatima, today=today - timedelta(days=60))
    asked(request, cast, SuspensionReason.SCOPE, today=today - timedelta(days=45))
    frank = visitor(desk=desk)
    frank.signs_in(account(cast.frank))
    frank.opens("/overzicht/pauzes/")
    frank.reads("langer dan drie weken open")
    frank.clicks(request.reference)
    frank.reads("Al zes weken geen antwoord")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_more_time_that_was_a_mistake_is_taken_back(
    cast: Cast, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    request = make_request(cast.fatima, today=today)
    extended(request, cast)
    iris, fatima = visitor(desk=desk), visitor()
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/termijn/")
    iris.clicks("Was dit een vergissing? Neem de verlenging terug")
    iris.page.get_by_label("Waarom neemt u de verlenging terug?").fill("Het dossier is klein.")
    iris.clicks("Neem terug en stuur", "button")
    iris.reads("De verlenging is teruggenomen.")
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/verzoeken/{request.pk}/")
    fatima.reads("teruggenomen")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_a_pupil_who_was_not_found_is_found_later(
    cast: Cast, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    request = noted_case(cast, today=today)
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens(f"/behandelen/{request.pk}/koppelen/{cast.noor.pk}/")
    iris.page.get_by_label("Fatima Demo").check()
    iris.clicks("Koppel het verzoek", "button")
    iris.reads("Het verzoek is gekoppeld.")
