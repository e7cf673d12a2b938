"""Aankondigen in a real browser: staff announce at a desk, a parent objects on a phone."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.people.models import User
from portal.register.models import IntendedDisclosure
from portal.register.rules import LegalBasis
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.register.builders import adopt, announced

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast with a register."""
    cast = make_cast(today)
    adopt(cast, today)
    return cast


def test_staff_announce_what_is_in_no_register_yet(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    petra = visitor(desk=True)
    petra.signs_in(account(cast.petra))
    petra.opens("/aankondigingen/")
    petra.clicks("Kondig iets aan")
    petra.page.get_by_label("Groep of school").select_option(f"groep-{cast.group.pk}")
    petra.clicks("Verder", "button")
    petra.clicks("Verder Staat nog niet in het register")
    petra.clicks("Controleer", "button")  # the errors
    _fills(petra, today + timedelta(days=20))
    petra.clicks("Controleer", "button")
    petra.reads("Klopt dit?")
    petra.clicks("Kondig aan", "button")
    petra.reads("bezwaar mogelijk")
    assert IntendedDisclosure.objects.get().group_id == cast.group.pk


def _fills(visitor: Visitor, planned: date) -> None:
    page = visitor.page
    page.get_by_label("Waarvoor?").fill("Onderzoek naar het schoolplein")
    page.get_by_label("een taak van de school").check()
    page.get_by_label("GGD Vlinderland").check()
    page.get_by_label("voornaam").check()
    page.get_by_label("Op welke dag").fill(planned.strftime("%d-%m-%Y"))
    page.get_by_label("Waarom wilt u dit delen?").fill("De GGD kijkt hoe kinderen spelen.")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_parent_objects_with_one_tap(
    cast: Cast, today: date, visitor: Visitors, account: Ready, script: bool
) -> None:
    announced(cast, cast.group, today)
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.clicks("De school wil gegevens delen over Noor")
    fatima.reads("GGD Vlinderland")
    fatima.clicks("Ik maak bezwaar", "button")
    fatima.reads("U hebt bezwaar gemaakt")
    fatima.clicks("Naar het verzoek")
    fatima.reads("Ik maak bezwaar tegen het delen van gegevens")


def test_where_nobody_can_object_the_reason_stands_there(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    announced(cast, cast.noor, today, basis=LegalBasis.LEGAL_DUTY)
    announced(cast, cast.noor, today, purpose="Spoed", skip_reason="Het moet morgen.")
    fatima = visitor()
    fatima.signs_in(account(cast.fatima))
    for row, words in zip(
        IntendedDisclosure.objects.order_by("basis"),
        ("de school moet dit van de wet", "Het moet morgen."),
        strict=True,
    ):
        fatima.opens(f"/aangekondigd/{cast.noor.pk}/{row.pk}/")
        fatima.reads(words)
        expect(fatima.page.get_by_role("button", name="Ik maak bezwaar")).to_have_count(0)


def test_the_office_carries_out_on_a_small_screen_too(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    row = announced(cast, cast.noor, today, skip_reason="Het moet nu.", planned_on=today)
    iris = visitor()
    iris.signs_in(account(cast.iris))
    iris.opens(f"/aankondigingen/{row.pk}/")
    iris.page.get_by_label("Onder welke verwerking").select_option("Gezondheidsonderzoek op school")
    iris.clicks("Leg vast dat het is gedeeld", "button")
    iris.page.get_by_label("Hoe?").select_option("beveiligde e-mail")
    iris.clicks("Leg vast", "button")
    iris.reads("Verstrekking aan")
    iris.opens("/aankondigingen/")
    iris.reads("uitgevoerd")
