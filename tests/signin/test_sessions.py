"""Bezoek: how a session ends, and what a browser may keep."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.audit.models import Event
from portal.people.models import User
from portal.people.rules import RoleKind
from portal.signin.models import AuthenticatorApp
from portal.signin.rules import HOUR, IDLE_FAMILY, IDLE_STAFF, MINUTE
from tests.builders import make_role
from tests.signin.conftest import LOGIN, is_inside, right_code, type_code, type_password

Enter = Callable[[Client], HttpResponse]


def _shift(client: Client, *, began: int = 0, seen: int = 0) -> None:
    """Move the visit's clock back by so many seconds."""
    session = client.session
    start, last, idle = session["visit"]
    session["visit"] = [start - began, last - seen, idle]
    session.save()


def test_a_guardian_may_be_silent_for_two_hours(client: Client, enter: Enter) -> None:
    enter(client)
    _shift(client, seen=IDLE_FAMILY - 10)
    assert is_inside(client)
    _shift(client, seen=IDLE_FAMILY)
    assert not is_inside(client)
    assert not client.session.items()


def test_staff_may_be_silent_for_half_an_hour(client: Client, anna: User, enter: Enter) -> None:
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    _shift(client, seen=IDLE_STAFF - 10)
    assert is_inside(client)
    _shift(client, seen=IDLE_STAFF)
    assert not is_inside(client)


def test_a_role_given_meanwhile_shortens_the_silence(
    client: Client, anna: User, enter: Enter
) -> None:
    enter(client)
    make_role(anna, RoleKind.OPERATOR)
    _shift(client, seen=MINUTE)
    assert is_inside(client)
    _shift(client, seen=IDLE_STAFF)
    assert not is_inside(client)


def test_a_session_without_a_clock_gets_one(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    client.force_login(anna)
    session = client.session
    session["otp_device_id"] = app.persistent_id
    session.save()
    assert is_inside(client)
    began, seen, idle = client.session["visit"]
    assert (began, idle) == (seen, IDLE_FAMILY)


def test_twelve_hours_is_the_end_for_everybody(client: Client, enter: Enter) -> None:
    enter(client)
    _shift(client, began=12 * HOUR)
    assert not is_inside(client)


def test_a_session_is_saved_at_most_once_a_minute(
    client: Client, enter: Enter, django_assert_num_queries: Callable[[int], Any]
) -> None:
    enter(client)
    with django_assert_num_queries(3):  # session, account, device: nothing is written
        client.get("/kamer/")
    before = client.session["visit"]
    _shift(client, seen=MINUTE)
    client.get("/kamer/")
    assert client.session["visit"][1] >= before[1]
    assert client.session["visit"][0] == before[0]


def test_a_closed_account_is_out_at_its_next_request(
    client: Client, anna: User, enter: Enter
) -> None:
    enter(client)
    User.objects.update(is_active=False)
    assert not is_inside(client)


def test_a_withdrawn_device_is_out_at_its_next_request(
    client: Client, app: AuthenticatorApp, enter: Enter
) -> None:
    enter(client)
    app.delete()
    assert not is_inside(client)
    assert "_auth_user_id" not in client.session


def test_a_device_that_is_no_longer_confirmed_is_out(client: Client, enter: Enter) -> None:
    enter(client)
    AuthenticatorApp.objects.update(confirmed=False)
    assert not is_inside(client)


def test_a_new_password_ends_the_other_sessions(client: Client, anna: User, enter: Enter) -> None:
    enter(client)
    anna.set_password("iets heel anders")
    anna.save()
    assert not is_inside(client)


def test_a_session_with_one_factor_is_thrown_away(client: Client, anna: User) -> None:
    client.force_login(anna)
    assert client.get("/kamer/").headers["Location"] == f"{LOGIN}?next=%2Fkamer%2F"
    assert "_auth_user_id" not in client.session


def test_a_session_with_one_factor_is_nobody_on_public_pages_too(
    client: Client, anna: User
) -> None:
    client.force_login(anna)
    assert client.get(LOGIN).status_code == 200
    assert client.get("/bestaat-niet/").status_code == 404
    assert "_auth_user_id" not in client.session


def test_somebody_elses_device_verifies_nobody(
    client: Client, anna: User, app: AuthenticatorApp, db: None
) -> None:
    stranger = User.objects.create_user("bert")
    client.force_login(stranger)
    session = client.session
    session["otp_device_id"] = app.persistent_id
    session.save()
    assert not is_inside(client)


def test_a_fragment_without_a_session_sends_the_whole_page_to_the_door(
    client: Client, db: None
) -> None:
    headers = {"HX-Request": "true", "HX-Current-URL": "http://testserver/kamer/?a=1"}
    answer = client.get("/kamer/", headers=headers)
    assert answer.status_code == 200
    assert answer.headers["HX-Redirect"] == f"{LOGIN}?next=%2Fkamer%2F%3Fa%3D1"
    headers["HX-Current-URL"] = "https://kwaad.example/"
    assert client.post("/kamer/", headers=headers).headers["HX-Redirect"] == LOGIN


def test_a_post_without_a_session_asks_for_no_return(client: Client, db: None) -> None:
    assert client.post("/kamer/").headers["Location"] == LOGIN


def test_nothing_of_a_signed_in_person_is_kept_by_a_browser(client: Client, enter: Enter) -> None:
    enter(client)
    for page in ("/kamer/", "/straat/", "/bestaat-niet/", LOGIN):
        assert client.get(page).headers["Cache-Control"] == "no-store"


def test_a_public_page_may_say_that_it_can_be_kept(client: Client, db: None) -> None:
    assert client.get("/straat/").headers["Cache-Control"] == "max-age=60"
    assert client.get(LOGIN).headers["Cache-Control"] == "no-store"
    assert client.get("/kamer/").headers["Cache-Control"] == "no-store"


def test_signing_out_is_a_post_and_ends_the_session(
    client: Client, anna: User, enter: Enter
) -> None:
    enter(client)
    old = client.cookies["sessionid"].value
    assert client.get("/uitloggen/").status_code == 405
    assert is_inside(client)
    assert client.post("/uitloggen/").headers["Location"] == "/uitgelogd/"
    assert "Uitgelogd" in client.get("/uitgelogd/").content.decode()
    client.cookies["sessionid"] = old
    assert not is_inside(client)
    assert Event.objects.filter(verb="signin.left", actor_id=anna.pk).count() == 1


def test_signing_out_twice_is_no_mistake(client: Client, db: None) -> None:
    assert client.post("/uitloggen/").headers["Location"] == "/uitgelogd/"


def test_signing_out_needs_a_token(anna: User) -> None:
    assert Client(enforce_csrf_checks=True).post("/uitloggen/").status_code == 403


def test_a_new_sign_in_starts_a_new_clock(
    client: Client, anna: User, app: AuthenticatorApp, enter: Enter
) -> None:
    enter(client)
    _shift(client, began=11 * HOUR)
    client.post("/uitloggen/")
    type_password(client)
    type_code(client, right_code(app))
    assert client.session["visit"][0] >= int(time.time()) - 60


@pytest.mark.parametrize("secure, prefix", [(True, "__Host-"), (False, "")])
def test_the_mark_of_a_known_device_is_for_the_server_only(
    client: Client, enter: Enter, settings: Any, secure: bool, prefix: str
) -> None:
    settings.SESSION_COOKIE_SECURE = secure
    cookie = enter(client).cookies[f"{prefix}known"]
    assert bool(cookie["secure"]) is secure
    assert cookie["httponly"]
    assert (cookie["path"], cookie["domain"], cookie["samesite"]) == ("/", "", "Lax")
