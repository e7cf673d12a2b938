"""Fixtures: the cast, signed-in browsers, and the flush that must pass the guards."""

import time
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any
from weakref import WeakSet

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from django.test import Client, TransactionTestCase
from django_otp import DEVICE_ID_SESSION_KEY
from pytest_django import DjangoDbBlocker

from portal import pdf, press
from portal.audit import guards
from portal.people.models import User
from portal.sealed import seal
from portal.signin import fresh, secrecy
from portal.signin.access import device_of
from portal.signin.models import AuthenticatorApp, new_key
from tests.builders import TODAY
from tests.cast import Cast, make_cast
from tests.emptying import Rows, counted, emptied

# No test depends on a time: the machines are shared. All else is as the current profile has it.
hypothesis.settings.register_profile("no_times", hypothesis.settings.default, deadline=None)
hypothesis.settings.load_profile("no_times")

_migrated: Rows = {}
_flush = TransactionTestCase._fixture_teardown  # type: ignore[attr-defined]


def _empty(self: TransactionTestCase) -> None:
    """After a transactional test only Django's own flush needs the guards out of its way: it comes
    when a test touched what the migrations put in. A guard that a test broke stands again.
    """
    if emptied(_migrated):
        guards.put_up()
        return
    with guards.lifted():
        _flush(self)


TransactionTestCase._fixture_teardown = _empty  # type: ignore[attr-defined]

_PRINTED = press.printed


_opened: "WeakSet[BaseDatabaseWrapper]" = WeakSet()


def _note(connection: BaseDatabaseWrapper, **_facts: Any) -> None:
    _opened.add(connection)


connection_created.connect(_note)


@pytest.fixture(scope="session", autouse=True)
def _what_stays(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """What the migrations put in is there for every test."""
    with django_db_blocker.unblock():
        _migrated.update(counted())


@pytest.fixture(scope="session", autouse=True)
def _features_are_known(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    """Django asks once a connection whether the database knows JSON: no test that counts queries
    meets that, also not on the second connection of the browser's event loop.
    """
    with django_db_blocker.unblock():
        assert connection.features.supports_json_field
    type(connection.features).supports_json_field = True


@pytest.fixture(scope="session", autouse=True)
def _nothing_stays_open(django_db_setup: None) -> Iterator[None]:
    """The browser's event loop makes Django open a second connection in the same thread: both must
    be closed before PostgreSQL lets go of the database of the tests.
    """
    yield
    for opened in list(_opened):
        opened.inc_thread_sharing()
        opened.close()


@pytest.fixture
def today() -> date:
    """Wednesday 25 November 2026."""
    return TODAY


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The people of product.md, on `today`."""
    return make_cast(today)


def _make_app(user: User) -> AuthenticatorApp:
    app = AuthenticatorApp(user=user, name="app", sealed_key=seal(new_key()).decode())
    app.save()
    return app


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """Makes a browser in which somebody signed in with two factors.

    The session is written once, as it stands at the end: thousands of browsers are made here.
    """

    def signed_in(user: User) -> Client:
        client, session = Client(), SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session[DEVICE_ID_SESSION_KEY] = (device_of(user) or _make_app(user)).persistent_id
        fresh.note(session, time.time())
        session[secrecy.KEY] = secrecy.VERSION
        session.save(must_create=True)
        client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
        return client

    return signed_in


@pytest.fixture(autouse=True)
def _own_files(settings: Any, tmp_path: Any) -> None:
    """Every test has its own folder for files and mail."""
    settings.FILES_ROOT = tmp_path / "files"
    settings.EMAIL_FILE_PATH = tmp_path / "mail"


def _printed_here(pages: Iterable[str]) -> bytes:
    return pdf.joined(pdf.laid_out(page, pdf.style()) for page in pages)


@pytest.fixture(autouse=True)
def _near_press(monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are printed in the process of the tests: a process for each takes two seconds."""
    monkeypatch.setattr(press, "printed", _printed_here)


@pytest.fixture
def real_press(_near_press: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters are printed by a process of their own, as in the portal."""
    monkeypatch.setattr(press, "printed", _PRINTED)
