"""Sleutels: shown once, kept as a hash, of one place, and dead at once when taken back."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consent.models import SystemToken
from portal.audit.models import Event
from portal.people.models import User
from tests.cast import Cast
from tests.consent.systems import call, key_for, token_of

SignIn = Callable[[User], Client]


def make(browser: Client, **fields: str) -> Any:
    page = browser.get(reverse("consent:systems"))
    key = str(page.context["form"]["once_key"].value())
    return browser.post(reverse("consent:systems"), {"once_key": key, **fields})


def test_a_key_is_shown_once_and_kept_nowhere(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.petra)
    answer = make(browser, name="website", place=str(cast.school.pk))
    secret = answer.context["made"]
    assert answer.text.count(secret) == 1
    assert call(secret).status_code == 200
    assert secret not in browser.get(reverse("consent:systems")).text
    assert secret not in str(list(SystemToken.objects.values())) + str(browser.session.items())
    assert token_of(secret).school == cast.school


def test_a_form_sent_twice_makes_one_key(cast: Cast, client_of: SignIn) -> None:
    browser, url = client_of(cast.petra), reverse("consent:systems")
    key = str(browser.get(url).context["form"]["once_key"].value())
    fields = {"once_key": key, "name": "website", "place": str(cast.board.pk)}
    assert browser.post(url, fields).context["made"]
    assert browser.post(url, fields).status_code == 302
    assert SystemToken.objects.count() == 1


@pytest.mark.parametrize("which", ["other_board", "elsewhere"])
def test_an_officer_makes_no_key_for_another_board(
    cast: Cast, client_of: SignIn, which: str
) -> None:
    make(client_of(cast.petra), name="website", place=str(getattr(cast, which).pk))
    assert not SystemToken.objects.exists()


def test_taking_a_key_back_acts_at_once(cast: Cast, client_of: SignIn) -> None:
    secret = key_for(cast)
    url = reverse("consent:revoke_token", args=[token_of(secret).pk])
    assert client_of(cast.vera).post(url).status_code == 404
    browser = client_of(cast.petra)
    assert browser.post(url).status_code == browser.post(url).status_code == 302
    assert call(secret).status_code == 401
    verbs = Event.objects.filter(verb__startswith="consent.token").values_list("verb", flat=True)
    assert list(verbs) == ["consent.token_made", "consent.token_revoked"]
