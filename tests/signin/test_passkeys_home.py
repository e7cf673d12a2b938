"""Passkeys belong to one domain: the check of the settings says so before it is too late."""

import inspect
from importlib.metadata import version
from typing import Any

import pytest
from django.urls import NoReverseMatch, reverse
from django_otp_webauthn.helpers import WebAuthnHelper

from portal.signin.checks import passkeys_have_a_home
from portal.signin.rules.passkeys import is_telephone, tidy_name


@pytest.mark.parametrize(
    "home, origin, debug, found",
    [
        ("portaal.example.org", "https://portaal.example.org", False, []),
        ("example.org", "https://portaal.example.org", False, []),
        ("localhost", "http://localhost:8000", True, []),
        ("localhost", "http://localhost:8000", False, ["signin.W001"]),
        ("example.org", "https://kwaadexample.org", False, ["signin.E001"]),
        ("portaal.example.org", "https://example.org", False, ["signin.E001"]),
        ("localhost", "https://portaal.example.org", False, ["signin.W001", "signin.E001"]),
    ],
)
def test_a_wrong_domain_is_told(
    settings: Any, home: str, origin: str, debug: bool, found: list[str]
) -> None:
    settings.OTP_WEBAUTHN_RP_ID, settings.DEBUG = home, debug
    settings.OTP_WEBAUTHN_ALLOWED_ORIGINS = [origin]
    assert [message.id for message in passkeys_have_a_home()] == found


@pytest.mark.parametrize(
    "agent, telephone",
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 20_0 like Mac OS X)", True),
        ("Mozilla/5.0 (Linux; Android 16; Pixel 9)", True),
        ("Mozilla/5.0 (iPad; CPU OS 16_0)", True),
        ("Mozilla/5.0 (Windows NT 10.0; Win64; x64)", False),
        ("", False),
    ],
)
def test_a_telephone_is_known_by_its_browser(agent: str, telephone: bool) -> None:
    assert is_telephone(agent) is telephone


@pytest.mark.parametrize(
    "typed, kept", [("", ""), (" a\t\nb ", "a b"), ("\0\u202e", ""), ("é" * 70, "é" * 64)]
)
def test_a_name_is_one_short_line(typed: str, kept: str) -> None:
    assert tidy_name(typed) == kept


def test_the_package_is_the_one_that_was_read() -> None:
    assert version("django-otp-webauthn").startswith("0.10.")
    assert version("webauthn").startswith("3.0.")
    complete = list(inspect.signature(WebAuthnHelper.authenticate_complete).parameters)
    assert complete == ["self", "user", "state", "data"]
    register = list(inspect.signature(WebAuthnHelper.register_complete).parameters)
    assert register == ["self", "user", "state", "data"]


@pytest.mark.parametrize("name", ["authentication", "registration"])
def test_the_doors_of_the_package_itself_stay_shut(name: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(f"otp_webauthn:credential-{name}-begin")
