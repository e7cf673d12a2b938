"""Passkeys: signing in with one, alone and as the second step, and once more."""

import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from portal.audit.models import Event
from portal.people.models import User
from portal.signin import fresh
from portal.signin.models import Attempt, AuthenticatorApp, CodeList, Passkey
from portal.signin.rules import WRONG_FROM_ADDRESS
from portal.signin.rules.passkeys import BEGUN_FROM_ADDRESS
from tests.signin.authenticator import HOME, Authenticator
from tests.signin.conftest import CODE, LOGIN, is_inside, type_password
from tests.signin.passkeys import BEGIN, ENTER, asked, passkey_of, say, shown


@pytest.fixture
def device() -> Authenticator:
    """A telephone."""
    return Authenticator()


@pytest.fixture
def passkey(anna: User, device: Authenticator) -> Passkey:
    """The passkey of Anna on it."""
    return passkey_of(anna, device)


def test_a_passkey_alone_opens_the_door(
    client: Client, anna: User, device: Authenticator, passkey: Passkey
) -> None:
    answer = shown(client, device, "login", to="/kamer/")
    assert (answer.status_code, answer.json()) == (200, {"to": "/kamer/"})
    assert is_inside(client)
    assert client.session["otp_device_id"] == passkey.persistent_id
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_the_question_for_strangers_names_nobody(client: Client, passkey: Passkey) -> None:
    options = asked(client, "login")
    assert (options["allowCredentials"], options["userVerification"]) == ([], "required")
    assert options["rpId"] == HOME


def test_a_passkey_is_the_second_step(
    client: Client, app: AuthenticatorApp, device: Authenticator, anna: User
) -> None:
    passkey = passkey_of(anna, device, is_first=False)
    type_password(client)
    assert "Verder met een passkey" in client.get(CODE).content.decode()
    answer = shown(client, device, "code")
    assert answer.json() == {"to": "/"}
    assert is_inside(client)
    assert client.session["otp_device_id"] == passkey.persistent_id


def test_the_second_step_offers_a_passkey_to_who_has_one(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    assert "data-passkey" not in client.get(CODE).content.decode()
    passkey_of(anna, Authenticator(), is_first=False)
    type_password(client)
    assert 'data-passkey="code"' in client.get(CODE).content.decode()


@pytest.mark.parametrize("ceremony", ["login", "code"])
def test_without_recovery_codes_one_gets_those_first(
    client: Client, device: Authenticator, passkey: Passkey, ceremony: str
) -> None:
    CodeList.objects.all().delete()
    type_password(client)
    assert shown(client, device, ceremony).json() == {"to": "/inloggen/herstelcodes/"}
    assert not is_inside(client)
    client.get("/inloggen/herstelcodes/")
    assert client.post("/inloggen/herstelcodes/").headers["Location"] == "/"
    assert is_inside(client)
    assert client.session["otp_device_id"] == passkey.persistent_id


def test_signing_in_starts_the_clocks_and_remembers_the_device(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    options = asked(client, "login")
    before = client.session.session_key
    answer = say(client, ENTER, ceremony="login", answer=device.sign(options))
    assert "known" in answer.cookies
    assert client.session.session_key != before
    assert {"visit", fresh.KEY} <= set(client.session.keys())
    assert "passkey_ceremony" not in client.session


def test_a_login_that_waited_for_somebody_else_is_gone(
    client: Client, anna: User, device: Authenticator, passkey: Passkey
) -> None:
    User.objects.create_user("bert", "een heel lang wachtwoord")
    type_password(client, "bert")
    shown(client, device, "login")
    assert client.session["_auth_user_id"] == str(anna.pk)
    assert "account_login" not in client.session


@pytest.mark.parametrize(
    "to", ["https://kwaad.example", "//kwaad.example", "javascript:x", "/\\k", 7]
)
def test_nobody_is_sent_to_another_site(
    client: Client, device: Authenticator, passkey: Passkey, to: object
) -> None:
    assert shown(client, device, "login", to=to).json() == {"to": "/"}


def test_a_passkey_makes_a_session_fresh_again(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    shown(client, device, "login")
    session = client.session
    session[fresh.KEY] = 0
    session.save()
    answer = shown(client, device, "confirm", to="/straat/")
    assert answer.json() == {"to": "/straat/"}
    assert client.session.session_key != session.session_key
    assert client.session[fresh.KEY] > time.time() - 60
    assert Event.objects.filter(verb="signin.confirmed").count() == 1


def test_the_same_session_stays_in_the_list(
    client: Client, anna: User, device: Authenticator, passkey: Passkey
) -> None:
    shown(client, device, "login")
    shown(client, device, "confirm")
    kept = list(UserSession.objects.values_list("session_key", flat=True))
    assert kept == [client.session.session_key]


def test_the_log_says_which_passkey_and_no_name(
    client: Client, anna: User, device: Authenticator, passkey: Passkey
) -> None:
    shown(client, device, "login")
    row = Event.objects.get(verb="signin.succeeded")
    assert (row.actor_id, row.facts) == (anna.pk, {"device": passkey.pk, "kind": "passkey"})
    assert "nna" not in str(list(Event.objects.values()))


def test_the_pages_show_nothing_without_script(client: Client, passkey: Passkey) -> None:
    page = client.get(LOGIN).content.decode()
    form = page[page.index('action="/passkey/"') :]
    assert " hidden " in form[: form.index(">")]
    assert 'src="/static/face/passkey.js" defer' in page


def test_answers_are_kept_by_no_browser(client: Client, passkey: Passkey) -> None:
    for url in (BEGIN, ENTER):
        assert say(client, url, ceremony="login").headers["Cache-Control"] == "no-store"
        assert client.get(url).status_code == 405


@pytest.mark.parametrize("url", [BEGIN, ENTER])
def test_a_forged_post_is_refused(url: str, db: None) -> None:
    assert say(Client(enforce_csrf_checks=True), url, ceremony="login").status_code == 403


def test_right_passkeys_are_not_counted(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    shown(client, device, "login")
    rows = Attempt.objects.filter(scope=WRONG_FROM_ADDRESS.scope)
    assert set(rows.values_list("count", flat=True)) == {0}


def test_a_flood_of_wrong_ones_from_one_address_is_stopped_for_an_hour(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    for _ in range(3):
        shown(client, Authenticator(), "login")
    counters = Attempt.objects.filter(scope=WRONG_FROM_ADDRESS.scope)
    assert counters.get().count == 3
    counters.update(count=WRONG_FROM_ADDRESS.most)
    assert shown(client, device, "login").status_code == 400
    assert not is_inside(client)


def test_a_flood_of_questions_from_one_address_is_stopped(client: Client, db: None) -> None:
    asked(client, "login")
    Attempt.objects.filter(scope=BEGUN_FROM_ADDRESS.scope).update(count=BEGUN_FROM_ADDRESS.most)
    assert say(client, BEGIN, ceremony="login").status_code == 400


def test_a_withdrawn_passkey_is_out_at_its_next_request(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    shown(client, device, "login")
    passkey.delete()
    assert not is_inside(client)


@pytest.mark.parametrize("name", ["", "kwaad", None, 5, ["login"], "add"])
def test_a_question_for_something_else_leads_to_the_door(
    client: Client, db: None, name: Any
) -> None:
    assert say(client, BEGIN, ceremony=name).headers["Location"] == LOGIN
