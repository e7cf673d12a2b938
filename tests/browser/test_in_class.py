"""In de klas in a real browser: a teacher with a phone, with and without script."""

from collections.abc import Callable
from datetime import date

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SCRIPT = pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])

PATIENCE = 60_000  # the first PDF of a process reads the fonts


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast; Noor may be on Instagram, the other pupils of her group may not."""
    cast = make_cast(today)
    say(cast.fatima, cast.noor, ask(cast, today), today, yes=True)
    fill(cast, today, 11)
    return cast


@SCRIPT
def test_a_teacher_checks_a_picture_on_a_phone(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    lotte = visitor(script=script)
    lotte.signs_in(account(cast.lotte))
    lotte.clicks("Fotocheck")
    lotte.reads("Vink aan wie er op de foto staan")
    for name in ("Noor Demo", "Kind1 Demo"):
        lotte.page.get_by_label(name, exact=True).check()
    lotte.clicks("Kijk of het mag", "button")
    lotte.reads("Mag deze foto met 2 leerlingen?")
    answer = lotte.page.locator("dl > div").filter(has_text="Instagram")
    expect(answer).to_have_text("Instagram mag niet Kind1", use_inner_text=True)
    expect(lotte.page.get_by_label("Noor Demo")).to_be_checked()


@SCRIPT
def test_a_teacher_asks_who_may_not_be_on_instagram(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    lotte = visitor(script=script)
    lotte.signs_in(account(cast.lotte))
    lotte.clicks("5A")
    lotte.reads("Stand van")
    lotte.page.get_by_text("Zoek in de groep").click()
    lotte.page.get_by_label("Wie mag niet op of in").select_option("Instagram")
    lotte.clicks("Zoek", "button")
    lotte.reads("11 leerlingen mogen niet.")
    expect(lotte.page.get_by_text("Noor Demo")).to_have_count(0)
    lotte.clicks("Toon alle leerlingen")
    lotte.reads("Noor Demo")


@pytest.mark.parametrize("desk", [True, False], ids=["desk", "phone"])
def test_the_office_makes_the_list(
    cast: Cast, visitor: Visitors, account: Ready, desk: bool
) -> None:
    iris = visitor(desk=desk)
    iris.signs_in(account(cast.iris))
    iris.opens("/klas/")
    iris.clicks("Maak een lijst")
    iris.page.get_by_label("5A").check()
    iris.clicks("Maak de lijst", "button")
    iris.reads("geldig t/m vandaag")
    with iris.page.expect_download(timeout=PATIENCE) as caught:
        iris.page.get_by_role("link", name="Download als PDF").click(timeout=PATIENCE)
    assert caught.value.suggested_filename.endswith(".pdf")
