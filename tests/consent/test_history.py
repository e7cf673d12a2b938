"""Geschiedenis: one's own changes with the words that were read, and nobody else's."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Choice, Purpose, PurposeText
from portal.people.models import Pupil, User
from portal.people.rules import turns
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say, type_over

SignIn = Callable[[User], Client]
WEEK = timedelta(days=7)


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """Asked since two weeks."""
    return ask(cast, now - 2 * WEEK)


def history(client: Client, pupil: Pupil) -> str:
    """The page, without the token against forged posts."""
    html = client.get(reverse("consent:history", args=[pupil.pk])).text
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", html)


def test_every_own_change_is_there_the_newest_first(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, now - WEEK, yes=True)
    say(cast.fatima, cast.noor, purpose, now, yes=False)
    html = history(client_of(cast.fatima), cast.noor)
    assert 0 < html.index("Ja ingetrokken") < html.index("<strong>Ja</strong>")
    assert html.count("in het portaal</p>") == 2
    assert "De tekst: versie 1, Nederlands" in html


def test_the_words_of_then_are_readable_beside_the_new_ones(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, now - WEEK, yes=True)
    new_text(purpose, now)
    say(cast.fatima, cast.noor, purpose, now, yes=True, version=2)
    html = history(client_of(cast.fatima), cast.noor)
    assert "Mag een herkenbare foto of video op Instagram?" in html
    assert "De tekst: versie 2, Nederlands" in html
    assert "Mag het?" in html


def test_words_that_changed_under_an_answer_are_not_shown(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    PurposeText.objects.filter(purpose=purpose).update(explanation="Iets anders.")
    html = history(client_of(cast.fatima), cast.noor)
    assert "De tekst van toen is niet meer te lezen." in html
    assert "Iets anders." not in html


def test_paper_is_named(cast: Cast, client_of: SignIn, now: date, purpose: Purpose) -> None:
    type_over(cast.noor, "Daan", {purpose: True}, now, by=cast.iris)
    html = history(client_of(cast.daan), cast.noor)
    assert "Op papier, ingevoerd door de school op" in html
    assert "Iris" not in html
    assert "map 12" not in html


@pytest.mark.parametrize("yes", [True, False])
def test_the_other_guardian_never_shows(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose, yes: bool
) -> None:
    say(cast.daan, cast.noor, purpose, now, yes=False)
    browser = client_of(cast.daan)
    before = history(browser, cast.noor)
    say(cast.fatima, cast.noor, purpose, now, yes=yes)
    say(cast.fatima, cast.noor, purpose, now, yes=not yes)
    assert history(browser, cast.noor) == before
    assert "Fatima" not in before


def test_what_holds_now_is_there_in_neutral_words(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    html = history(client_of(cast.daan), cast.noor)
    assert "U hebt nog niets gekozen." in html
    assert "Wat geldt nu?" in html
    assert "Dit mag" in html


def test_a_pupil_and_a_mandated_parent_read_their_own(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=turns(now, -16))
    say(cast.sam, cast.sam_pupil, purpose, now, yes=False)
    assert "<strong>Nee</strong>" in history(client_of(cast.sam), cast.sam_pupil)
    html = history(client_of(cast.jan), cast.sam_pupil)
    assert "U hebt nog niets gekozen." in html
    assert "<strong>" not in html.partition("<main")[2].partition("Wat geldt nu?")[0]


def test_before_sixteen_is_still_readable_for_who_said_it(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    say(cast.jan, cast.sam_pupil, purpose, turns(cast.sam_pupil.born_on, 16) - WEEK, yes=True)  # type: ignore[arg-type]
    assert "<strong>Ja</strong>" in history(client_of(cast.jan), cast.sam_pupil)


def test_the_number_of_queries_does_not_depend_on_the_history(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    browser = client_of(cast.fatima)
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    history(browser, cast.noor)
    with CaptureQueriesContext(connection) as one:
        history(browser, cast.noor)
    for number in range(60):  # two pages
        say(cast.fatima, cast.noor, purpose, now, yes=bool(number % 2))
    assert Choice.objects.count() > 50
    with CaptureQueriesContext(connection) as many:
        assert "Pagina 1 van 2" in history(browser, cast.noor)
    assert len(one) == len(many)
