"""Attacks on the search boxes of staff: what they hold goes to the database as it is."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import Pupil, User
from tests.cast import Cast

SignIn = Callable[[User], Client]
SEARCHES = [
    ("iris", "consent:desk"),
    ("iris", "consent:purpose_for"),
    ("iris", "requests:desk"),
    ("iris", "roof:new_disclosure"),
    ("petra", "roof:new_announcement"),
    ("henk", "roof:representations"),
]


@pytest.mark.parametrize("who, name", SEARCHES)
@pytest.mark.parametrize("words", ["No\x00or", "\x00\x00", "a " * 2000, "%_\\", "\ufffe\u202e"])
def test_odd_words_find_nobody_and_break_nothing(
    who: str, name: str, words: str, cast: Cast, client_of: SignIn
) -> None:
    browser = client_of(getattr(cast, who))
    found = browser.get(reverse(name), {"zoek": words})
    assert found.status_code == 200
    assert str(cast.noor.pk) not in found.text


@pytest.mark.parametrize("who, name", SEARCHES[:4])
def test_a_name_as_it_is_written_finds_the_child(
    who: str, name: str, cast: Cast, client_of: SignIn
) -> None:
    Pupil.objects.filter(pk=cast.noor.pk).update(prefix="van der", last_name="Wit")
    found = client_of(getattr(cast, who)).get(reverse(name), {"zoek": "noor van der wit"})
    assert str(cast.noor.pk) in found.text
