"""Alle kinderen in één keer: from one child to the next, and home when nothing waits."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose
from portal.people.models import Pupil, User
from tests.builders import make_pupil, tie
from tests.cast import Cast
from tests.consent.builders import ask, say

SignIn = Callable[[User], Client]
ONWARD = "/toestemming/verder/"


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def pip(cast: Cast, now: date) -> Pupil:
    """A second child of Fatima."""
    child = make_pupil(cast.school, "Pip", now.replace(year=now.year - 7, day=1))
    tie(cast.guardians["fatima"], child)
    return child


def answer_all(cast: Cast, pupil: Pupil, now: date) -> None:
    ask(cast, now)
    for purpose in Purpose.objects.filter(board=cast.board):
        say(cast.fatima, pupil, purpose, now, yes=True)


def to(answer: object) -> str:
    return str(answer.headers["Location"])  # type: ignore[attr-defined]


def test_the_way_leads_past_every_child_and_home(
    cast: Cast, client_of: SignIn, now: date, pip: Pupil
) -> None:
    ask(cast, now)
    fatima, pages = client_of(cast.fatima), [cast.noor, pip]
    places = [reverse("consent:choices", args=[one.pk]) for one in pages]
    assert to(fatima.get(f"{ONWARD}?na={cast.noor.pk}")) == places[1]
    assert to(fatima.get(f"{ONWARD}?na={pip.pk}")) == places[0]
    answer_all(cast, pip, now)
    assert to(fatima.get(f"{ONWARD}?na={pip.pk}")) == places[0]
    answer_all(cast, cast.noor, now)
    assert "Alle vragen zijn beantwoord." in fatima.get(ONWARD, follow=True).text


def test_who_answers_the_rest_later_goes_home_with_a_word(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    ask(cast, now)
    page = client_of(cast.fatima).get(f"{ONWARD}?na={cast.noor.pk}", follow=True)
    assert page.redirect_chain == [(reverse("roof:home"), 302)]
    assert "Nog niet alle vragen zijn beantwoord." in page.text


@pytest.mark.parametrize("words", ["", "?na=x", "?na=00000000-0000-4000-8000-000000000000"])
def test_a_strange_place_to_come_from_starts_at_the_first(
    cast: Cast, client_of: SignIn, now: date, words: str
) -> None:
    ask(cast, now)
    assert str(cast.noor.pk) in to(client_of(cast.fatima).get(ONWARD + words))


@pytest.mark.parametrize("name", ["ruud", "yara", "olga", "iris", "els"])
def test_who_has_nothing_to_answer_goes_home_without_a_word(
    cast: Cast, client_of: SignIn, now: date, name: str
) -> None:
    ask(cast, now)
    Purpose.objects.exclude(code="instagram").update(until=now)
    page = client_of(getattr(cast, name)).get(ONWARD)
    assert str(cast.noor.pk) not in to(page)
