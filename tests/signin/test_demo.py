"""Demo: the code on the page, for invented people on one's own machine only."""

from typing import Any

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from portal.people.models import User
from portal.signin.demo import mark_database, refuse_unless_demo_database
from portal.signin.models import AuthenticatorApp, DemoMark
from tests.signin.conftest import CODE, is_inside, right_code, type_code, type_password

SAFE = {"DEMO": True, "DEBUG": True, "ALLOWED_HOSTS": ["localhost", "127.0.0.1", "[::1]"]}


@pytest.fixture
def demo_place(settings: Any, anna: User, app: AuthenticatorApp) -> None:
    """Everything that makes the code appear."""
    for name, value in SAFE.items():
        setattr(settings, name, value)
    anna.is_demo = True
    anna.save()
    mark_database()


@pytest.fixture
def local() -> Client:
    """A browser on the same machine."""
    return Client(SERVER_NAME="localhost")


def _shows(client: Client, app: AuthenticatorApp) -> bool:
    type_password(client)
    page = client.get(CODE).content.decode()
    assert ("Alleen in de demo" in page) is (right_code(app) in page)
    return "Alleen in de demo" in page


def test_a_demo_account_sees_its_code_and_comes_in(
    demo_place: None, local: Client, app: AuthenticatorApp
) -> None:
    assert _shows(local, app)
    type_code(local, right_code(app))
    assert is_inside(local)


def test_nothing_is_shown_when_demo_is_off(
    demo_place: None, local: Client, app: AuthenticatorApp, settings: Any
) -> None:
    settings.DEMO = False
    assert not _shows(local, app)


def test_nothing_is_shown_to_a_real_account(
    demo_place: None, local: Client, app: AuthenticatorApp
) -> None:
    User.objects.update(is_demo=False)
    assert not _shows(local, app)


@pytest.mark.parametrize(
    "name, value", [("DEBUG", False), ("ALLOWED_HOSTS", ["localhost", "portaal.example"])]
)
def test_nothing_is_shown_in_an_unsafe_place(
    demo_place: None, local: Client, app: AuthenticatorApp, settings: Any, name: str, value: object
) -> None:
    setattr(settings, name, value)
    assert not _shows(local, app)


def test_nothing_is_shown_in_a_database_that_the_demo_did_not_make(
    demo_place: None, local: Client, app: AuthenticatorApp
) -> None:
    DemoMark.objects.all().delete()
    assert not _shows(local, app)


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"DEBUG": False}, id="not in DEBUG"),
        pytest.param({"ALLOWED_HOSTS": ["*"]}, id="every host"),
        pytest.param({"ALLOWED_HOSTS": ["localhost", "portaal.example"]}, id="a real host"),
        pytest.param({"ALLOWED_HOSTS": []}, id="no host"),
    ],
)
def test_the_demo_refuses_to_start_in_an_unsafe_place(
    db: None, settings: Any, change: dict[str, object]
) -> None:
    mark_database()
    for name, value in {**SAFE, **change}.items():
        setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured):
        refuse_unless_demo_database()


def test_the_demo_refuses_a_database_that_it_did_not_make(db: None, settings: Any) -> None:
    for name, value in SAFE.items():
        setattr(settings, name, value)
    with pytest.raises(ImproperlyConfigured, match=r"manage\.py demo"):
        refuse_unless_demo_database()
    mark_database()
    mark_database()
    refuse_unless_demo_database()
    assert DemoMark.objects.count() == 1


def test_without_demo_nothing_is_asked(db: None, settings: Any) -> None:
    settings.DEMO = False
    refuse_unless_demo_database()
