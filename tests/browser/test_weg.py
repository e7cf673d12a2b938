"""Publiceren en weghalen in a real browser: a teacher and a parent with a phone."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone

from consent.models import TakeDown
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import say
from tests.consent.klas import fill
from tests.consent.weg import allowed, published

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast; Noor may be on Instagram and in the school guide, Kind1 may not."""
    cast = make_cast(today)
    for code in ("instagram", "schoolgids"):
        allowed(cast, today, code)
    fill(cast, today, 1)
    return cast


@SCRIPT
def test_a_teacher_logs_a_picture(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    lotte = visitor(script=script)
    lotte.signs_in(account(cast.lotte))
    lotte.opens("/toestemming/publicaties/")
    lotte.reads("Er is nog niets vastgelegd.")
    lotte.clicks("Leg een publicatie vast")
    lotte.page.get_by_label("Wat hebt u geplaatst?").fill("Foto van de sportdag")
    lotte.page.get_by_label("Instagram").check()
    lotte.page.get_by_label("Adres of plek").fill("https://example.org/een/heel/lang/adres" * 4)
    for name in ("Noor Demo", "Kind1 Demo"):
        lotte.page.get_by_label(name).check()
    lotte.clicks("Leg vast", "button")
    lotte.reads("Mag niet: Kind1.")
    lotte.page.get_by_label("Kind1 Demo").uncheck()
    lotte.clicks("Leg vast", "button")
    lotte.reads("Foto van de sportdag")


@SCRIPT
def test_a_parent_says_no_and_the_teacher_takes_it_away(
    cast: Cast, today: date, visitor: Visitors, account: Ready, script: bool
) -> None:
    published(cast, allowed(cast, today), today)
    say(cast.daan, cast.noor, allowed(cast, today), today, yes=False)
    TakeDown.objects.update(owner=None)  # of nobody yet
    fatima, lotte = visitor(script=script), visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.reads("De school haalt dit op 1 plek weg, uiterlijk")
    lotte.signs_in(account(cast.lotte))
    lotte.clicks("Bekijk wat weg moet")
    lotte.clicks("Noor Demo")
    lotte.clicks("Ik doe dit", "button")
    lotte.reads("Deze taak staat nu op uw naam.")
    lotte.page.get_by_label("Weggehaald").check()
    lotte.clicks("Leg vast", "button")
    lotte.reads("Er hoeft nu niets weg.")
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.reads("Verwijderd op")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_the_office_sees_what_is_print_and_what_is_wrong(
    cast: Cast, today: date, visitor: Visitors, account: Ready, desk: bool
) -> None:
    purpose = allowed(cast, today, "schoolgids")
    published(cast, purpose, today, place="bladzijde 4")
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens("/toestemming/publicaties/nieuw/")
    iris.opens("/toestemming/weghalen/")
    iris.clicks("Noor Demo")
    iris.page.get_by_text("Hoe is deze datum berekend?").click()
    iris.looks()
    iris.clicks("Leg vast", "button")
    iris.reads("Kies wat past.")
