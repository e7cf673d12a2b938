"""First step: name or address and password; what the answer does not tell."""

import re
import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from portal.signin.hashers import Argon2id
from portal.signin.models import Attempt, AuthenticatorApp
from portal.signin.rules import WRONG_FROM_ADDRESS, WRONG_PASSWORDS
from tests.builders import make_user
from tests.signin.conftest import (
    CODE,
    LOGIN,
    PASSWORD,
    is_inside,
    right_code,
    type_code,
    type_password,
)

HOSTILE = [
    "https://kwaad.example/",
    "//kwaad.example",
    "/\\kwaad.example",
    "javascript:alert(1)",
    "http:///kwaad.example",
    "signin:logout",
    "/\t/kwaad.example",
]


@pytest.mark.parametrize("name", ["anna", "ANNA", " Anna ", "anna@example.org", "Anna@EXAMPLE.org"])
def test_name_and_address_open_the_first_step(client: Client, anna: User, name: str) -> None:
    assert type_password(client, name).headers["Location"] == CODE


def test_two_steps_lead_inside(client: Client, enter: Callable[[Client], HttpResponse]) -> None:
    assert enter(client).headers["Location"] == "/"
    assert is_inside(client)


def test_a_password_alone_opens_no_page(client: Client, anna: User, app: AuthenticatorApp) -> None:
    type_password(client)
    for page in ("/", "/kamer/", "/beheer/"):
        assert client.get(page).headers["Location"].startswith(LOGIN)
    assert "_auth_user_id" not in client.session


def test_names_and_passwords_stay_out_of_the_waiting_session(client: Client, anna: User) -> None:
    type_password(client)
    assert not {"anna", "anna@example.org", PASSWORD} & set(re.findall(r"[\w@. ]+", _text(client)))


def _text(client: Client) -> str:
    return str(dict(client.session.items()))


def test_the_next_page_is_kept_through_both_steps(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    asked = client.get("/kamer/?a=1&b=2").headers["Location"]
    hidden = re.search(r'name="next" value="([^"]+)"', client.get(asked).content.decode())
    assert hidden
    type_password(client, next=hidden[1].replace("&amp;", "&"))
    assert type_code(client, right_code(app)).headers["Location"] == "/kamer/?a=1&b=2"


@pytest.mark.parametrize("to", HOSTILE)
def test_next_never_leaves_the_portal(
    client: Client, anna: User, app: AuthenticatorApp, to: str
) -> None:
    assert "kwaad" not in client.get(LOGIN, {"next": to}).content.decode()
    type_password(client, next=to)
    assert type_code(client, right_code(app)).headers["Location"] == "/"


@pytest.mark.parametrize("to", HOSTILE)
def test_next_never_leaves_the_portal_for_who_is_already_in(
    client: Client, enter: Callable[[Client], HttpResponse], to: str
) -> None:
    enter(client)
    assert client.get(LOGIN, {"next": to}).headers["Location"] == "/"


def _answer(client: Client, name: str, password: str) -> tuple[int, str]:
    answer = type_password(client, name, password)
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
    return answer.status_code, body.replace(f'value="{name}"', "")


def _exhaust(user: User) -> None:
    make_user("Zeer Dicht", password=PASSWORD)
    for _ in range(WRONG_PASSWORDS.most):
        Attempt.objects.charge(WRONG_PASSWORDS, str(user.pk), _now())


def _now() -> int:
    return int(time.time())


def test_unknown_wrong_closed_and_locked_get_the_same_answer(client: Client, anna: User) -> None:
    locked = make_user("Lies", password=PASSWORD)
    _exhaust(locked)
    make_user("Karel", password=PASSWORD, is_active=False)
    make_user("Sso", password=None)
    answers = [
        _answer(client, "niemand", PASSWORD),
        _answer(client, "niemand@example.org", PASSWORD),
        _answer(client, "anna", "fout"),
        _answer(client, "anna@example.org", "fout"),
        _answer(client, "lies", PASSWORD),
        _answer(client, "karel", PASSWORD),
        _answer(client, "sso", PASSWORD),
    ]
    assert {status for status, _body in answers} == {200}
    assert len({body for _status, body in answers}) == 1
    assert "Controleer de inlognaam en het wachtwoord" in answers[0][1]


def count_calls(patch: pytest.MonkeyPatch, kind: type, *names: str) -> list[str]:
    """Notes every call of these methods from now on."""
    calls: list[str] = []

    def noted(name: str) -> Callable[..., Any]:
        real = getattr(kind, name)

        def call(*given: Any) -> Any:
            calls.append(name)
            return real(*given)

        return call

    for name in names:
        patch.setattr(kind, name, noted(name))
    return calls


@pytest.mark.parametrize("name", ["niemand", "niemand@example.org", "anna", "anna@example.org"])
def test_every_answer_costs_one_hash_and_as_many_queries(
    client: Client,
    anna: User,
    name: str,
    monkeypatch: pytest.MonkeyPatch,
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    hashes = count_calls(monkeypatch, Argon2id, "encode", "verify")
    with django_assert_num_queries(3):  # the account, both counters, the school accounts
        type_password(client, name, "fout")
    assert len(hashes) == 1


def test_a_flood_from_one_address_is_stopped(client: Client, anna: User) -> None:
    for _ in range(3):
        Attempt.objects.charge(WRONG_FROM_ADDRESS, "127.0.0.1", _now())
    Attempt.objects.filter(scope="address").update(count=WRONG_FROM_ADDRESS.most)
    assert type_password(client).status_code == 200
    assert type_password(Client(REMOTE_ADDR="127.0.0.9")).status_code == 302


def test_an_empty_form_says_what_to_fill_in(client: Client, anna: User) -> None:
    page = type_password(client, "", "").content.decode()
    assert "Vul het wachtwoord in." in page
    assert not Attempt.objects.exists()


def test_the_session_key_changes_at_both_steps(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    client.get(LOGIN)
    session = client.session
    session["geplant"] = True
    session.save()
    planted = session.session_key
    type_password(client)
    waiting = client.session.session_key
    type_code(client, right_code(app))
    assert len({planted, waiting, client.session.session_key}) == 3


def test_a_form_without_token_is_refused(anna: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    assert type_password(strict).status_code == 403


def test_a_forged_host_gets_nothing(client: Client, anna: User) -> None:
    assert client.get(LOGIN, headers={"host": "kwaad.example"}).status_code == 400
    assert client.get("/kamer/", headers={"host": "kwaad.example"}).status_code == 400


@pytest.mark.parametrize("where", [LOGIN, "/uitgelogd/"])
def test_head_answers_as_get(client: Client, db: None, where: str) -> None:
    assert client.head(where).status_code == client.get(where).status_code == 200


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_other_methods_are_refused(client: Client, db: None, method: str) -> None:
    assert getattr(client, method)(LOGIN).status_code == 405
    assert getattr(client, method)(CODE).status_code == 405


@pytest.mark.parametrize(
    "where", ["signup", "reset_password", "email", "change_password", "inactive"]
)
def test_no_other_page_of_the_package_is_mounted(client: Client, db: None, where: str) -> None:
    for prefix in ("", "/accounts", "/inloggen"):
        assert client.get(f"{prefix}/{where}/").status_code == 404
    assert reverse("account_login") == LOGIN


def test_who_is_in_does_not_sign_in_again(
    client: Client, enter: Callable[[Client], HttpResponse]
) -> None:
    enter(client)
    assert client.get(LOGIN).headers["Location"] == "/"
    assert client.get(CODE).headers["Location"] == "/"
