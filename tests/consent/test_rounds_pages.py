"""Rondes and voortgang on the page: start, stop, the list; and no number that points at a few."""

from collections.abc import Callable
from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from consent.actions.purposes import Asking, Words
from consent.actions.purposes import ask as ask_own
from consent.models import Purpose, Round
from consent.rules import Medium
from portal.audit.models import Event
from portal.pdf import is_tagged
from portal.people.models import User
from portal.people.rules import RoleKind, turns
from tests.builders import make_group, make_pupil, make_role, make_school
from tests.cast import Cast
from tests.consent.builders import ask
from tests.consent.klas import answered, ask_more, fill
from tests.consent.rondes import posted, start, sweep

SignIn = Callable[[User], Client]
ROUNDS, PROGRESS = reverse("consent:rounds"), reverse("consent:progress")


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    """The office of Noor's school."""
    return client_of(cast.iris)


@pytest.fixture
def petra(cast: Cast, client_of: SignIn) -> Client:
    """The privacy officer."""
    return client_of(cast.petra)


def test_the_office_starts_and_stops_a_round(cast: Cast, iris: Client) -> None:
    page = iris.post(ROUNDS, posted(cast.school.pk), follow=True).text
    assert "De ronde is begonnen." in page
    assert "Start een ronde" not in page
    row = Round.objects.get()
    assert (row.board, row.school, row.started_by) == (cast.board, cast.school, cast.iris)
    page = iris.post(reverse("consent:round_stop", args=[row.pk]), follow=True).text
    assert "De ronde is gestopt." in page
    assert "Start een ronde" in page


def test_the_same_form_sent_twice_is_one_round(cast: Cast, iris: Client) -> None:
    sent = posted(cast.school.pk)
    assert [iris.post(ROUNDS, sent).status_code for _ in range(2)] == [302, 302]
    assert Round.objects.count() == 1


@pytest.mark.parametrize("place", ["", "so", "board"])
def test_another_place_is_refused_in_words(cast: Cast, iris: Client, place: str) -> None:
    key = getattr(cast, place).pk if place else ""
    page = iris.post(ROUNDS, posted(key))
    assert page.status_code == 200
    assert "Kies een school of het hele bestuur." in page.text
    assert not Round.objects.exists()


def test_a_round_of_the_board_closes_the_form_of_its_schools(
    cast: Cast, iris: Client, petra: Client
) -> None:
    petra.post(ROUNDS, posted(cast.board.pk))
    page = iris.get(ROUNDS).text
    assert cast.board.name in page
    assert "Start een ronde" not in page
    assert "Stop deze ronde" not in page
    row = Round.objects.get()
    assert iris.post(reverse("consent:round_stop", args=[row.pk])).status_code == 403
    assert Round.objects.get().is_open


def test_the_list_comes_as_pdf_and_leaves_a_trace(cast: Cast, iris: Client, now: date) -> None:
    ask(cast, now)
    row = start(cast, now)
    sweep(now)
    answer = iris.get(reverse("consent:round_letters", args=[row.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    text = PdfReader(BytesIO(answer.content)).pages[0].extract_text()
    for words in ("Wie krijgt een brief?", "Fatima Demo", "Daan Demo", "Noor Demo"):
        assert words in text
    assert Event.objects.get(verb="consent.round_letters").facts == {"letters": 2}


def test_the_letters_come_a_page_each_and_name_no_child(
    cast: Cast, iris: Client, now: date
) -> None:
    ask(cast, now)
    row = start(cast, now)
    sweep(now)
    answer = iris.get(reverse("consent:round_reminders", args=[row.pk]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert is_tagged(answer.content)
    pages = [one.extract_text() for one in PdfReader(BytesIO(answer.content)).pages]
    pages.sort(key=lambda text: "Fatima Demo" in text)
    assert len(pages) == 2
    for text, name in zip(pages, ("Daan Demo", "Fatima Demo"), strict=True):
        said = ("Geen antwoord is geen ja.", "Zegt niemand ja, dan mag het niet.")
        assert all(one in text for one in (name, *said, "/activeren/"))
        assert not any(one in text for one in ("Noor", "Instagram", cast.group.name))
    assert Event.objects.get(verb="consent.round_letters").facts == {"letters": 2}


def test_many_letters_come_in_piles(
    cast: Cast, iris: Client, now: date, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("consent.access.rounds.PILE", 1)
    ask(cast, now)
    row = start(cast, now)
    sweep(now)
    url = reverse("consent:round_reminders", args=[row.pk])
    assert "De brieven, deel 2 (PDF)" in iris.get(ROUNDS).text
    found = [iris.get(url, {"deel": part}).content for part in ("1", "2", "3", "x", "9" * 99)]
    texts = [PdfReader(BytesIO(one)).pages[0].extract_text() for one in found]
    assert sorted(name in texts[nr] for nr in (0, 1) for name in ("Fatima",)) == [False, True]
    assert "Niemand krijgt nu een brief." in texts[2]
    assert texts[3] == texts[4] == texts[0]


def test_the_office_sees_numbers_and_no_name(cast: Cast, iris: Client, now: date) -> None:
    answered([ask(cast, now)], fill(cast, now, 6), cast.petra, now)
    page = iris.get(PROGRESS).text
    assert "Geen antwoord is geen ja." in page
    assert cast.group.name in page
    for name in ("Noor", "Kind0", "Fatima", "Ouder0"):
        assert name not in page


def test_the_groups_open_at_once_where_a_school_is_all_there_is(
    cast: Cast, iris: Client, petra: Client, now: date
) -> None:
    ask(cast, now)
    assert '<details class="explanation" open>' in iris.get(PROGRESS).text
    make_role(cast.petra, RoleKind.HANDLER, school=cast.school)
    page = petra.get(PROGRESS).text
    assert cast.group.name in page
    assert " open>" not in page


def test_a_question_of_one_group_is_on_the_page_of_the_office(
    cast: Cast, iris: Client, now: date
) -> None:
    words = Words("Kamp groep 8", "Mag het?", "Uitleg.", "Weg.")
    ask_own(cast.group, Asking(Medium.WEBSITE, now), words, by=cast.iris, today=now)
    page = iris.get(PROGRESS).text.split("Vragen voor één groep")[1]
    assert "Kamp groep 8" in page
    assert "minder dan 5" in page


def cells(row: str) -> list[str]:
    return [part.split("</span>")[0] for part in row.split("<span>")[1:]]


def test_few_pupils_stay_unknown_to_the_board(cast: Cast, petra: Client, now: date) -> None:
    purpose = ask(cast, now)
    Purpose.objects.exclude(pk=purpose.pk).update(until=now)
    answered([purpose], fill(cast, now, 6), cast.petra, now)
    row = petra.get(PROGRESS).text.split(cast.school.name)[1].split("</tr>")[0]
    assert cells(row) == ["7", "3 of meer", "minder dan 5", "3 of meer"]


def test_where_nothing_is_asked_nobody_waits(
    cast: Cast, iris: Client, petra: Client, now: date
) -> None:
    Purpose.objects.update(until=now)
    fill(cast, now, 6)
    row = petra.get(PROGRESS).text.split(cast.school.name)[1].split("</tr>")[0]
    assert cells(row) == ["7", "geen vraag", "0", "0"]
    page = iris.get(PROGRESS).text
    assert "Hier staat nu geen vraag voor de hele school." in page
    assert "van 7" not in page


def queries(client: Client, url: str) -> int:
    client.get(url)  # what is asked once per process
    with CaptureQueriesContext(connection) as caught:
        assert client.get(url).status_code == 200
    return len(caught)


@pytest.mark.parametrize("who", ["iris", "petra"])
def test_the_number_of_queries_is_constant(
    cast: Cast, client_of: SignIn, now: date, who: str
) -> None:
    client = client_of(getattr(cast, who))
    few = [queries(client, url) for url in (PROGRESS, ROUNDS)]
    pupils = fill(cast, now, 8)
    for number in range(3):
        school = make_school(cast.board, f"School {number}", f"99ZZ0{number}")
        pupils.append(make_pupil(school, f"Ver{number}", turns(now, -8)))
        make_pupil(
            cast.school, f"Bij{number}", turns(now, -8), group=make_group(cast.school, str(number))
        )
        start(cast, now, school=school)
    answered([ask(cast, now), *ask_more(cast, now, 4)], pupils[:8], cast.petra, now)
    assert [queries(client, url) for url in (PROGRESS, ROUNDS)] == few
    assert max(few) <= 14
