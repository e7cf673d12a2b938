"""Tellers: in the database, for all processes together, and they end by themselves."""

import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.signin.actions import check_password, enter_code, forget_attempts, issue_authenticator
from portal.signin.addresses import address_of
from portal.signin.models import Attempt, AuthenticatorApp, hidden
from portal.signin.rules import DAY, WRONG_FROM_ADDRESS, WRONG_PASSWORDS
from tests.builders import make_user
from tests.signin.conftest import PASSWORD, right_code, type_password

NOW = 1_800_000_000


def _try(password: str = PASSWORD, *, name: str = "anna", mark: str = "", now: int = NOW) -> bool:
    return bool(check_password(name, password, address="192.0.2.1", mark=mark, now=now))


def _fail(times: int, **more: Any) -> None:
    for _ in range(times):
        assert not _try("fout", **more)


@pytest.fixture
def quick(settings: Any) -> None:
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


def test_the_twenty_first_wrong_password_locks_and_tomorrow_it_is_over(
    quick: None, anna: User
) -> None:
    _fail(WRONG_PASSWORDS.most - 1)
    assert _try()
    _fail(1)
    assert not _try()
    assert _try(now=NOW + DAY)


def test_name_and_address_share_one_counter(quick: None, anna: User) -> None:
    _fail(10)
    _fail(10, name="anna@example.org")
    assert not _try()


def test_a_lock_is_written_in_the_log_once(quick: None, anna: User) -> None:
    _fail(WRONG_PASSWORDS.most + 5)
    assert Event.objects.filter(verb="signin.locked", subject_id=str(anna.pk)).count() == 1


def test_a_lock_on_one_account_leaves_the_others_alone(quick: None, anna: User) -> None:
    make_user("Bert", password=PASSWORD)
    _fail(WRONG_PASSWORDS.most + 5)
    assert _try(name="bert")


def test_three_hundred_people_sign_in_from_one_school_in_an_hour(quick: None, anna: User) -> None:
    assert all(_try() for _ in range(350))
    assert set(Attempt.objects.values_list("count", flat=True)) == {0}


def test_a_flood_from_one_address_stops_everybody_there_for_an_hour(
    quick: None, anna: User
) -> None:
    Attempt.objects.charge(WRONG_FROM_ADDRESS, "192.0.2.1", NOW)
    Attempt.objects.update(count=WRONG_FROM_ADDRESS.most)
    assert not _try()
    assert _try(now=NOW + 3600)


def test_a_stranger_cannot_lock_out_a_known_device(
    client: Client, anna: User, enter: Callable[[Client], HttpResponse]
) -> None:
    enter(client)
    client.post("/uitloggen/")
    for _ in range(WRONG_PASSWORDS.most):
        Attempt.objects.charge(WRONG_PASSWORDS, str(anna.pk), int(time.time()))
    assert type_password(Client()).status_code == 200
    assert type_password(client).status_code == 302


def test_a_known_device_is_locked_by_its_own_mistakes(quick: None, anna: User) -> None:
    mark = f"{anna.pk}:abc"
    _fail(WRONG_PASSWORDS.most, mark=mark)
    assert not _try(mark=mark)
    assert _try()


def test_a_mark_that_was_made_up_or_is_somebody_elses_counts_for_nothing(
    quick: None, client: Client, anna: User
) -> None:
    bert = make_user("Bert", password=PASSWORD)
    client.cookies["known"] = f"{anna.pk}:verzonnen"
    for _ in range(WRONG_PASSWORDS.most):
        Attempt.objects.charge(WRONG_PASSWORDS, str(anna.pk), int(time.time()))
    assert type_password(client).status_code == 200
    _fail(WRONG_PASSWORDS.most, mark=f"{bert.pk}:abc")
    assert not _try(mark=f"{bert.pk}:abc")


def test_counters_hold_no_name_and_no_address(quick: None, anna: User) -> None:
    _fail(1)
    _fail(1, name="niemand@example.org")
    kept = str(list(Attempt.objects.values()))
    for word in ("anna", "niemand", "example", "192.0.2", str(anna.pk)):
        assert word not in kept
    assert len(hidden(WRONG_PASSWORDS, "x")) == 64


def test_old_counters_are_forgotten(db: None) -> None:
    now = timezone.now()
    Attempt.objects.charge(WRONG_PASSWORDS, "oud", int((now - timedelta(days=4)).timestamp()))
    Attempt.objects.charge(WRONG_PASSWORDS, "nieuw", int(now.timestamp()))
    assert forget_attempts(now) == 1
    assert Attempt.objects.get().key == hidden(WRONG_PASSWORDS, "nieuw")


@pytest.mark.parametrize(
    "seen, counted",
    [
        pytest.param("192.0.2.7", "192.0.2.7", id="one school"),
        pytest.param("2001:db8:1:2:a::9", "2001:db8:1:2::/64", id="one household"),
    ],
)
def test_an_address_is_that_of_a_network(rf: RequestFactory, seen: str, counted: str) -> None:
    assert address_of(rf.get("/", REMOTE_ADDR=seen)) == counted


def test_a_forwarded_address_counts_only_behind_trusted_proxies(
    rf: RequestFactory, settings: Any
) -> None:
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 203.0.113.5"})
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 0
    assert address_of(request) == "127.0.0.1"
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    assert address_of(request) == "203.0.113.5"


def _at_once(count: int, verb: Callable[[], bool]) -> list[bool]:
    def one(_number: int) -> bool:
        try:
            return verb()
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(one, range(count)))


@pytest.mark.django_db(transaction=True)
def test_twenty_wrong_passwords_at_once_count_twenty() -> None:
    user = make_user("Anna", password=PASSWORD)
    assert not any(_at_once(20, lambda: _try("fout")))
    key = hidden(WRONG_PASSWORDS, str(user.pk))
    assert Attempt.objects.get(key=key).count == 20
    assert not _try()


@pytest.mark.django_db(transaction=True)
def test_one_code_at_twenty_doors_at_once_opens_one() -> None:
    app: AuthenticatorApp = issue_authenticator(make_user("Anna"), by=None)[0]
    code = right_code(app)
    opened = _at_once(20, lambda: enter_code(app.user, code, now=int(time.time())) is not None)
    assert opened.count(True) == 1
