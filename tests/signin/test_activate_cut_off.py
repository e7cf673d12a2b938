"""Activeren, afgebroken: the server stopped after the commit, and the answer never came."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.people.models import User
from portal.signin.actions import activate
from portal.signin.models import Invitation
from portal.signin.rules import OPENED_HOLDS
from tests.builders import tie
from tests.cast import Cast
from tests.invite import PASSWORD, make_letter, make_unknown, type_letter

Letter = tuple[Invitation, str]
ACCOUNT, ADD, LOGIN = "/activeren/account/", "/activeren/toevoegen/", "/inloggen/"


@pytest.fixture(autouse=True)
def _own_house(settings: Any) -> None:
    settings.ROOT_URLCONF = "portal.urls"


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def letter(cast: Cast, today: date) -> Letter:
    """The letter of Anna, a parent of Noor without mailbox and account."""
    anna = make_unknown(cast.board, "Anna")
    tie(anna, cast.noor)
    return make_letter(anna, cast.board, timezone.now(), today)


def cut_off(letter: Letter, today: date) -> User:
    """The account is there; the browser's session heard nothing of it."""
    invitation = Invitation.objects.get(pk=letter[0].pk)
    opened = activate.Opened(invitation.pk, invitation.code_hash)
    now = timezone.now()
    return activate.activate(opened, password=PASSWORD, email="", now=now, today=today)


def sign_in(client: Client, letter: Letter) -> str:
    """Where the name on the letter and the chosen password lead."""
    typed = {"name": letter[0].reference.lower(), "password": PASSWORD}
    page = client.post(LOGIN, typed, follow=True)
    return str(page.request["PATH_INFO"])


@pytest.mark.parametrize("how", ["get", "post"])
def test_who_was_cut_off_reads_that_the_account_is_there(
    client: Client, letter: Letter, today: date, how: str
) -> None:
    type_letter(client, *letter)
    cut_off(letter, today)
    page = getattr(client, how)(ACCOUNT, {"password": PASSWORD}, follow=True)
    assert page.redirect_chain == [(LOGIN, 302)]
    assert "Met deze brief is al een account geopend" in page.content.decode()


def test_who_was_cut_off_signs_in_and_takes_the_second_factor(
    client: Client, letter: Letter, today: date
) -> None:
    type_letter(client, *letter)
    cut_off(letter, today)
    assert sign_in(client, letter) == "/inloggen/tweede-stap/"


def test_another_browser_with_only_the_password_takes_no_factor(
    client: Client, letter: Letter, today: date
) -> None:
    cut_off(letter, today)
    type_letter(client, *letter)  # too late: used
    assert client.get(ACCOUNT).headers["Location"] == "/activeren/"
    assert sign_in(client, letter) == "/inloggen/code/"


def test_the_letter_proves_nothing_for_another_account(
    client: Client, letter: Letter, cast: Cast, today: date
) -> None:
    type_letter(client, *letter)
    user = cut_off(letter, today)
    Invitation.objects.filter(pk=letter[0].pk).update(used_by=cast.daan)
    assert user != cast.daan
    assert sign_in(client, letter) == "/inloggen/code/"


def test_after_half_an_hour_the_letter_proves_nothing(
    client: Client, letter: Letter, today: date
) -> None:
    type_letter(client, *letter)
    session = client.session
    session["letter"] = [*session["letter"][:3], session["letter"][3] - OPENED_HOLDS]
    session.save()
    cut_off(letter, today)
    assert client.get(ACCOUNT).headers["Location"] == "/activeren/"
    assert sign_in(client, letter) == "/inloggen/code/"


def test_who_was_cut_off_while_adding_reads_that_it_is_added(
    cast: Cast, client_of: Callable[[User], Client], today: date
) -> None:
    olga = make_unknown(cast.other_board, "Olga")
    tie(olga, cast.strange_pupil)
    invitation, code = make_letter(olga, cast.other_board, timezone.now(), today)
    client = client_of(cast.olga)
    type_letter(client, invitation, code)
    opened = activate.Opened(invitation.pk, Invitation.objects.get(pk=invitation.pk).code_hash)
    activate.add(opened, user=cast.olga, now=timezone.now(), today=today)
    page = client.post(ADD, follow=True).content.decode()
    assert "De brief is toegevoegd aan dit account." in page
