"""Bewijs van toestemming in a real browser: paper at the desk, history and proof on a phone."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from consent.models import Choice, Purpose
from portal.people.models import User
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.consent.builders import ask, say, type_over

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SLOW = 60_000  # the first PDF of a process loads its fonts


@pytest.fixture
def today() -> date:
    """The real day: the browser has no other."""
    return timezone.localdate()


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, with questions that were asked since two weeks."""
    cast = make_cast(today)
    ask(cast, today - timedelta(days=14))
    return cast


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_parent_reads_the_history_and_takes_the_proof_along(
    cast: Cast, today: date, visitor: Visitors, account: Ready, script: bool
) -> None:
    purpose = Purpose.objects.get(code="instagram")
    type_over(cast.noor, "Fatima", {purpose: True}, today, by=cast.iris)
    say(cast.fatima, cast.noor, purpose, today, yes=False)
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.opens(f"/toestemming/{cast.noor.pk}/")
    fatima.clicks("Wat koos u eerder?")
    fatima.reads("Op papier, ingevoerd door de school")
    fatima.page.get_by_text("De tekst: versie 1").first.click()
    fatima.reads("Mag een herkenbare foto of video op Instagram?")
    fatima.clicks("Toestemming")
    fatima.clicks("Bewijs van uw keuzes")
    for name, end in (("Download als pdf", "pdf"), ("Download voor een computer", "json")):
        with fatima.page.expect_download(timeout=SLOW) as download:
            fatima.page.get_by_role("link", name=name).click(timeout=SLOW)
        assert download.value.suggested_filename == f"bewijs-van-toestemming.{end}"
        assert Path(download.value.path()).stat().st_size > 1000


def test_the_office_types_a_paper_over_at_a_desk(
    cast: Cast, today: date, visitor: Visitors, account: Ready
) -> None:
    iris = visitor(desk=True)
    iris.signs_in(account(cast.iris))
    iris.opens("/toestemming/balie/")
    iris.page.get_by_label("Naam van de leerling").fill("Noor")
    iris.clicks("Zoek", "button")
    iris.clicks(cast.noor.full_name)
    iris.clicks("Leg vast", "button")  # the errors
    iris.page.get_by_label(cast.guardians["daan"].full_name).check()
    iris.page.get_by_label("Op papier, met een handtekening").check()
    iris.page.get_by_label("Op welke dag?").fill(today.strftime("%d-%m-%Y"))
    iris.page.get_by_label("Waar ligt het papier of de scan?").fill("map 12, blad 3")
    question = iris.page.get_by_role("group", name="Foto of video op Instagram")
    question.get_by_label("Ja").check()
    iris.clicks("Leg vast", "button")
    iris.reads("Vastgelegd.")
    iris.reads("map 12, blad 3")
    assert Choice.objects.get().given_via == "paper"


def test_the_desk_fits_a_phone(cast: Cast, visitor: Visitors, account: Ready) -> None:
    henk = visitor(script=True)
    henk.signs_in(account(cast.henk))
    henk.opens(f"/toestemming/balie/{cast.noor.pk}/")
