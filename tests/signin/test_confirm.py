"""Bevestigen: what weighs heavily asks for a factor of less than five minutes ago."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from portal.audit.models import Event
from portal.people.models import User
from portal.signin.models import AuthenticatorApp, ListedCode
from portal.signin.rules import FRESH_FOR, WRONG_CODES
from tests.signin.conftest import is_inside, right_code, type_code, type_password, wrong_code
from tests.signin.people import as_guardian, codes_of, device_in, mailed_code, with_mail
from tests.signin.test_demo import demo_place, local

__all__ = ["demo_place", "local"]

CONFIRM = "/inloggen/bevestigen/"
SECURITY = "/inloggen/beveiliging/"
Enter = Callable[[Client], HttpResponse]


def grow_old(client: Client) -> None:
    """As if the last factor was shown five minutes ago."""
    session = client.session
    session["factor_at"] = int(time.time()) - FRESH_FOR
    session.save()


@pytest.fixture
def old(client: Client, enter: Enter) -> Client:
    """Anna is inside, and showed her factor a while ago."""
    enter(client)
    grow_old(client)
    return client


def test_right_after_signing_in_nothing_more_is_asked(client: Client, enter: Enter) -> None:
    enter(client)
    assert client.get(SECURITY).status_code == 200


def test_after_five_minutes_the_factor_is_asked_and_one_goes_on(
    old: Client, app: AuthenticatorApp
) -> None:
    answer = old.get(SECURITY)
    assert answer.headers["Location"] == f"{CONFIRM}?next=%2Finloggen%2Fbeveiliging%2F"
    sent = {"code": right_code(app), "next": SECURITY}
    assert old.post(CONFIRM, sent).headers["Location"] == SECURITY
    assert old.get(SECURITY).status_code == 200
    assert Event.objects.filter(verb="signin.confirmed").count() == 1


def test_the_session_gets_a_new_key_and_knows_which_device(old: Client, anna: User) -> None:
    before = old.cookies["sessionid"].value
    old.post(CONFIRM, {"code": codes_of(anna)[0]})
    assert old.cookies["sessionid"].value != before
    assert str(device_in(old)).startswith("signin.codelist/")


def test_a_code_that_opened_the_door_confirms_nothing(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    code = right_code(app)
    type_password(client)
    type_code(client, code)
    grow_old(client)
    assert client.post(CONFIRM, {"code": code}).status_code == 200
    assert client.get(SECURITY).status_code == 302


def test_a_wrong_code_confirms_nothing_and_is_counted(old: Client, app: AuthenticatorApp) -> None:
    for _ in range(WRONG_CODES.most):
        assert old.post(CONFIRM, {"code": wrong_code(app)}).status_code == 200
    AuthenticatorApp.objects.update(throttling_failure_count=0, throttling_failure_timestamp=None)
    assert old.post(CONFIRM, {"code": right_code(app)}).status_code == 200
    assert old.get(SECURITY).status_code == 302


def test_somebody_elses_code_confirms_nothing(old: Client) -> None:
    strange = codes_of(User.objects.create_user("bert"))[0]
    assert old.post(CONFIRM, {"code": strange}).status_code == 200


@pytest.mark.parametrize(
    "to",
    [
        "https://kwaad.example/",
        "//kwaad.example/",
        "/\\kwaad.example/",
        "\\\\kwaad.example",
        "javascript:alert(1)",
        "///kwaad.example",
        "http:kwaad.example",
        "/\t/kwaad.example",
    ],
)
def test_one_is_sent_to_pages_of_this_portal_only(old: Client, anna: User, to: str) -> None:
    page = old.get(CONFIRM, {"next": to}).content.decode()
    answer = old.post(f"{CONFIRM}?next={SECURITY}", {"code": codes_of(anna)[0], "next": to})
    assert 'name="next"' not in page.split("<main")[1].split("</main")[0]
    assert answer.headers["Location"] == SECURITY


def test_reading_the_page_uses_no_code(old: Client, anna: User) -> None:
    code = codes_of(anna)[0]
    old.get(CONFIRM, {"code": code})
    old.head(CONFIRM, {"code": code})
    assert not ListedCode.objects.exclude(used_at=None).exists()
    assert old.get(SECURITY).status_code == 302


def test_without_two_factors_there_is_nothing_to_confirm(
    client: Client, anna: User, app: AuthenticatorApp
) -> None:
    type_password(client)
    for page in (CONFIRM, SECURITY, f"{SECURITY}codes/", f"{SECURITY}app/"):
        assert client.get(page).headers["Location"].startswith("/inloggen/?next=")
    assert client.post(CONFIRM, {"code": right_code(app)}).headers["Location"] == "/inloggen/"
    assert not is_inside(client)


def test_a_form_from_elsewhere_confirms_nothing(client: Client, enter: Enter, anna: User) -> None:
    strict = Client(enforce_csrf_checks=True)
    enter(client)
    grow_old(client)
    strict.cookies = client.cookies
    assert strict.post(CONFIRM, {"code": codes_of(anna)[0]}).status_code == 403
    assert strict.post(f"{CONFIRM}mail/").status_code == 403
    assert not ListedCode.objects.exclude(used_at=None).exists()


def test_a_code_by_mail_confirms_for_who_chose_it(old: Client, anna: User) -> None:
    with_mail(as_guardian(anna))
    answer = old.post(f"{CONFIRM}mail/", {"next": SECURITY})
    assert answer.headers["Location"] == f"{CONFIRM}?manier=mail&next=%2Finloggen%2Fbeveiliging%2F"
    assert 'value="/inloggen/beveiliging/"' in old.get(answer.headers["Location"]).content.decode()
    sent = {"code": mailed_code(), "next": SECURITY}
    assert old.post(CONFIRM, sent).headers["Location"] == SECURITY


def test_the_demo_shows_its_code_here_too(
    demo_place: None, local: Client, app: AuthenticatorApp, settings: Any
) -> None:
    type_password(local)
    type_code(local, right_code(app))
    assert right_code(app) in local.get(CONFIRM).content.decode()
    settings.DEMO = False
    assert "Alleen in de demo" not in local.get(CONFIRM).content.decode()
