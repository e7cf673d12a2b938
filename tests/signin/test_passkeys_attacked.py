"""Passkeys under attack: an answer opens one door, once, for its own account and our own site."""

import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.signin.actions.passkeys import enter_passkey
from portal.signin.models import Attempt, Passkey
from portal.signin.passkeys import KEY, NoCeremony, begin, take
from portal.signin.rules.passkeys import CEREMONY_HOLDS, Ceremony
from tests.builders import make_user
from tests.signin.authenticator import ORIGIN, PRESENT, VERIFIED, Authenticator, coded
from tests.signin.conftest import LOGIN, PASSWORD, is_inside, type_password
from tests.signin.passkeys import ENTER, asked, hostile, passkey_of, request_of, say, shown
from tests.tools.together import together


@pytest.fixture
def device() -> Authenticator:
    """Anna's telephone."""
    return Authenticator()


@pytest.fixture
def passkey(anna: User, device: Authenticator) -> Passkey:
    """The passkey of Anna on it."""
    return passkey_of(anna, device)


@pytest.fixture
def bert(db: None) -> User:
    """Somebody else."""
    return make_user("Bert", password=PASSWORD)


def test_an_answer_opens_once(client: Client, device: Authenticator, passkey: Passkey) -> None:
    answer = device.sign(asked(client, "login"))
    assert say(client, ENTER, ceremony="login", answer=answer).status_code == 200
    client.post("/uitloggen/")
    again = say(client, ENTER, ceremony="login", answer=answer)
    assert again.headers["Location"] == LOGIN
    assert not is_inside(client)


def test_an_answer_is_worth_nothing_in_another_browser(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    answer = device.sign(asked(client, "login"))
    thief = Client()
    asked(thief, "login")
    assert say(thief, ENTER, ceremony="login", answer=answer).status_code == 400
    assert not is_inside(thief)


def test_a_session_put_back_does_not_bring_the_question_back(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    options = asked(client, "login")
    kept = client.session[KEY]
    wrong = {**device.sign(options), "rawId": "AAAA"}
    assert say(client, ENTER, ceremony="login", answer=wrong).status_code == 400
    session = client.session
    session[KEY] = kept
    session.save()
    answer = say(client, ENTER, ceremony="login", answer=device.sign(options))
    assert answer.headers["Location"] == LOGIN
    assert not is_inside(client)


def test_a_wrong_answer_uses_the_question_up(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    options = asked(client, "login")
    say(client, ENTER, ceremony="login", answer={})
    answer = say(client, ENTER, ceremony="login", answer=device.sign(options))
    assert answer.headers["Location"] == LOGIN
    assert not is_inside(client)


@pytest.mark.parametrize("seconds, opens", [(CEREMONY_HOLDS - 2, True), (CEREMONY_HOLDS, False)])
def test_a_question_holds_five_minutes(
    client: Client, device: Authenticator, passkey: Passkey, seconds: int, opens: bool
) -> None:
    options = asked(client, "login")
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        say(client, ENTER, ceremony="login", answer=device.sign(options))
        assert is_inside(client) is opens


WRONG: dict[str, Callable[[Authenticator], None]] = {
    "another site": lambda it: setattr(it, "origin", "https://kwaad.example"),
    "a site that looks alike": lambda it: setattr(it, "origin", f"{ORIGIN}.kwaad.example"),
    "another port": lambda it: setattr(it, "origin", "http://localhost:8001"),
    "without https": lambda it: setattr(it, "origin", "http://portaal.example"),
    "another home": lambda it: setattr(it, "home", "kwaad.example"),
    "owner not checked": lambda it: setattr(it, "flags", PRESENT),
    "owner not there": lambda it: setattr(it, "flags", VERIFIED),
    "no flags": lambda it: setattr(it, "flags", 0),
    "another key": lambda it: setattr(it, "key", Authenticator().key),
    "unknown passkey": lambda it: setattr(it, "pk", b"0" * 32),
    "no name of an account": lambda it: setattr(it, "handle", b""),
    "name of another account": lambda it: setattr(it, "handle", b"0" * 64),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_an_answer_that_proves_nothing_opens_nothing(
    client: Client, device: Authenticator, passkey: Passkey, wrong: str
) -> None:
    WRONG[wrong](device)
    assert shown(client, device, "login").status_code == 400
    assert not is_inside(client)
    assert not Event.objects.filter(verb="signin.succeeded").exists()


def test_all_wrong_answers_look_alike(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    unknown = shown(client, Authenticator(), "login")
    device.flags = PRESENT
    unproven = shown(client, device, "login")
    User.objects.update(is_active=False)
    device.flags = PRESENT | VERIFIED
    closed = shown(client, device, "login")
    assert unknown.content == unproven.content == closed.content
    assert unknown.status_code == unproven.status_code == closed.status_code == 400


def test_an_answer_for_registering_is_no_answer_for_entering(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    options = asked(client, "login")
    twisted = {**options, "user": {"id": coded(device.handle)}}
    assert say(client, ENTER, ceremony="login", answer=device.make(twisted)).status_code == 400


def test_a_closed_account_stays_closed(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    options = asked(client, "login")
    User.objects.update(is_active=False)
    assert say(client, ENTER, ceremony="login", answer=device.sign(options)).status_code == 400
    assert not is_inside(client)


def test_an_unconfirmed_passkey_opens_nothing(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    Passkey.objects.update(confirmed=False)
    assert shown(client, device, "login").status_code == 400


def test_the_passkey_of_somebody_else_is_no_second_step(
    client: Client, bert: User, device: Authenticator, passkey: Passkey
) -> None:
    passkey_of(bert, Authenticator())
    type_password(client, "bert")
    assert shown(client, device, "code").status_code == 400
    assert not is_inside(client)
    assert Event.objects.filter(verb="signin.failed_passkey", subject_id=str(bert.pk)).exists()


def test_a_ceremony_begun_for_anna_is_not_finished_by_bert(
    client: Client, bert: User, device: Authenticator, passkey: Passkey
) -> None:
    theirs = Authenticator()
    passkey_of(bert, theirs)
    type_password(client)
    options = asked(client, "code")
    type_password(client, "bert")
    answer = say(client, ENTER, ceremony="code", answer=theirs.sign(options))
    assert answer.headers["Location"] == LOGIN
    assert not is_inside(client)


def test_a_ceremony_of_bert_does_not_let_anna_in_behind_his_password(
    client: Client, bert: User, device: Authenticator, passkey: Passkey
) -> None:
    type_password(client, "bert")
    options = asked(client, "code")
    type_password(client)
    answer = say(client, ENTER, ceremony="code", answer=device.sign(options))
    assert answer.headers["Location"] == LOGIN


@pytest.mark.parametrize("begun, finished", [("login", "code"), ("code", "login")])
def test_a_question_for_one_thing_answers_no_other(
    client: Client, device: Authenticator, passkey: Passkey, begun: str, finished: str
) -> None:
    type_password(client)
    answer = device.sign(asked(client, begun))
    assert say(client, ENTER, ceremony=finished, answer=answer).headers["Location"] == LOGIN
    assert not is_inside(client)


def test_the_second_step_needs_the_first(client: Client, passkey: Passkey) -> None:
    for url in (ENTER, f"{ENTER}begin/"):
        assert say(client, url, ceremony="code").headers["Location"] == LOGIN


def test_a_waiting_login_dies_with_the_password(
    client: Client, anna: User, device: Authenticator, passkey: Passkey
) -> None:
    type_password(client)
    options = asked(client, "code")
    anna.set_password("iets heel anders")
    anna.save()
    answer = say(client, ENTER, ceremony="code", answer=device.sign(options))
    assert answer.headers["Location"] == LOGIN


def test_nobody_confirms_with_the_passkey_of_somebody_else(
    client: Client, bert: User, device: Authenticator, passkey: Passkey
) -> None:
    theirs = Authenticator()
    passkey_of(bert, theirs)
    shown(client, theirs, "login")
    session = client.session
    session["factor_at"] = 0
    session.save()
    assert shown(client, device, "confirm").status_code == 400
    assert client.session["factor_at"] == 0
    assert client.session["_auth_user_id"] == str(bert.pk)


def test_strangers_confirm_nothing(client: Client, passkey: Passkey) -> None:
    assert say(client, ENTER, ceremony="confirm").headers["Location"] == LOGIN


@pytest.mark.parametrize("kept, told", [(5, 5), (5, 4), (5, 0), (9, 1)])
def test_a_copied_device_is_refused(
    client: Client, device: Authenticator, passkey: Passkey, kept: int, told: int
) -> None:
    Passkey.objects.update(sign_count=kept)
    device.count = told
    assert shown(client, device, "login").status_code == 400
    assert Passkey.objects.get().sign_count == kept


def test_a_device_that_counts_is_followed(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    device.count = 7
    assert shown(client, device, "login").status_code == 200
    assert Passkey.objects.get().sign_count == 7


def test_nonsense_is_a_wrong_answer_and_never_an_error(
    client: Client, device: Authenticator, passkey: Passkey
) -> None:
    for at in range(len(hostile(device.sign({"challenge": ""})))):
        bad = hostile(device.sign(asked(client, "login")))[at]
        assert say(client, ENTER, ceremony="login", answer=bad).status_code == 400, bad


@pytest.mark.parametrize(
    "body", [b"", b"{", b"[]", b"5", b"\xff\xfe", b"[" * 60_000, b'{"a":"' + b"a" * 70_000 + b'"}']
)
def test_a_body_that_is_no_message_leads_to_the_door(client: Client, db: None, body: bytes) -> None:
    for url in (ENTER, f"{ENTER}begin/", "/passkey/toevoegen/", "/passkey/toevoegen/begin/"):
        answer = client.post(url, body, content_type="application/json")
        assert answer.headers["Location"] == LOGIN


@pytest.mark.django_db(transaction=True)
def test_of_twenty_equal_answers_at_once_one_opens() -> None:
    device, user = Authenticator(), make_user("Anna", password=PASSWORD)
    passkey_of(user, device)
    request, now = request_of(), int(time.time())
    begin(request, Ceremony.LOGIN, None, now=now)
    kept = dict(request.session[KEY])

    def answers() -> bool:
        try:
            take({KEY: dict(kept)}, Ceremony.LOGIN, None, now=now)  # type: ignore[arg-type]
        except NoCeremony:
            return False
        return True

    assert together(20, answers).count(True) == 1


@pytest.mark.django_db(transaction=True)
def test_of_twenty_answers_with_the_same_count_one_opens() -> None:
    device, user = Authenticator(count=1), make_user("Anna", password=PASSWORD)
    passkey_of(user, device)
    request = request_of()
    options = begin(request, Ceremony.LOGIN, None, now=100)
    question = take(request.session, Ceremony.LOGIN, None, now=100)
    device.count = 2
    answer: Any = device.sign(options)

    def enters() -> bool:
        way: Any = {"request": request, "asked": question, "address": "::1", "now": 100}
        return enter_passkey(None, answer, **way) is not None

    assert together(20, enters).count(True) == 1
    assert Attempt.objects.get(scope="address").count == 19
