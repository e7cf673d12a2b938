"""From the letter to the home page, and one's own e-mail address, on a telephone of 360 px."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from portal.people.models import User
from portal.signin.models import AuthenticatorApp
from tests.browser.conftest import PASSWORD, Visitor
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast, make_cast
from tests.invite import mailed_code, make_letter, make_unknown
from tests.signin.people import as_guardian
from tests.signin.test_enrol import code_for, key_on

pytestmark = pytest.mark.django_db(transaction=True)
Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    """The cast on the real day."""
    return make_cast(timezone.localdate())


def enrols(visitor: Visitor) -> None:
    """The app, and the recovery codes."""
    visitor.page.get_by_label("Code").fill(code_for(key_on(visitor.page.content())))
    visitor.clicks("Verder", "button")
    visitor.clicks("Ik heb de codes bewaard", "button")


def opens_letter(visitor: Visitor, cast: Cast, person: object) -> None:
    """Reference, code, password and an address."""
    letter = make_letter(person, cast.board, timezone.now(), timezone.localdate())  # type: ignore[arg-type]
    visitor.opens("/activeren/")
    visitor.page.get_by_label("Kenmerk").fill(letter[0].reference)
    visitor.page.get_by_label("Code", exact=True).fill(letter[1])
    visitor.clicks("Verder", "button")
    visitor.page.get_by_label("Wachtwoord").fill(PASSWORD)
    visitor.page.get_by_label("E-mailadres").fill("anna@example.org")
    visitor.clicks("Account openen", "button")


@pytest.mark.parametrize("script", [True, False])
def test_from_the_letter_to_the_home_page(visitor: Visitors, cast: Cast, script: bool) -> None:
    guardian = make_unknown(cast.board, "Anna")
    tie(guardian, cast.noor)
    anna = visitor(script=script)
    opens_letter(anna, cast, guardian)
    enrols(anna)
    anna.page.get_by_label("Code").fill("0000-0000")
    anna.clicks("Bevestigen", "button")
    anna.reads("Vraag een nieuwe code aan.")
    anna.page.get_by_label("Code").fill(mailed_code())
    anna.clicks("Bevestigen", "button")
    anna.reads("Het e-mailadres is bevestigd.")
    expect(anna.page).to_have_url(f"{anna.address}/")
    assert User.objects.get(email="anna@example.org").email_proven_at


def test_a_pupil_is_called_je_and_may_do_the_address_later(visitor: Visitors, cast: Cast) -> None:
    kim = make_pupil(cast.vo, "Kim", timezone.localdate().replace(year=2008, day=1))
    visits = visitor()
    opens_letter(visits, cast, kim)
    visits.reads("Kies je tweede stap")
    enrols(visits)
    visits.clicks("Dit doe ik later")
    visits.opens("/inloggen/beveiliging/")
    visits.reads("Hiermee laat je zien dat jij het bent.")
    visits.clicks("E-mailadres toevoegen")
    visits.clicks("Code invullen")
    visits.reads("Daarna kun je er ook mee inloggen.")
    visits.page.get_by_label("Code").fill(mailed_code())
    visits.clicks("Bevestigen", "button")
    visits.reads("anna@example.org")


@pytest.mark.parametrize("desk", [False, True])
def test_an_address_is_changed_and_given_up(visitor: Visitors, account: Ready, desk: bool) -> None:
    user = as_guardian(account(make_user("Anna")))
    anna = visitor(desk=desk)
    anna.signs_in(user)
    anna.opens("/inloggen/beveiliging/")
    anna.reads("Bevestigd")
    anna.clicks("E-mailadres veranderen")
    anna.page.get_by_label("Nieuw e-mailadres").fill("anna")
    anna.clicks("Stuur een code", "button")
    anna.page.get_by_label("Nieuw e-mailadres").fill("nieuw@example.org")
    anna.clicks("Stuur een code", "button")
    anna.reads("Wij stuurden een e-mail naar nieuw@example.org.")
    anna.page.get_by_label("Code").fill(mailed_code())
    anna.clicks("Bevestigen", "button")
    anna.reads("nieuw@example.org")
    anna.clicks("E-mailadres veranderen")
    anna.clicks("E-mailadres weghalen")
    anna.clicks("Weghalen", "button")
    anna.reads("Er is geen e-mailadres bekend bij dit account.")


def test_every_mistake_at_the_door_is_a_clear_page(visitor: Visitors, account: Ready) -> None:
    user = account(make_user("Anna"))
    anna = visitor()
    anna.opens("/inloggen/")
    anna.clicks("Verder", "button")
    anna.reads("Vul het wachtwoord in.")
    anna.page.get_by_label("Inlognaam of e-mailadres").fill(user.sign_in_name)
    anna.page.get_by_label("Wachtwoord").fill("een ander wachtwoord")
    anna.clicks("Verder", "button")
    anna.reads("Inloggen lukt niet met deze gegevens.")
    anna.page.get_by_label("Inlognaam of e-mailadres").fill(user.sign_in_name)
    anna.page.get_by_label("Wachtwoord").fill(PASSWORD)
    anna.clicks("Verder", "button")
    anna.page.get_by_label("Code").fill("000000")
    anna.clicks("Inloggen", "button")
    anna.reads("Wacht tot de app een nieuwe code laat zien.")
    anna.clicks("Gebruik een herstelcode")
    anna.page.get_by_label("Herstelcode").fill("00000-00000")
    anna.clicks("Inloggen", "button")
    anna.reads("Neem een andere code van de lijst")
    assert AuthenticatorApp.objects.get(user=user).last_used_at is None


def test_a_wrong_letter_and_a_forgotten_password(visitor: Visitors, cast: Cast) -> None:
    anna = visitor()
    anna.opens("/activeren/")
    anna.clicks("Verder", "button")
    anna.page.get_by_label("Kenmerk").fill("ZZZZ-ZZZZ")
    anna.page.get_by_label("Code", exact=True).fill("0000-0000-0000")
    anna.clicks("Verder", "button")
    anna.reads("Kijk goed op de brief.")
    anna.opens("/inloggen/wachtwoord/")
    anna.clicks("Stuur een link", "button")
    anna.page.get_by_label("Inlognaam of e-mailadres").fill("niemand")
    anna.clicks("Stuur een link", "button")
    anna.reads("Kijk in de e-mail")
    assert len(set(anna.seen)) >= 4
