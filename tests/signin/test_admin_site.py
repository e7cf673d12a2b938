"""Beheer: behind the same door, for the operator only."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.people.models import User
from portal.people.rules import RoleKind
from portal.signin.admin_site import operator_site
from tests.builders import make_role
from tests.signin.conftest import LOGIN, is_inside

Enter = Callable[[Client], HttpResponse]


@pytest.mark.parametrize("where", ["/beheer/", "/beheer/login/"])
def test_a_stranger_is_sent_to_our_own_door(client: Client, db: None, where: str) -> None:
    assert client.get(where).headers["Location"].startswith(f"{LOGIN}?next=%2Fbeheer%2F")
    assert client.post(where, {"username": "anna"}).headers["Location"] == LOGIN


def test_one_factor_does_not_open_it(client: Client, anna: User) -> None:
    make_role(anna, RoleKind.OPERATOR)
    client.force_login(anna)
    assert client.get("/beheer/").headers["Location"].startswith(LOGIN)


def test_two_factors_without_the_role_do_not_open_it(client: Client, enter: Enter) -> None:
    enter(client)
    assert client.get("/beheer/").status_code == 403
    assert client.get("/beheer/login/", follow=True).status_code == 403


def test_the_operator_comes_in(client: Client, anna: User, enter: Enter) -> None:
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    assert client.get("/beheer/").status_code == 200
    assert client.get("/beheer/login/").headers["Location"] == "/beheer/"


def test_passwords_are_not_changed_here(client: Client, anna: User, enter: Enter) -> None:
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    there = reverse("signin:password_change")
    assert client.get("/beheer/password_change/").headers["Location"] == there
    answer = client.post("/beheer/password_change/", {"new_password1": "x", "new_password2": "x"})
    assert answer.headers["Location"] == there


def test_leaving_the_admin_ends_the_session(client: Client, anna: User, enter: Enter) -> None:
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    assert client.get("/beheer/logout/").status_code == 405
    assert client.post("/beheer/logout/").status_code in {200, 302}
    assert not is_inside(client)


def test_nobody_has_no_permission(rf: RequestFactory) -> None:
    request = rf.get("/beheer/")
    request.user = AnonymousUser()
    assert not operator_site.has_permission(request)


def test_the_headings_are_dutch(client: Client, anna: User, enter: Enter) -> None:
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    page = client.get("/beheer/").content.decode()
    for words in ("Zeggenschap, beheer", "Besturen en scholen", "Feestdagen", "Inloggen"):
        assert words in page
    assert not [word for word in ("Site administration", "Django", "People<") if word in page]
