"""A request on a phone: few taps from home to the receipt, and nothing is lost on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from portal.people.models import User
from requests_app.models import DataRequest, RequestDraft
from tests.browser.conftest import Visitor
from tests.cast import Cast

Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
SEE = "Inzien: welke gegevens heeft de school?"

pytestmark = pytest.mark.django_db(transaction=True)


def at_the_form(cast: Cast, visitor: Visitors, account: Ready, *, script: bool = True) -> Visitor:
    fatima = visitor(script=script)
    fatima.signs_in(account(cast.fatima))
    fatima.clicks("Nieuw verzoek")
    fatima.clicks("Noor Demo")
    return fatima


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_three_taps_after_the_choice_of_the_child(
    cast: Cast, visitor: Visitors, account: Ready, script: bool
) -> None:
    fatima = at_the_form(cast, visitor, account, script=script)
    fatima.clicks(SEE)
    fatima.clicks("Verder", "button")
    fatima.reads("Alle gegevens.")
    fatima.clicks("Verzoek indienen", "button")
    fatima.reads("Het verzoek is binnen")
    fatima.reads(DataRequest.objects.get().reference)


def test_a_closed_tab_loses_nothing(cast: Cast, visitor: Visitors, account: Ready) -> None:
    fatima = at_the_form(cast, visitor, account)
    fatima.clicks(SEE)
    with fatima.page.expect_response("**/bewaren/"):
        fatima.page.get_by_role("textbox").first.press_sequentially("Alles over de toetsen.")
    fatima.page.get_by_text("Bewaard om").wait_for()
    fatima.looks()
    fatima.opens("/")
    fatima.clicks("Er staat een begonnen verzoek")
    fatima.clicks("Verdergaan")
    expect(fatima.page.get_by_role("textbox").first).to_have_value("Alles over de toetsen.")
    assert RequestDraft.objects.count() == 1
