"""De vragen zelf, on the page: examples, warnings before it is kept, and who sees what."""

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

from consent.actions.purposes import Asking, Words, ask
from consent.models import Purpose
from consent.rules import Medium
from portal.people.models import User
from tests.builders import make_group, make_guardian, tie
from tests.cast import Cast
from tests.consent.builders import ask as starter

SignIn = Callable[[User], Client]
WORDS = {
    "title": "Foto van het kamp",
    "question": "Mag een foto van het kamp op de website?",
    "explanation": "Iedereen kan de website zien.",
    "audience": "Iedereen op internet.",
    "kept": "Een schooljaar.",
    "withdrawal": "Dan haalt de school de foto weg.",
    "for_child": "",
}


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def iris(client_of: SignIn, cast: Cast) -> Client:
    """The office of Noor's school."""
    return client_of(cast.iris)


def new(target: Any, kind: str) -> str:
    return reverse("consent:purpose_new", args=[f"{kind}-{target.pk}"])


def typed(now: date, **other: str) -> dict[str, str]:
    facts = {"once_key": str(uuid4()), "medium": "website", "since": now.strftime("%d-%m-%Y")}
    return WORDS | facts | other


def test_a_school_is_named_once_above_its_groups(cast: Cast, iris: Client) -> None:
    make_group(cast.school, "8Z")
    page = iris.get(reverse("consent:purpose_for")).text
    assert f">{cast.school.name}</span></summary>" in page
    assert f'<a href="{new(cast.group, "groep")}">{cast.group.name}</a>' in page
    assert f"{cast.school.name}: {cast.group.name}" not in page


def test_the_office_asks_a_group_about_the_camp(cast: Cast, iris: Client, now: date) -> None:
    url, post = new(cast.group, "groep"), typed(now)
    assert "Klopt deze vraag?" in iris.post(url, post).text
    assert not Purpose.objects.exists()
    for _twice in range(2):  # a double press makes one question
        answer = iris.post(url, post | {"stap": "opslaan"})
    row = Purpose.objects.get()
    assert answer.headers["Location"] == reverse("consent:purpose", args=[row.pk])
    assert (row.group_id, row.school_id, row.code) == (cast.group.pk, cast.school.pk, row.code)


def test_the_check_says_how_many_and_warns_about_a_wrong_basis(
    cast: Cast, iris: Client, now: date
) -> None:
    page = iris.post(new(cast.school, "school"), typed(now, question="Mag DUO het weten?")).text
    assert "Is toestemming hier wel nodig?" in page
    assert "gegevens voor DUO" in page
    assert "Dat is goed te lezen" in page


def test_the_check_says_what_is_hard_to_read(cast: Cast, iris: Client, now: date) -> None:
    stiff = "Beeldmateriaalverwerkingsverantwoordelijkheden " * 4
    page = iris.post(new(cast.school, "school"), typed(now, explanation=stiff)).text
    assert "De tekst is lastig te lezen" in page
    assert "Beeldmateriaalverwerkingsverantwoordelijkheden" in page


@pytest.mark.parametrize("field", ["audience", "kept"])
def test_who_sees_it_and_how_long_are_read_along(
    cast: Cast, iris: Client, now: date, field: str
) -> None:
    hard = {field: f"{'Publicatie verwerkingen ' * 5} samenwerkingsverband."}
    page = iris.post(new(cast.school, "school"), typed(now, **hard)).text
    assert "Is toestemming hier wel nodig?" in page
    assert "het samenwerkingsverband" in page
    assert "Kies een korter woord voor:" in page


def test_an_example_fills_the_form_and_ticks_nothing(cast: Cast, iris: Client) -> None:
    page = iris.get(f"{new(cast.school, 'school')}?voorbeeld=schoolfotograaf").text
    assert "De schoolfotograaf" in page
    assert " checked" not in page


@pytest.mark.parametrize(
    "wrong, words",
    [
        pytest.param({"since": "01-01-2020"}, "Kies vandaag of een dag daarna.", id="in the past"),
        pytest.param({"title": ""}, "Dit veld is verplicht.", id="no title"),
        pytest.param({"medium": "radio"}, "Selecteer een geldige keuze", id="forged medium"),
        pytest.param({"explanation": "BSN 111222333"}, "burgerservicenummer", id="a number"),
        pytest.param({"until": "01-01-2020"}, "Kies een latere dag", id="ends before"),
    ],
)
def test_a_wrong_form_comes_back_and_keeps_nothing(
    cast: Cast, iris: Client, now: date, wrong: dict[str, str], words: str
) -> None:
    page = iris.post(new(cast.school, "school"), typed(now, **wrong) | {"stap": "opslaan"}).text
    assert words in page
    assert not Purpose.objects.exists()


def test_the_last_day_that_is_typed_still_counts(cast: Cast, iris: Client, now: date) -> None:
    day = now.strftime("%d-%m-%Y")  # one day only
    post = typed(now, until=day, stap="opslaan")
    assert iris.post(new(cast.group, "groep"), post).status_code == 302
    row = Purpose.objects.get()
    assert (row.is_on(now), row.is_on(now + timedelta(days=1))) == (True, False)
    page = iris.get(reverse("consent:purpose", args=[row.pk])).text
    assert f'datetime="{now}"' in page.partition("Tot en met")[2].partition("</dd>")[0]


@pytest.mark.parametrize("key", ["school", "school-x", "bestuur-%s", "leerling-%s", "kamp-%s"])
def test_a_forged_target_does_not_exist(iris: Client, cast: Cast, key: str) -> None:
    pk = {"bestuur-%s": cast.board.pk}.get(key, cast.sam_pupil.pk)
    url = reverse("consent:purpose_new", args=[key % pk if "%" in key else key])
    assert iris.get(url).status_code == 404


def test_new_words_are_checked_and_say_what_they_do(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    row = starter(cast, now, "website")
    url = reverse("consent:purpose_text", args=[row.pk])
    post = typed(now, meaning="new", in_force_on=(now + timedelta(days=1)).strftime("%d-%m-%Y"))
    petra = client_of(cast.petra)
    assert "Foto op de website" in petra.get(url).text
    assert "Wie ja zei, kiest opnieuw." in petra.post(url, post).text
    assert petra.post(url, post | {"stap": "opslaan"}).status_code == 302
    page = petra.get(reverse("consent:purpose", args=[row.pk])).text
    assert "iets anders: opnieuw gevraagd" in page


def test_the_board_stops_a_question_from_a_day_on(cast: Cast, client_of: SignIn, now: date) -> None:
    row = starter(cast, now - timedelta(days=9), "facebook")
    petra, url = client_of(cast.petra), reverse("consent:purpose_stop", args=[row.pk])
    assert "Kies vandaag" in petra.post(url, {"end_on": "01-01-2020"}).text
    assert petra.post(url, {"end_on": now.strftime("%d-%m-%Y")}).status_code == 302
    page = petra.get(reverse("consent:purpose", args=[row.pk])).text
    assert "Stop met vragen" not in page


def test_another_schools_question_and_ones_own_child_are_not_there(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    words, asking = Words("Geheim", "Mag het?", "Uitleg.", "Weg."), Asking(Medium.WEBSITE, now)
    elsewhere = ask(cast.so, asking, words, by=cast.petra, today=now)
    own = ask(cast.noor, asking, words, school=cast.school, by=cast.iris, today=now)
    tie(make_guardian(cast.board, cast.henk), cast.noor)
    for row in (elsewhere, own):
        page = client_of(cast.henk).get(reverse("consent:purpose", args=[row.pk]))
        assert page.status_code == 404
    assert "Geheim" not in client_of(cast.henk).get(reverse("consent:purposes")).text


def test_the_list_asks_the_database_as_often_for_many(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    petra, counts = client_of(cast.petra), []
    words, asking = Words("Kamp", "Mag het?", "Uitleg.", "Weg."), Asking(Medium.WEBSITE, now)
    petra.get(reverse("consent:purposes"))
    for _round in range(2):
        for target in (cast.board, cast.school, cast.group):
            ask(target, asking, words, by=cast.petra, today=now)
        with CaptureQueriesContext(connection) as queries:
            petra.get(reverse("consent:purposes"))
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 20


def test_a_family_reads_who_sees_it_how_long_and_a_childs_version(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    starter(cast, now)
    page = client_of(cast.fatima).get(reverse("consent:choices", args=[cast.noor.pk])).text
    assert "Wat betekent dit?" in page
    assert "Mensen die je niet kent, zien hem ook." in page
    assert "Twee schooljaren." in page
    assert "consent/phone" in page
