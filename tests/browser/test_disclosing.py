"""Vastleggen in a real browser: on a phone without script, and hidden rows at a desk."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Disclosure, ProcessingRecipient
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.register.builders import adopt, processing, safe_home

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast on the real day; Veilig Thuis belongs to the talks about extra help."""
    cast = make_cast(timezone.localdate())
    adopt(cast, timezone.localdate())
    facts = {"processing": processing(cast, "ondersteuningsteam"), "recipient": safe_home(cast)}
    ProcessingRecipient.objects.create(**facts)
    return cast


def walks_to_the_form(visitor: Visitor) -> None:
    """About Noor, to Veilig Thuis only."""
    visitor.opens("/verstrekkingen/nieuw/")
    visitor.page.get_by_label("Naam van de leerling").fill("noor")
    visitor.clicks("Zoek", "button")
    visitor.clicks("Noor Demo")
    visitor.page.get_by_label("Zorgteam De Regenboog").uncheck()
    visitor.clicks("Verder Overleg over extra hulp", "button")


def fills_in(visitor: Visitor) -> None:
    page, later = visitor.page, timezone.localdate() + timedelta(days=60)
    page.get_by_label("zorgen over de veiligheid").check()
    page.get_by_label("Hoe?").select_option("phone")
    page.get_by_label("de veiligheid is in gevaar").check()
    page.get_by_label("Waar komt de informatie vandaan?").fill("de leraar")
    page.get_by_label("Nog niet laten zien aan het gezin").check()
    page.get_by_label("Waarom ziet het gezin dit nog niet?").fill("Onveilig.")
    page.get_by_label("Wanneer kijkt de school opnieuw?").fill(later.strftime("%d-%m-%Y"))


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_report_is_recorded_on_a_phone_and_agreed_at_a_desk(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    iris = visitor(script=script)
    iris.signs_in(account(cast.iris))
    walks_to_the_form(iris)
    fills_in(iris)
    iris.clicks("Controleer", "button")
    iris.reads("Eerst is dit nodig: alleen wat nodig is.")
    iris.page.get_by_label("alleen wat nodig is").check()
    iris.clicks("Controleer", "button")
    iris.clicks("Leg vast", "button")
    iris.reads("Het gezin ziet dit niet")
    agrees(visitor(desk=True), account(cast.henk))
    assert not Disclosure.objects.get().hiding.is_pending


def agrees(henk: Visitor, user: User) -> None:
    """From the list to the second person's page."""
    henk.signs_in(user)
    henk.opens("/verstrekkingen/")
    henk.clicks("Verborgen voor het gezin")
    henk.clicks("Veilig Thuis Vlinderland")
    henk.clicks("Ik geef akkoord: blijft verborgen", "button")
    henk.reads("Langer verborgen houden")
