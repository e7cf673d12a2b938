"""People at the door, and the steps they take."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.people.models import User
from portal.signin.actions import issue_authenticator, issue_codes
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import ListKind
from portal.signin.secret_codes import fresh_codes
from tests.builders import make_user

PASSWORD = "een heel lang wachtwoord"
LOGIN = "/inloggen/"
CODE = "/inloggen/code/"


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    """The door stands alone: no feature's page is needed."""
    settings.ROOT_URLCONF = "tests.signin.urls"


@pytest.fixture
def anna(db: None) -> User:
    """Somebody with a password and no device."""
    return make_user("Anna", password=PASSWORD)


@pytest.fixture
def app(anna: User) -> AuthenticatorApp:
    """Anna's telephone; her recovery codes lie in a drawer."""
    device = issue_authenticator(anna, by=None)[0]
    issue_codes(anna, ListKind.RECOVERY, fresh_codes(10), by=None, ends=False)
    return device


@pytest.fixture
def enter(anna: User, app: AuthenticatorApp) -> Callable[[Client], HttpResponse]:
    """Both steps, as Anna takes them."""

    def through(client: Client) -> HttpResponse:
        type_password(client)
        return type_code(client, right_code(app))

    return through


def type_password(
    client: Client, name: str = "anna", password: str = PASSWORD, **more: Any
) -> HttpResponse:
    """The first step."""
    return client.post(LOGIN, {"name": name, "password": password, **more})  # type: ignore[return-value]


def type_code(client: Client, code: str) -> HttpResponse:
    """The second step."""
    return client.post(CODE, {"code": code})  # type: ignore[return-value]


def right_code(app: AuthenticatorApp) -> str:
    """What the telephone shows now."""
    app.refresh_from_db()
    return app.code_now(time.time())


def wrong_code(app: AuthenticatorApp) -> str:
    """Six digits that no step around now shows."""
    here = int(time.time()) // 30
    shown = {app.code_at(step) for step in range(here - 3, here + 4)}
    return next(code for code in (f"{n:06d}" for n in range(10)) if code not in shown)


def is_inside(client: Client) -> bool:
    """Whether a page behind the door opens."""
    return client.get("/kamer/").status_code == 200
