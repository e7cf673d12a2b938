"""A passkey in a real browser, with a device that Chromium plays itself."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import CDPSession, expect
from pytest_django.live_server_helper import LiveServer

from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.models import AuthenticatorApp, CodeList, Passkey
from tests.browser.conftest import PASSWORD, Visitor
from tests.cast import Cast

Visitors = Callable[..., Visitor]
Ready = Callable[[User], User]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
MAKE, ALONE, BESIDE = (
    "Passkey maken op dit apparaat",
    "Inloggen met een passkey",
    "Verder met een passkey",
)


@pytest.fixture(autouse=True)
def _home(settings: Any, live_server: LiveServer) -> None:
    """The same host for page and passkey."""
    settings.OTP_WEBAUTHN_RP_ID = "localhost"
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [live_server.url]


class Device:
    """The telephone that this browser runs on."""

    def __init__(self, visitor: Visitor) -> None:
        self.talk: CDPSession = visitor.page.context.new_cdp_session(visitor.page)
        self.talk.send("WebAuthn.enable")
        made = self.talk.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.number = made["authenticatorId"]

    def knows_its_owner(self, *, does: bool) -> None:
        """Whether the finger on it is the right one."""
        facts = {"authenticatorId": self.number, "isUserVerified": does}
        self.talk.send("WebAuthn.setUserVerified", facts)


def _makes_one(visitor: Visitor, user: User) -> Device:
    device = Device(visitor)
    visitor.signs_in(user)
    visitor.opens("/inloggen/beveiliging/")
    visitor.follows(visitor.page.get_by_role("button", name=MAKE))
    visitor.looks()
    return device


def _types_password(visitor: Visitor, user: User) -> None:
    visitor.opens("/inloggen/")
    visitor.page.get_by_label("Inlognaam of e-mailadres").fill(user.sign_in_name)
    visitor.page.get_by_label("Wachtwoord").fill(PASSWORD)
    visitor.clicks("Verder", "button")


def _presses(visitor: Visitor, button: str, *, to: str) -> None:
    visitor.page.get_by_role("button", name=button).click()
    visitor.page.wait_for_url(visitor.address + to)
    visitor.looks()


def _hears(visitor: Visitor, words: str) -> None:
    visitor.page.get_by_role("status").filter(has_text=words).wait_for()


def test_a_passkey_is_made_and_then_opens_the_door_without_a_password(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    _makes_one(fatima, account(cast.fatima))
    assert Passkey.objects.get(user=cast.fatima).discoverable
    fatima.clicks("Uitloggen", "button")
    fatima.opens("/inloggen/?next=/verzoeken/")
    _presses(fatima, ALONE, to="/verzoeken/")
    fatima.clicks("Uitloggen", "button")
    _types_password(fatima, cast.fatima)
    _presses(fatima, BESIDE, to="/")
    fatima.opens("/inloggen/bevestigen/")
    _presses(fatima, BESIDE, to="/inloggen/beveiliging/")


def test_one_device_makes_one_passkey(cast: Cast, visitor: Visitors, account: Ready) -> None:
    fatima = visitor()
    _makes_one(fatima, account(cast.fatima))
    fatima.page.get_by_role("button", name=MAKE).click()
    _hears(fatima, "Dit apparaat heeft al een passkey voor dit account.")
    fatima.looks()
    assert Passkey.objects.count() == 1


def test_a_first_passkey_is_made_in_the_login_itself(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima, user = visitor(), account(cast.fatima)
    AuthenticatorApp.objects.all().delete()
    CodeList.objects.all().delete()
    User.objects.filter(pk=user.pk).update(email_proven_at=timezone.now())
    Device(fatima)
    _types_password(fatima, user)
    fatima.clicks("Stuur mij een code", "button")
    code = re.findall(r"[0-9-]{8,}", Message.objects.latest("pk").body)[0]
    fatima.page.get_by_label("Code").fill(code)
    fatima.clicks("Verder", "button")
    _presses(fatima, MAKE, to="/inloggen/herstelcodes/")
    fatima.clicks("Ik heb de codes bewaard", "button")
    assert Passkey.objects.get(user=user).name == "Computer"
    fatima.clicks("Uitloggen", "button")
    fatima.opens("/inloggen/")
    _presses(fatima, ALONE, to="/")


def test_the_wrong_finger_opens_nothing_and_the_page_says_so(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor()
    device = _makes_one(fatima, account(cast.fatima))
    fatima.clicks("Uitloggen", "button")
    fatima.opens("/inloggen/")
    device.knows_its_owner(does=False)
    fatima.page.get_by_role("button", name=ALONE).click()
    _hears(fatima, "Er is geen passkey gebruikt.")
    fatima.looks()
    device.knows_its_owner(does=True)
    _presses(fatima, ALONE, to="/")


def test_without_script_there_is_no_button_and_the_code_still_opens(
    cast: Cast, visitor: Visitors, account: Ready
) -> None:
    fatima = visitor(script=False)
    fatima.opens("/inloggen/")
    expect(fatima.page.get_by_role("button", name=ALONE)).not_to_be_visible()
    fatima.signs_in(account(cast.fatima))
    fatima.opens("/inloggen/beveiliging/")
    expect(fatima.page.get_by_role("button", name=MAKE)).not_to_be_visible()


@pytest.mark.django_db(transaction=True)
def test_nothing_jumps_when_the_script_shows_the_passkey(visitor: Visitors) -> None:
    anna = visitor()
    anna.opens("/inloggen/")
    form, below = anna.page.locator("[data-passkey]"), anna.page.get_by_text("Wachtwoord vergeten?")
    place = below.bounding_box()
    form.evaluate("form => { form.hidden = true; }")
    expect(form).not_to_be_visible()
    assert below.bounding_box() == place
