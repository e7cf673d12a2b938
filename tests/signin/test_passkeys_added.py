"""Passkeys: making the first one, another one, and taking one away."""

import time
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from portal.signin import fresh, stages
from portal.signin.actions.passkeys import PasskeyRefused, add_passkey
from portal.signin.models import AuthenticatorApp, Passkey
from portal.signin.passkeys import begin, take
from portal.signin.rules.passkeys import MOST_PASSKEYS, Ceremony
from tests.builders import make_user
from tests.signin import urls
from tests.signin.authenticator import PRESENT, Authenticator, Json
from tests.signin.conftest import (
    LOGIN,
    PASSWORD,
    is_inside,
    right_code,
    type_code,
    type_password,
)
from tests.signin.passkeys import (
    ADD,
    BEGIN_ADDING,
    hostile,
    made,
    passkey_of,
    request_of,
    say,
    shown,
)
from tests.tools.together import together


@login_not_required
def letter(request: HttpRequest, proof: str) -> HttpResponse:
    """A login that begins with a letter, as the invitation does it."""
    return stages.begin(request, User.objects.get(sign_in_name="anna"), to="", proof=proof)


urlpatterns = [path("brief/<str:proof>/", letter), *urls.urlpatterns]


@pytest.fixture(autouse=True)
def _pages(_own_house: None, settings: Any) -> None:
    settings.ROOT_URLCONF = __name__


@pytest.fixture
def device() -> Authenticator:
    """Anna's telephone."""
    return Authenticator()


@pytest.fixture
def inside(client: Client, app: AuthenticatorApp) -> Client:
    """Anna, signed in with her app a moment ago."""
    type_password(client)
    type_code(client, right_code(app))
    return client


def _not_fresh(client: Client) -> None:
    session = client.session
    session[fresh.KEY] = int(time.time()) - 300
    session.save()


def test_who_is_signed_in_makes_a_passkey(
    inside: Client, anna: User, device: Authenticator
) -> None:
    assert made(inside, device, to="/kamer/").json() == {"to": "/kamer/"}
    passkey = Passkey.objects.get(user=anna)
    assert (passkey.name, passkey.confirmed, passkey.discoverable) == ("Computer", True, True)
    inside.post("/uitloggen/")
    shown(inside, device, "login")
    assert is_inside(inside)


def test_the_device_must_keep_the_key_and_check_its_owner(inside: Client) -> None:
    options = say(inside, BEGIN_ADDING).json()
    wanted = options["authenticatorSelection"]
    assert (wanted["userVerification"], wanted["residentKey"]) == ("required", "required")
    assert (options["attestation"], options["rp"]["id"]) == ("none", "localhost")


def test_this_session_goes_on_and_all_others_end(
    inside: Client, anna: User, app: AuthenticatorApp, device: Authenticator
) -> None:
    other = Client()
    type_password(other)
    AuthenticatorApp.objects.update(last_step=-1)
    type_code(other, right_code(app))
    assert is_inside(other)
    made(inside, device)
    assert is_inside(inside)
    assert not is_inside(other)
    kept = UserSession.objects.filter(session_key=inside.session.session_key)
    assert kept.count() == 1


def test_the_owner_gets_mail_without_content(
    inside: Client, anna: User, device: Authenticator
) -> None:
    User.objects.update(email="anna@example.org")
    made(inside, device)
    mail = Message.objects.get(kind="signin.changed")
    assert mail.to == "anna@example.org"
    assert "passkey" not in (mail.subject + mail.body).lower()


def test_the_log_knows_the_passkey_by_number(
    inside: Client, anna: User, device: Authenticator
) -> None:
    made(inside, device, name="Telefoon van Anna")
    row = Event.objects.get(verb="signin.passkey_added")
    assert row.facts == {"device": Passkey.objects.get().pk, "first": False}
    assert "Telefoon" not in str(list(Event.objects.values()))


@pytest.mark.parametrize(
    "agent, typed, name",
    [
        ("Mozilla/5.0 (iPhone; CPU)", "", "Telefoon"),
        ("Mozilla/5.0 (Linux; Android 16)", "  ", "Telefoon"),
        ("Mozilla/5.0 (X11; Linux)", "", "Computer"),
        ("", "Mijn\0 \n laptop \u202e", "Mijn laptop"),
        ("", "a" * 200, "a" * 64),
    ],
)
def test_a_passkey_has_a_name(
    inside: Client, device: Authenticator, agent: str, typed: str, name: str
) -> None:
    inside.defaults["HTTP_USER_AGENT"] = agent
    made(inside, device, name=typed)
    assert Passkey.objects.get().name == name


def test_a_factor_shown_long_ago_is_asked_again(inside: Client, device: Authenticator) -> None:
    options = say(inside, BEGIN_ADDING).json()
    _not_fresh(inside)
    for url in (BEGIN_ADDING, ADD):
        answer = say(inside, url, answer=device.make(options), to="/kamer/")
        assert answer.status_code == 403
        assert answer.json() == {"to": "/inloggen/bevestigen/?next=%2Fkamer%2F"}
    assert not Passkey.objects.exists()


def test_strangers_make_none(client: Client, db: None) -> None:
    for url in (BEGIN_ADDING, ADD):
        assert say(client, url).headers["Location"] == LOGIN


@pytest.mark.parametrize("proof", ["letter", "mail"])
def test_a_first_passkey_after_the_letter_or_the_mailbox(
    client: Client, anna: User, device: Authenticator, proof: str
) -> None:
    client.get(f"/brief/{proof}/")
    assert made(client, device).json() == {"to": "/inloggen/herstelcodes/"}
    assert not is_inside(client)
    client.get("/inloggen/herstelcodes/")
    client.post("/inloggen/herstelcodes/")
    assert is_inside(client)
    assert client.session["otp_device_id"] == Passkey.objects.get(user=anna).persistent_id


def test_a_bare_password_makes_no_first_passkey(client: Client, anna: User) -> None:
    type_password(client)
    for url in (BEGIN_ADDING, ADD):
        assert say(client, url).headers["Location"] == LOGIN


def test_the_letter_adds_nothing_to_an_account_with_a_factor(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    client.get("/brief/mail/")
    for url in (BEGIN_ADDING, ADD):
        assert say(client, url).headers["Location"] == LOGIN
    assert not Passkey.objects.exists()


def test_a_factor_made_meanwhile_stops_the_first_passkey(
    client: Client, anna: User, device: Authenticator
) -> None:
    client.get("/brief/mail/")
    options = say(client, BEGIN_ADDING).json()
    passkey_of(anna, Authenticator())
    answer = say(client, ADD, answer=device.make(options))
    assert answer.headers["Location"] == LOGIN
    assert Passkey.objects.count() == 1


WRONG = {
    "another site": ("origin", "https://kwaad.example"),
    "another home": ("home", "kwaad.example"),
    "owner not checked": ("flags", PRESENT),
    "longest name": ("pk", b"a" * 60_000),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_a_bad_answer_makes_no_passkey(inside: Client, device: Authenticator, wrong: str) -> None:
    setattr(device, *WRONG[wrong])
    assert made(inside, device).status_code == 400
    assert not Passkey.objects.exists()
    assert is_inside(inside)


def test_nonsense_makes_no_passkey_and_is_never_an_error(
    inside: Client, device: Authenticator
) -> None:
    sample = {"challenge": "", "user": {"id": ""}}
    for at in range(len(hostile(device.make(sample)))):
        bad = hostile(device.make(say(inside, BEGIN_ADDING).json()))[at]
        assert say(inside, ADD, answer=bad).status_code == 400, bad


def test_a_count_too_long_for_a_column_is_no_error(inside: Client, device: Authenticator) -> None:
    device.count = 2**32 - 1
    assert made(inside, device).status_code in {200, 400}  # PostgreSQL's column is shorter
    assert is_inside(inside)


def test_a_question_makes_one_passkey(inside: Client, device: Authenticator) -> None:
    options = say(inside, BEGIN_ADDING).json()
    say(inside, ADD, answer=device.make(options))
    assert say(inside, ADD, answer=Authenticator().make(options)).status_code == 400
    assert Passkey.objects.count() == 1


def test_a_question_for_entering_makes_none(inside: Client, device: Authenticator) -> None:
    options = say(inside, "/passkey/begin/", ceremony="confirm").json()
    fake = {**options, "user": {"id": "AAAA"}}
    assert say(inside, ADD, answer=device.make(fake)).status_code == 400


def test_the_passkey_of_somebody_else_is_not_taken_over(
    inside: Client, anna: User, device: Authenticator
) -> None:
    theirs = Authenticator()
    passkey_of(make_user("Bert"), theirs)
    device.pk = theirs.pk
    assert made(inside, device).status_code == 400
    assert not Passkey.objects.filter(user=anna).exists()


def test_a_device_makes_no_second_one(inside: Client, device: Authenticator) -> None:
    made(inside, device)
    options = say(inside, BEGIN_ADDING).json()
    assert len(options["excludeCredentials"]) == 1
    assert made(inside, device).status_code == 400


def test_nobody_has_more_than_ten(inside: Client) -> None:
    statuses = [made(inside, Authenticator()).status_code for _ in range(MOST_PASSKEYS + 1)]
    assert statuses == [200] * MOST_PASSKEYS + [400]


def test_a_post_from_another_site_makes_none(inside: Client) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = inside.cookies
    for url in (BEGIN_ADDING, ADD):
        assert say(strict, url).status_code == 403


def test_a_removed_passkey_opens_nothing(inside: Client, anna: User, device: Authenticator) -> None:
    made(inside, device)
    page = inside.get("/inloggen/beveiliging/").content.decode()
    assert "Computer" in page
    url = f"/inloggen/beveiliging/passkey/{Passkey.objects.get().pk}/verwijderen/"
    assert inside.post(url).status_code == 302
    assert not Passkey.objects.exists()
    assert shown(Client(), device, "login").status_code == 400


@pytest.mark.django_db(transaction=True)
def test_of_twenty_first_passkeys_at_once_one_is_made() -> None:
    user = make_user("Anna", password=PASSWORD)
    request = request_of()
    options: Json = begin(request, Ceremony.ADD, user, now=100)
    question = take(request.session, Ceremony.ADD, user, now=100)
    way: Any = {"request": request, "asked": question, "name": "x", "is_first": True}

    def makes() -> bool:
        try:
            add_passkey(user, Authenticator().make(options), **way)
        except PasskeyRefused:
            return False
        return True

    assert together(20, makes).count(True) == 1
    assert Passkey.objects.count() == 1
