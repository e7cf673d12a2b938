"""Attacks on what a request says of itself: its host, its address, its session and cookies."""

import runpy
import time
from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from portal.outbox.models import Message
from portal.people.models import User
from portal.signin.actions import issue_authenticator
from portal.signin.actions.factors import issue_codes
from portal.signin.models import Attempt, AuthenticatorApp
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes
from tests.builders import make_user
from tests.cast import Cast
from tests.doors import DOORS

PASSWORD = "een heel lang wachtwoord"
EVIL = "kwaad.example"
SETTINGS = Path(__file__).resolve().parents[2] / "portal" / "settings.py"
COOKIES = ("SESSION_COOKIE", "CSRF_COOKIE", "LANGUAGE_COOKIE")


@pytest.fixture
def anna(db: None) -> User:
    """Somebody with a password and an app."""
    anna = make_user("Anna", password=PASSWORD)
    issue_authenticator(anna, by=None)
    return anna


def sign_in(client: Client, **headers: str) -> Any:
    typed = {"name": "anna", "password": PASSWORD}
    return client.post(reverse("signin:login"), typed, headers=headers)


@pytest.mark.parametrize(
    "host", [EVIL, f"{EVIL}:80", f"testserver.{EVIL}", f"testserver@{EVIL}", ""]
)
def test_a_forged_host_is_no_request_of_ours(anna: User, host: str) -> None:
    for client_answer in (
        Client().get(reverse("signin:login"), headers={"host": host or "/"}),
        sign_in(Client(), host=host or "/"),
    ):
        assert client_answer.status_code == 400
        assert EVIL not in client_answer.text
    assert not Message.objects.exists()
    assert not Attempt.objects.exists()


@pytest.mark.parametrize("name", sorted(DOORS))
def test_no_door_repeats_a_forwarded_host(name: str, cast: Cast, today: Any) -> None:
    url = reverse(name, kwargs=DOORS[name].keys(cast, today))
    for header in ("x-forwarded-host", "x-host", "forwarded"):
        answer: Any = Client().get(url, headers={header: f"host={EVIL}"})
        assert EVIL.encode() not in answer.content
        assert EVIL not in str(answer.headers)


def test_a_mail_leads_to_our_own_address_whatever_host_was_asked(
    cast: Cast, client_of: Any, settings: Any
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    browser = client_of(cast.fatima)
    url = reverse("consent:choose", kwargs=DOORS["consent:choose"].keys(cast, localdate()))
    said = {"answer": "ja", "version": 1, "language": "nl"}
    browser.post(url, said, headers={"host": EVIL, "x-forwarded-host": EVIL})
    mails = [f"{mail.subject} {mail.body}" for mail in Message.objects.all()]
    assert mails
    assert all(settings.PORTAL_URL in mail and EVIL not in mail for mail in mails)


@pytest.mark.parametrize("told", ["203.0.113.5", "", "x", "x, y", ", ,", "1.2.3.4.5, a"])
def test_proxies_that_do_not_fit_the_settings_are_no_error(
    anna: User, settings: Any, told: str
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    answer = sign_in(Client(raise_request_exception=False), **{"x-forwarded-for": told})
    assert answer.status_code == (302 if told == "" else 400)


def test_a_forged_forwarded_address_does_not_win(anna: User, settings: Any) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 2
    for forged in ("198.51.100.1", "198.51.100.2"):
        told = f"{forged}, 203.0.113.5, 192.0.2.1"
        Client().post(
            reverse("signin:login"),
            {"name": "anna", "password": "fout"},
            headers={"x-forwarded-for": told},
        )
    assert list(Attempt.objects.filter(scope="address").values_list("count", flat=True)) == [2]


def test_a_session_that_was_planted_is_not_the_one_that_signs_in(anna: User) -> None:
    client, thief = Client(), Client()
    planted = thief.session
    planted["x"] = 1
    planted.save()
    client.cookies["sessionid"] = planted.session_key or ""
    sign_in(client)
    waiting = client.session.session_key
    app = app_of(anna)
    issue_codes(anna, ListKind.RECOVERY, fresh_codes(10), by=None)
    client.post(reverse("signin:code"), {"code": app.code_now(time.time())})
    assert len({planted.session_key, waiting, client.session.session_key}) == 3
    thief.cookies["sessionid"] = planted.session_key or ""
    assert thief.get("/").status_code == 302


def test_a_session_key_that_we_never_gave_is_not_taken(anna: User) -> None:
    client = Client()
    client.cookies["sessionid"] = "a" * 32
    sign_in(client)
    assert client.session.session_key != "a" * 32


def app_of(user: User) -> AuthenticatorApp:
    app: AuthenticatorApp = AuthenticatorApp.objects.get(user=user)
    return app


@pytest.fixture
def https(monkeypatch: pytest.MonkeyPatch, settings: Any) -> dict[str, Any]:
    """The settings as they are behind HTTPS, in force for the cookies."""
    monkeypatch.setenv("HTTPS", "1")
    found: dict[str, Any] = runpy.run_path(str(SETTINGS))
    for name, value in found.items():
        if name.startswith(COOKIES) or name.startswith("SECURE_"):
            setattr(settings, name, value)
    return found


def test_cookies_behind_https_are_for_this_host_and_for_no_script(
    anna: User, https: dict[str, Any]
) -> None:
    client = Client()
    client.get(reverse("signin:login"), secure=True)
    typed = {"name": "anna", "password": PASSWORD}
    client.post(reverse("signin:login"), typed, secure=True)
    client.post(reverse("signin:code"), {"code": app_of(anna).code_now(time.time())}, secure=True)
    assert {"__Host-sessionid", "__Host-csrftoken", "__Host-known"} == set(client.cookies)
    for cookie in client.cookies.values():
        assert cookie["secure"]
        assert cookie["httponly"]
        assert (cookie["samesite"], cookie["path"], cookie["domain"]) == ("Lax", "/", "")


def test_without_https_one_is_sent_to_it(anna: User, https: dict[str, Any]) -> None:
    answer: Any = Client().get(reverse("signin:login"))
    assert answer.status_code == 301
    assert answer.headers["Location"] == "https://testserver/inloggen/"
    safe: Any = Client().get(reverse("signin:login"), secure=True)
    assert "max-age=31536000" in safe.headers["Strict-Transport-Security"]


def test_nobody_says_https_but_a_trusted_proxy(https: dict[str, Any]) -> None:
    answer: Any = Client().get("/inloggen/", headers={"x-forwarded-proto": "https"})
    assert answer.status_code == 301
