"""Het rapport in a real browser: the office puts it up, a parent sees it and adds a view."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.utils import timezone

from portal.people.models import User
from portal.register.models import OwnView, Report, ReportSeen
from tests.browser.conftest import Visitor
from tests.cast import Cast, make_cast
from tests.register.reports import noors_report, report_processing
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
    """The cast, with the processing in the register."""
    cast = make_cast(today)
    report_processing(cast)
    return cast


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_parent_sees_it_on_a_phone_and_adds_a_view(
    cast: Cast, today: date, visitor: Visitors, account: Ready, script: bool
) -> None:
    noors_report(cast, today)
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.clicks("Er staat een rapport over Noor klaar")
    with fatima.page.expect_download():
        fatima.page.get_by_role("link", name="Download het rapport").click()
    fatima.clicks("Schrijf een mening")
    fatima.page.get_by_label("Eigen mening").fill("Zij leest graag.")
    fatima.clicks("Sla de mening op", "button")
    fatima.reads("Zij leest graag.")
    fatima.clicks("Ik heb het rapport gezien", "button")
    fatima.reads("Gezien is niet: mee eens.")
    assert (ReportSeen.objects.count(), OwnView.objects.count()) == (1, 1)


def test_the_office_puts_it_up_and_sends_it(
    cast: Cast, today: date, visitor: Visitors, account: Ready, tmp_path: Path
) -> None:
    (tmp_path / "rapport.pdf").write_bytes(pdf())
    iris = visitor()
    iris.signs_in(account(cast.iris))
    iris.opens("/rapporten/")
    iris.clicks("Zet een rapport klaar")
    iris.page.get_by_label("Naam van de leerling").fill("Noor")
    iris.clicks("Zoek", "button")
    iris.clicks(cast.noor.full_name)
    iris.clicks("Verder", "button")  # the error
    iris.page.get_by_label("Naam van de andere school").fill("De Zwaan")
    iris.clicks("Verder", "button")
    iris.page.get_by_label("Het rapport").set_input_files(tmp_path / "rapport.pdf")
    iris.clicks("Zet klaar en vertel het", "button")
    for name in ("fatima", "daan"):
        _on_paper(iris, cast.guardians[name].full_name)
    _sends(iris)
    assert Report.objects.get().disclosure is not None


def _on_paper(visitor: Visitor, name: str) -> None:
    visitor.clicks("Iemand zag het of schreef iets op papier")
    visitor.page.get_by_label(name).check()
    visitor.clicks("Leg vast", "button")


def _sends(visitor: Visitor) -> None:
    visitor.reads("kan weg: iedereen zag het")
    visitor.clicks("Verstuur het rapport")
    visitor.page.get_by_label("Hoe?").select_option("beveiligde e-mail")
    visitor.clicks("Het gaat vandaag weg", "button")
    visitor.reads("verstuurd")
    visitor.opens("/rapporten/")
