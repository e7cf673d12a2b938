"""Wat niet kon: no recipient and no family reads that it was done all the same (AVG 12(1), 19)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import access
from requests_app.actions import Ending, finish_task
from requests_app.letters import keys_of
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, Result
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request
from tests.roof.test_art19 import decided, hand_over, noon, shared_entry
from tests.roof.test_notice import erased, made, three_entries, told

SignIn = Callable[[User], Client]
WHY = "Het systeem laat dat niet toe."
OVER = "De school heeft gegevens van deze leerling verwijderd."
CORRECTED = "De school heeft gegevens van deze leerling verbeterd."


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def entries(cast: Cast, now: date) -> list[Processing]:
    return three_entries(cast, now)


def end(cast: Cast, tasks: list[CaseTask], result: Result, now: date) -> None:
    because = WHY if result == Result.IMPOSSIBLE else ""
    for one in tasks:
        finish_task(one, Ending(result, now, because), by=cast.iris, today=now)


def acts(request: DataRequest, purpose: str, entry: Processing | None = None) -> list[CaseTask]:
    rows = list(request.tasks.filter(purpose=purpose))
    return rows if entry is None else [one for one in rows if keys_of(entry, [one.key])]


@pytest.mark.parametrize(
    "result, words",
    [
        (Result.IMPOSSIBLE, "In de systemen van de school zelf kon dat niet."),
        (Result.NOTHING_HELD, "De school heeft deze gegevens zelf niet."),
    ],
)
def test_what_was_not_done_anywhere_is_not_said_to_be_done(
    cast: Cast,
    client_of: SignIn,
    now: date,
    entries: list[Processing],
    result: Result,
    words: str,
) -> None:
    request = erased(cast, entries, now)
    end(cast, acts(request, "erase"), result, now)
    text = made(client_of(cast.iris), told(request, entries[0]))
    assert OVER not in text
    assert words in text


def test_a_recipient_hears_of_its_own_entries_only(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    first, second, _third = entries
    request = erased(cast, entries, now)
    own = [one.pk for one in acts(request, "erase", first)]
    end(cast, acts(request, "erase", first), Result.DONE, now)
    rest = [one for one in acts(request, "erase", second) if one.pk not in own]
    assert rest
    end(cast, rest, Result.IMPOSSIBLE, now)
    text = made(client_of(cast.iris), told(request, first))
    assert OVER in text
    assert "kon" not in text.split("Om wie gaat het?")[0]


def test_of_two_entries_it_is_said_which_one_was_not_possible(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    first, second, _third = entries
    request = erased(cast, entries, now)
    hand_over(cast, second, now, to=first.recipients.all()[0])
    own = {one.pk for one in acts(request, "erase", first)}
    end(cast, acts(request, "erase", first), Result.DONE, now)
    rest = [one for one in acts(request, "erase", second) if one.pk not in own]
    end(cast, rest, Result.IMPOSSIBLE, now)
    text = made(client_of(cast.iris), told(request, first))
    assert "In een deel van de systemen van de school kon dat niet." in text
    assert f"{first.name} (gedaan)" in text
    assert f"{second.name} (" in text


def test_a_correction_that_was_not_possible_is_not_carried_out(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    request = make_request(cast.fatima, Kind.CORRECTION, today=now)
    answer(request, cast.iris, YES, today=now)
    follow(noon(now))
    end(cast, acts(request, "correct"), Result.IMPOSSIBLE, now)
    request.refresh_from_db()
    assert request.carried_out_on is None
    page = client_of(cast.iris).get(reverse("requests:tasks", args=[request.pk])).text
    assert "De verbetering is nog niet overal gedaan" in page


def test_the_family_reads_how_it_went(cast: Cast, client_of: SignIn, now: date) -> None:
    request = decided(cast, Kind.CORRECTION, shared_entry(cast, now), now, on=now)
    follow(noon(now))
    url = reverse("requests:detail", args=[request.pk])
    browser = client_of(cast.fatima)
    assert "De school verbetert de gegevens" in browser.get(url).text
    end(cast, acts(request, "correct"), Result.IMPOSSIBLE, now)
    page = browser.get(url).text
    assert "De school verbetert de gegevens" not in page
    assert "wat er is veranderd" not in page
    assert "De school besloot dit te doen. Zo ging het hier:" in page


def test_a_case_of_which_all_is_done_says_nothing_more(cast: Cast, now: date) -> None:
    request = decided(cast, Kind.CORRECTION, shared_entry(cast, now), now, on=now)
    follow(noon(now))
    end(cast, acts(request, "correct"), Result.DONE, now)
    case = access.get_case(cast.iris, request.pk, now)
    assert not access.is_not_carried_out(case, access.todos_of(case))
