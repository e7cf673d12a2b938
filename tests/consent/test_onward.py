"""Alle kinderen in één keer: from one child to the next, and home when nothing waits."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from consent.models import Purpose
from portal.people.models import Pupil, User
from portal.people.rules import turns
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


def test_the_way_leads_past_every_child_once_and_home(
    cast: Cast, client_of: SignIn, now: date, pip: Pupil
) -> None:
    ask(cast, now)
    fatima = client_of(cast.fatima)
    assert to(fatima.get(ONWARD)) == reverse("consent:choices", args=[cast.noor.pk])
    after = f"{ONWARD}?na={cast.noor.pk}"
    assert to(fatima.get(after)) == reverse("consent:choices", args=[pip.pk])
    assert to(fatima.get(f"{ONWARD}?na={pip.pk}")) == reverse("roof:home")
    answer_all(cast, pip, now)
    assert to(fatima.get(after)) == reverse("roof:home")
    answer_all(cast, cast.noor, now)
    assert "Alle vragen zijn beantwoord." in fatima.get(ONWARD, follow=True).text


def test_what_is_left_for_later_is_counted_and_is_no_yes(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    ask(cast, now)
    fatima = client_of(cast.fatima)
    for purpose in Purpose.objects.exclude(code__in=["website", "instagram"]):
        say(cast.fatima, cast.noor, purpose, now, yes=True)
    page = fatima.get(f"{ONWARD}?na={cast.noor.pk}", follow=True)
    assert page.redirect_chain == [(reverse("roof:home"), 302)]
    assert "Er wachten nog 2 vragen. Geen antwoord is geen ja. U kunt later verder." in page.text
    say(cast.fatima, cast.noor, Purpose.objects.get(code="website"), now, yes=False)
    page = fatima.get(f"{ONWARD}?na={cast.noor.pk}", follow=True)
    assert "Er wacht nog 1 vraag. Geen antwoord is geen ja. U kunt later verder." in page.text


def test_a_pupil_who_leaves_questions_open_goes_home_too(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(now, -16))
    ask(cast, now)
    page = client_of(cast.sam).get(f"{ONWARD}?na={cast.sam_pupil.pk}", follow=True)
    assert page.redirect_chain[0] == (reverse("roof:home"), 302)
    assert "Er wachten nog 7 vragen. Geen antwoord is geen ja. Je kunt later verder." in page.text


def test_later_passes_by_the_other_children(
    cast: Cast, client_of: SignIn, now: date, pip: Pupil
) -> None:
    ask(cast, now)
    fatima = client_of(cast.fatima)
    assert f'href="{ONWARD}?later"' in fatima.get(reverse("consent:choices", args=[pip.pk])).text
    page = fatima.get(f"{ONWARD}?later", follow=True)
    assert page.redirect_chain == [(reverse("roof:home"), 302)]
    assert "Er wachten nog 14 vragen." in page.text


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
