"""Toestemming op papier, on the page: what staff fill in, and what they never see."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.models import Choice, Purpose
from portal.audit.models import Look
from portal.people.models import Pupil, User
from portal.people.rules import turns
from tests.builders import make_guardian, make_pupil, make_user, tie
from tests.cast import Cast
from tests.consent.builders import ask, new_text, say, type_over

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def purpose(cast: Cast, now: date) -> Purpose:
    """Asked since a month."""
    return ask(cast, now - timedelta(days=30))


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    """The office of Noor's school."""
    return client_of(cast.iris)


def desk(pupil: Pupil) -> str:
    return reverse("consent:desk_entry", args=[pupil.pk])


def paper(cast: Cast, purpose: Purpose, now: date, **other: str) -> dict[str, str]:
    return {
        "once_key": str(uuid4()),
        "who": str(cast.guardians["daan"].pk),
        "via": "paper",
        "on": now.strftime("%d-%m-%Y"),
        "reference": "map 12, blad 3",
        f"vraag-{purpose.pk}": "ja",
    } | other


def test_the_office_finds_a_pupil_and_types_a_paper_over(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    found = iris.get(reverse("consent:desk"), {"zoek": "Noor"}).text
    assert desk(cast.noor) in found
    page = iris.post(desk(cast.noor), paper(cast, purpose, now), follow=True).text
    assert "Vastgelegd." in page
    assert "map 12, blad 3" in page
    row = Choice.objects.get()
    assert (row.answer, row.guardian_id) == ("given", cast.guardians["daan"].pk)
    assert Look.objects.filter(subject_id=str(cast.noor.pk), user_id=cast.iris.pk).exists()


def test_the_same_form_sent_twice_is_one_paper(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    typed = paper(cast, purpose, now)
    answers = [iris.post(desk(cast.noor), typed).status_code for _ in range(2)]
    assert answers == [302, 302]
    assert Choice.objects.count() == 1


@pytest.mark.parametrize(
    "other, words",
    [
        pytest.param({"who": ""}, "Kies wat past.", id="nobody"),
        pytest.param({"via": "portal"}, "Kies wat past.", id="the portal is no paper"),
        pytest.param({"on": "31-02-2026"}, "Vul een dag in, bijvoorbeeld", id="no day"),
        pytest.param({"on": "25-11-2199"}, "nog niet geweest", id="a day to come"),
        pytest.param({"on": "25-11-1999"}, "nog niet.", id="before it was asked"),
        pytest.param({"reference": ""}, "waar het papier", id="a paper is somewhere"),
        pytest.param({"reference": "x" * 81}, "80", id="too long"),
        pytest.param({"reference": "scan 111222333"}, "burgerservicenummer", id="a number"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_written(
    cast: Cast, iris: Client, now: date, purpose: Purpose, other: dict[str, str], words: str
) -> None:
    page = iris.post(desk(cast.noor), paper(cast, purpose, now, **other))
    assert page.status_code == 200
    assert "error-summary" in page.text
    assert words in page.text
    assert not Choice.objects.exists()


def test_a_paper_without_an_answer_is_none(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    typed = paper(cast, purpose, now, **{f"vraag-{purpose.pk}": "leeg"})
    assert "Kies bij minstens één vraag" in iris.post(desk(cast.noor), typed).text
    assert not Choice.objects.exists()


def test_a_later_choice_of_ones_own_is_said_in_words(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    say(cast.daan, cast.noor, purpose, now, yes=False)
    typed = paper(cast, purpose, now, on=(now - timedelta(days=3)).isoformat())
    assert "Dat antwoord blijft staan." in iris.post(desk(cast.noor), typed).text
    assert Choice.objects.count() == 1


def test_a_yes_to_an_older_text_warns(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    new_text(purpose, now)
    typed = paper(cast, purpose, now, on=(now - timedelta(days=3)).isoformat())
    page = iris.post(desk(cast.noor), typed, follow=True).text
    assert "een tekst veranderd" in page


def without_tokens(html: str) -> list[str]:
    signs = ("csrfmiddlewaretoken", "once_key")
    return [line for line in html.splitlines() if not any(one in line for one in signs)]


@pytest.mark.parametrize("yes", [False, None])
def test_staff_do_not_see_who_chose_what(
    cast: Cast, iris: Client, now: date, purpose: Purpose, yes: bool | None
) -> None:
    before = without_tokens(iris.get(desk(cast.noor)).text)
    if yes is not None:
        say(cast.fatima, cast.noor, purpose, now, yes=yes)
    say(cast.daan, cast.noor, purpose, now, yes=False)
    page = iris.get(desk(cast.noor)).text
    assert without_tokens(page) == before
    assert " checked" not in page


def test_an_effective_yes_is_all_that_shows(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    say(cast.fatima, cast.noor, purpose, now, yes=True)
    page = iris.get(desk(cast.noor)).text
    assert "Nu: Dit mag." in page
    assert " checked" not in page


def test_a_child_of_ones_own_does_not_exist_at_the_desk(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    tie(make_guardian(cast.board, cast.iris), cast.noor)
    assert iris.get(desk(cast.noor)).status_code == 404
    assert iris.post(desk(cast.noor), paper(cast, purpose, now)).status_code == 404
    assert desk(cast.noor) not in iris.get(reverse("consent:desk"), {"zoek": "Noor"}).text
    assert not Choice.objects.exists()


def test_a_stranger_cannot_be_the_giver(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    for name in ("olga", "ruud", "mila"):
        typed = paper(cast, purpose, now, who=str(cast.guardians[name].pk))
        assert iris.post(desk(cast.noor), typed).status_code == 200
    assert not Choice.objects.exists()


def test_a_pupil_that_left_or_of_another_school_is_not_found(cast: Cast, iris: Client) -> None:
    for pupil in (cast.bram, cast.noah, cast.sam_pupil, cast.strange_pupil):
        assert iris.get(desk(pupil)).status_code == 404
        found = iris.get(reverse("consent:desk"), {"zoek": pupil.first_name}).text
        assert desk(pupil) not in found


def test_without_questions_the_page_says_so(cast: Cast, iris: Client) -> None:
    assert "De school stelt nu geen vragen" in iris.get(desk(cast.noor)).text


def test_without_authority_the_page_says_what_to_do(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    lost = make_pupil(cast.school, "Zus", turns(now, -8))
    assert "Leg eerst het gezag vast." in iris.get(desk(lost)).text


def test_the_giver_reads_that_the_school_typed_it_in(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    type_over(cast.noor, "Daan", {purpose: True}, now, by=cast.iris)
    page = client_of(cast.daan).get(reverse("consent:choices", args=[cast.noor.pk])).text
    assert "Op papier, ingevoerd door de school op" in page
    other = client_of(cast.fatima).get(reverse("consent:choices", args=[cast.noor.pk])).text
    assert "ingevoerd door de school" not in other


def test_the_number_of_queries_does_not_depend_on_people_or_papers(
    cast: Cast, iris: Client, now: date, purpose: Purpose
) -> None:
    iris.get(desk(cast.noor))
    with CaptureQueriesContext(connection) as few:
        iris.get(desk(cast.noor))
    for number in range(4):
        tie(make_guardian(cast.board, make_user(f"Oom{number}")), cast.noor)
        type_over(cast.noor, f"Oom{number}", {purpose: True}, now, by=cast.iris)
    with CaptureQueriesContext(connection) as many:
        iris.get(desk(cast.noor))
    assert len(few) == len(many)


def test_a_director_may_and_other_staff_may_not(
    cast: Cast, client_of: SignIn, now: date, purpose: Purpose
) -> None:
    people: dict[str, Any] = {"henk": 302, "lotte": 404, "petra": 404, "frank": 404, "bas": 404}
    typed = paper(cast, purpose, now)
    found = {
        name: client_of(getattr(cast, name)).post(desk(cast.noor), typed).status_code
        for name in people
    }
    assert found == people
