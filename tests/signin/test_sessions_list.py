"""Apparaten: one sees where one is signed in, and can end it."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from portal.audit.actions import record
from portal.audit.models import Erasure, Event
from portal.people.models import User
from portal.signin import visits
from portal.signin.actions.sessions import end_sessions, forget_old
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import DeviceFamily, family_of
from tests.builders import make_user
from tests.signin.conftest import is_inside

Enter = Callable[[Client], HttpResponse]
DEVICES = "/inloggen/apparaten/"
PHONE = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36"
)


@pytest.fixture
def two(app: AuthenticatorApp, enter: Enter) -> tuple[Client, Client]:
    """Anna at her computer and on her telephone; each code of the app opens once."""
    here, there = Client(), Client(headers={"User-Agent": PHONE})
    enter(here)
    AuthenticatorApp.objects.update(last_step=0)
    enter(there)
    return here, there


def _rows(client: Client) -> list[Any]:
    rows: list[Any] = client.get(DEVICES).context["devices"]
    return rows


@pytest.mark.parametrize(
    "agent, family",
    [
        pytest.param(PHONE, ("Chrome", "Android"), id="telephone"),
        pytest.param("(iPhone; CPU) Version/17 Safari/604.1", ("Safari", "iPhone"), id="iphone"),
        pytest.param("(iPhone; CPU) CriOS/126 Safari/604.1", ("Chrome", "iPhone"), id="crios"),
        pytest.param("(Windows NT 10.0) Chrome/1 Safari/1 Edg/1", ("Edge", "Windows"), id="edge"),
        pytest.param("(X11; Linux x86_64) Firefox/128", ("Firefox", "Linux"), id="firefox"),
        pytest.param("(X11; CrOS x86_64) Chrome/1 Safari/1", ("Chrome", "Chromebook"), id="cros"),
        pytest.param("", ("", ""), id="nothing"),
        pytest.param("<script>alert(1)</script>", ("", ""), id="hostile"),
    ],
)
def test_a_user_agent_becomes_two_words(agent: str, family: tuple[str, str]) -> None:
    assert family_of(agent) == DeviceFamily(*family)


def test_both_devices_stand_in_the_list_and_this_one_is_marked(two: tuple[Client, Client]) -> None:
    here, there = two
    assert [one.is_this_one for one, _words in _rows(here)] == [False, True]
    assert [one.is_this_one for one, _words in _rows(there)] == [True, False]
    assert "Chrome op Android" in here.get(DEVICES).content.decode()


def test_no_address_and_no_whole_user_agent_is_kept(two: tuple[Client, Client]) -> None:
    kept = set(UserSession.objects.values_list("ip", "user_agent"))
    assert kept == {("0.0.0.0", "/"), ("0.0.0.0", "Chrome/Android")}  # noqa: S104


def test_one_device_is_ended_and_the_other_goes_on(two: tuple[Client, Client]) -> None:
    here, there = two
    other = _rows(here)[0][0].pk
    assert here.post(f"{DEVICES}{other}/uitloggen/").headers["Location"] == DEVICES
    assert not is_inside(there)
    assert is_inside(here)
    assert len(_rows(here)) == 1


def test_ending_this_device_signs_out(two: tuple[Client, Client]) -> None:
    here, there = two
    this = _rows(here)[1][0].pk
    assert here.post(f"{DEVICES}{this}/uitloggen/").headers["Location"] == "/uitgelogd/"
    assert (is_inside(here), is_inside(there)) == (False, True)


def test_all_others_end_and_this_one_goes_on_under_a_new_key(two: tuple[Client, Client]) -> None:
    here, there = two
    before = here.cookies["sessionid"].value
    here.post(f"{DEVICES}andere-uitloggen/")
    assert (is_inside(here), is_inside(there)) == (True, False)
    assert here.cookies["sessionid"].value != before
    assert [one.is_this_one for one, _words in _rows(here)] == [True]


def test_everywhere_means_here_too(two: tuple[Client, Client]) -> None:
    here, there = two
    assert here.post(f"{DEVICES}overal-uitloggen/").headers["Location"] == "/uitgelogd/"
    assert (is_inside(here), is_inside(there)) == (False, False)


def test_another_persons_device_does_not_exist(two: tuple[Client, Client], anna: User) -> None:
    row = UserSession.objects.create(user=make_user("Bert"), session_key="x" * 32, ip="::")
    assert two[0].post(f"{DEVICES}{row.pk}/uitloggen/").status_code == 404
    assert UserSession.objects.filter(pk=row.pk).exists()


@pytest.mark.parametrize("verb", ["1/uitloggen", "andere-uitloggen", "overal-uitloggen", "stoppen"])
def test_looking_ends_nothing_and_a_forged_post_neither(
    client: Client, anna: User, enter: Enter, verb: str
) -> None:
    enter(client)
    assert client.get(f"{DEVICES}{verb}/").status_code in {302, 405}
    forger = Client(enforce_csrf_checks=True)
    forger.cookies = client.cookies
    assert forger.post(f"{DEVICES}{verb}/").status_code == 403
    assert is_inside(client)


def test_a_session_that_was_ended_or_is_silent_too_long_is_not_shown(
    two: tuple[Client, Client], anna: User
) -> None:
    here, there = two
    session = there.session
    began, seen, idle = session["visit"]
    session["visit"] = [began, seen - idle, idle]
    session.save()
    assert len(_rows(here)) == 1
    end_sessions(anna, by=None, why="test")
    assert visits.signed_in(anna, this=None, now=timezone.now()) == []


def test_a_rotated_key_keeps_its_row(client: Client, anna: User, enter: Enter) -> None:
    enter(client)
    session = client.session
    session.cycle_key()
    session.save()
    client.cookies["sessionid"] = session.session_key or ""
    assert is_inside(client)
    assert [one.is_this_one for one, _words in _rows(client)] == [True]


def test_the_list_asks_as_much_for_ten_devices_as_for_one(
    client: Client, anna: User, enter: Enter, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    enter(client)
    data = Session.objects.get(session_key=client.session.session_key).session_data
    expires = timezone.now() + timedelta(hours=1)
    for number in range(10):
        key = f"{number:032d}"
        Session.objects.create(session_key=key, session_data=data, expire_date=expires)
        UserSession.objects.create(user=anna, session_key=key, ip="::")
    client.get(DEVICES)  # the frame keeps its facts for a minute
    with django_assert_max_num_queries(8):
        assert len(_rows(client)) == 11


def test_the_log_of_a_year_ago_goes_and_what_the_desk_did_stays(anna: User) -> None:
    for verb in ("signin.succeeded", "signin.card_issued"):
        record(verb, actor=anna, subject=anna)
    forget_old(timezone.now() + timedelta(days=364))
    assert Event.objects.count() == 2
    forget_old(timezone.now() + timedelta(days=366))
    assert [event.verb for event in Event.objects.all()] == ["signin.card_issued"]
    assert (Erasure.objects.get().reason, Erasure.objects.get().rows) == ("signin.log", 1)


def test_what_cannot_be_alive_is_forgotten(anna: User) -> None:
    now = timezone.now()
    for hours in (11, 13):
        at = now - timedelta(hours=hours)
        UserSession.objects.create(user=anna, session_key=str(hours), ip="::", created_at=at)
    Session.objects.create(session_key="old", session_data="", expire_date=now - timedelta(1))
    assert forget_old(now) == 1
    assert UserSession.objects.get().session_key == "11"
    assert not Session.objects.exists()
