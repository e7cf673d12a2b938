"""Beheer: the operator registers school accounts; the secret never comes out again."""

from collections.abc import Callable
from typing import Any

import pytest
from allauth.socialaccount.models import SocialApp
from django.db import connection
from django.http import HttpResponse
from django.test import Client

from portal.audit.models import Event
from portal.people.models import Board, User
from portal.people.rules import RoleKind
from portal.signin.models import IdentityProvider
from tests.builders import make_board, make_pledge, make_role
from tests.signin.sso.builders import SECRET, make_provider

ADD = "/beheer/signin/identityprovider/add/"
Enter = Callable[[Client], HttpResponse]


@pytest.fixture
def board(db: None) -> Board:
    return make_board("De Vlinder")


@pytest.fixture
def operator(client: Client, anna: User, enter: Enter) -> Client:
    """Anna runs the installation."""
    make_role(anna, RoleKind.OPERATOR)
    enter(client)
    return client


def typed(board: Board, **changes: Any) -> dict[str, Any]:
    words = {
        "board": str(board.pk),
        "name": "De Vlinder",
        "slug": "vlinder",
        "issuer": "https://login.example.org/vlinder/v2.0",
        "client_id": "portaal",
        "new_secret": SECRET,
        "email_domains": "@School.Example.org, example.org",
        "proven_claim": "xms_edov",
        "second_factor_values": "mfa urn:x:loa3",
        "active": "on",
    }
    return words | changes


def errors(answer: Any) -> set[str]:
    return set(answer.context["adminform"].form.errors)


def test_a_registration_is_kept_and_its_secret_sealed(operator: Client, board: Board) -> None:
    assert operator.post(ADD, typed(board)).status_code == 302
    row = IdentityProvider.objects.get()
    assert row.email_domains == ["school.example.org", "example.org"]
    assert row.second_factor_values == ["mfa", "urn:x:loa3"]
    assert (row.slug, row.secret, row.app.secret) == ("vlinder", SECRET, "")
    assert SECRET not in row.sealed_secret


def test_the_secret_stands_nowhere_in_clear(operator: Client, board: Board) -> None:
    operator.post(ADD, typed(board))
    with connection.cursor() as cursor:
        for model in (IdentityProvider, SocialApp, Event):
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")  # noqa: S608
            assert SECRET not in str(cursor.fetchall())


def test_the_secret_is_never_shown_and_stays_when_left_empty(
    operator: Client, board: Board
) -> None:
    operator.post(ADD, typed(board))
    row = IdentityProvider.objects.get()
    place = f"/beheer/signin/identityprovider/{row.pk}/change/"
    page = operator.get(place).text
    assert SECRET not in page
    assert row.sealed_secret not in page
    operator.post(place, typed(board, new_secret="", name="Anders", slug="ander"))
    row = IdentityProvider.objects.get()
    assert (str(row), row.slug, row.secret) == ("Anders", "vlinder", SECRET)


def test_each_change_stands_in_the_log(operator: Client, anna: User, board: Board) -> None:
    operator.post(ADD, typed(board))
    event = Event.objects.get(verb="signin.provider_registered")
    assert (event.actor_id, event.board_id) == (anna.pk, board.pk)
    assert event.facts == {"active": True, "new_secret": True}


@pytest.mark.parametrize(
    "field, value",
    [
        ("issuer", "http://login.example.org"),
        ("issuer", "https://u:p@login.example.org"),
        ("issuer", "https://login.example.org?x=1"),
        ("issuer", "javascript:alert(1)"),
        ("email_domains", ""),
        ("email_domains", "*.example.org"),
        ("email_domains", "a@example.org"),
        ("new_secret", ""),
        ("slug", "met spatie"),
    ],
)
def test_what_is_not_right_is_not_kept(
    operator: Client, board: Board, field: str, value: str
) -> None:
    assert field in errors(operator.post(ADD, typed(board, **{field: value})))
    assert not IdentityProvider.objects.exists()


def test_a_name_in_the_address_is_used_once(operator: Client, board: Board, anna: User) -> None:
    make_provider(board, anna, "https://login.example.org")
    assert errors(operator.post(ADD, typed(board, slug="VLINDER"))) == {"slug"}


def test_nobody_else_registers(client: Client, anna: User, enter: Enter, board: Board) -> None:
    make_role(anna, RoleKind.ADMINISTRATOR, board)
    make_pledge(anna, board)
    enter(client)
    assert client.post(ADD, typed(board)).status_code == 403
    assert not IdentityProvider.objects.exists()


def test_nothing_is_thrown_away(operator: Client, board: Board, anna: User) -> None:
    row = make_provider(board, anna, "https://login.example.org")
    place = f"/beheer/signin/identityprovider/{row.pk}/delete/"
    assert operator.post(place, {"post": "yes"}).status_code == 403
