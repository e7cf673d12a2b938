"""The first second factor, and one's own factors, on a telephone of 360 px."""

import time
from collections.abc import Callable

import pytest

from portal.people.models import User
from portal.signin.models import AuthenticatorApp, CodeList
from tests.browser.conftest import PASSWORD, Visitor
from tests.builders import make_user
from tests.signin.people import as_guardian, mailed_code, no_more_waiting
from tests.signin.test_enrol import code_for, key_on

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]


def enrols(visitor: Visitor, user: User) -> list[str]:
    """From a bare password to the home page; the recovery codes that were shown."""
    visitor.opens("/inloggen/")
    visitor.page.get_by_label("Inlognaam of e-mailadres").fill(user.sign_in_name)
    visitor.page.get_by_label("Wachtwoord").fill(PASSWORD)
    visitor.clicks("Verder", "button")
    visitor.clicks("Stuur mij een code", "button")
    visitor.page.get_by_label("Code").fill(mailed_code())
    visitor.clicks("Verder", "button")
    visitor.page.get_by_label("Code").fill(code_for(key_on(visitor.page.content())))
    visitor.page.get_by_label("Naam").fill("mijn telefoon")
    visitor.clicks("Verder", "button")
    codes = visitor.page.locator("ol strong").all_inner_texts()
    visitor.clicks("Ik heb de codes bewaard", "button")
    return codes


@pytest.mark.parametrize("script", [True, False])
def test_a_first_factor_and_then_ones_own_page(visitor: Visitors, script: bool) -> None:
    user = as_guardian(make_user("Anna", password=PASSWORD))
    anna = visitor(script=script)
    codes = enrols(anna, user)
    anna.opens("/inloggen/beveiliging/")
    anna.reads("mijn telefoon")
    anna.clicks("Nieuwe herstelcodes maken")
    anna.clicks("Ik heb de codes bewaard", "button")
    anna.clicks("App toevoegen")
    anna.page.get_by_label("Code").fill(code_for(key_on(anna.page.content())))
    anna.clicks("Toevoegen", "button")
    anna.clicks("Verwijderen")
    anna.clicks("Verwijderen", "button")
    assert (len(codes), AuthenticatorApp.objects.count()) == (10, 1)


def test_another_way_and_a_mistake(visitor: Visitors, account: Callable[[User], User]) -> None:
    user = account(make_user("Anna"))
    codes = CodeList.objects.get(user=user).codes
    anna = visitor()
    anna.signs_in(user)
    anna.opens("/inloggen/bevestigen/?next=/inloggen/beveiliging/")
    anna.page.get_by_label("Code").fill("000000")
    anna.clicks("Bevestigen", "button")
    anna.clicks("Gebruik een herstelcode")
    no_more_waiting()
    app = AuthenticatorApp.objects.get(user=user)
    anna.page.get_by_label("Herstelcode").fill(app.code_now(time.time()))
    anna.clicks("Bevestigen", "button")
    anna.reads("App met codes")
    assert codes.filter(used_at=None).count() == 10
