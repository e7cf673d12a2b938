"""Klopt dit besluit? What exactly will happen is read before a decision is for good."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Board, User
from portal.register.models import Processing
from portal.roof.stopping import stop
from requests_app import actions
from requests_app.models import Ask, DataRequest, Decision, ProposedDecision
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.builders import YES, decide, make_request, target_of
from tests.requests_app.reading import mark_of, sends_twice
from tests.roof.test_art19 import hand_over, shared_entry

SignIn = Callable[[User], Client]
SURE = "Klopt dit besluit?"


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def named(cast: Cast, now: date) -> list[Processing]:
    """One entry with a recipient in the log, and one without."""
    first = shared_entry(cast, now)
    rest = Processing.objects.published().filter(board=cast.board, basis="e")
    return sorted([first, rest.exclude(pk=first.pk)[0]], key=lambda one: one.position)


@pytest.fixture
def taken(cast: Cast, now: date, named: list[Processing]) -> DataRequest:
    ask = Ask(Kind.OBJECTION, "Liever niet.", parts=tuple(named))
    row = actions.file_request(target_of(cast.fatima, today=now), ask, by=cast.fatima, today=now)
    return actions.take_up(row, by=cast.iris)


def place(row: DataRequest) -> str:
    return reverse("requests:decide", args=[row.pk])


def form(row: DataRequest, **facts: str) -> dict[str, Any]:
    return {"outcome": "granted", "version": row.version, "once_key": str(uuid4()), **facts}


def partly(row: DataRequest) -> dict[str, Any]:
    no = {"deel-1-besluit": "refused", "deel-1-reden": "compelling_grounds"}
    return form(row, outcome="partly", **no, **{"deel-1-uitleg": "Dit is nodig."})


def test_nothing_is_decided_before_it_was_read(
    cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    page = client_of(cast.iris).post(place(taken), form(taken))
    assert SURE in page.text
    assert not Decision.objects.exists()


def test_what_was_read_is_decided(cast: Cast, client_of: SignIn, taken: DataRequest) -> None:
    answer = sends_twice(client_of(cast.iris), place(taken), partly(taken))
    assert answer.status_code == 302
    assert Decision.objects.get().outcome == "partly"


def test_a_yes_in_part_says_for_each_part_what_happens(
    cast: Cast, client_of: SignIn, taken: DataRequest, named: list[Processing]
) -> None:
    page = client_of(cast.iris).post(place(taken), partly(taken)).text
    stops, goes_on = page.split("Dit doet de school niet meer")[1].split("Dit mag de school weer")
    assert named[0].name in stops
    assert named[1].name not in stops
    assert named[1].name in goes_on
    assert "Dit is nodig." in page


def test_a_no_says_what_goes_on(
    cast: Cast, client_of: SignIn, taken: DataRequest, named: list[Processing]
) -> None:
    no = form(taken, outcome="refused", ground="compelling_grounds", words="Nodig.")
    page = client_of(cast.iris).post(place(taken), no).text
    assert all(one.name in page.split("Dit mag de school weer")[1] for one in named)
    assert "Dit doet de school niet meer" not in page


def test_who_changes_it_reads_it_again(cast: Cast, client_of: SignIn, taken: DataRequest) -> None:
    browser = client_of(cast.iris)
    mark = mark_of(browser.post(place(taken), form(taken)).text)
    page = browser.post(place(taken), partly(taken) | {"gezien": mark})
    assert SURE in page.text
    assert not Decision.objects.exists()


def test_what_changed_meanwhile_is_shown_again(
    cast: Cast, client_of: SignIn, now: date, named: list[Processing]
) -> None:
    ask = Ask(Kind.ERASURE, "Weg ermee.")
    row = actions.file_request(target_of(cast.fatima, today=now), ask, by=cast.fatima, today=now)
    row, browser = actions.take_up(row, by=cast.iris), client_of(cast.iris)
    mark = mark_of(browser.post(place(row), form(row)).text)
    other = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    hand_over(cast, other.exclude(recipients__in=named[0].recipients.all())[0], now)
    page = browser.post(place(row), form(row) | {"gezien": mark})
    assert SURE in page.text


def test_who_goes_back_finds_what_was_typed(
    cast: Cast, client_of: SignIn, taken: DataRequest
) -> None:
    page = client_of(cast.iris).post(place(taken), partly(taken) | {"wijzig": "1"}).text
    assert SURE not in page
    assert "Dit is nodig." in page


def test_a_proposal_is_read_first_too(cast: Cast, client_of: SignIn, taken: DataRequest) -> None:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    browser = client_of(cast.iris)
    assert "Hierna kijkt een tweede persoon mee." in browser.post(place(taken), form(taken)).text
    assert not ProposedDecision.objects.exists()
    sends_twice(browser, place(taken), form(taken))
    assert ProposedDecision.objects.exists()


def test_a_decision_on_a_correction_says_what_goes_on(
    cast: Cast, client_of: SignIn, now: date, named: list[Processing]
) -> None:
    row = make_request(cast.fatima, Kind.CORRECTION, today=now)
    row, browser = actions.take_up(row, by=cast.iris), client_of(cast.iris)
    no = form(row, outcome="refused", ground="facts_are_right", words="Het klopt.")
    assert "verandert niets aan het gebruik" in browser.post(place(row), no).text
    stop(row, named[0], by=cast.iris, today=now)
    page = browser.post(place(row), no).text
    assert named[0].name in page.split("Dit mag de school weer")[1]


def test_informatie_is_not_given_without_words(cast: Cast, now: date, client_of: SignIn) -> None:
    row = make_request(cast.ruud, Kind.INFORMATION, today=now)
    actions.take_up(row, by=cast.iris)
    row.refresh_from_db()
    iris = client_of(cast.iris)
    assert "Dat is het antwoord op dit verzoek." in iris.post(place(row), form(row)).text
    words = form(row, words="Het gaat goed met rekenen.")
    assert SURE in iris.post(place(row), words).text
    with pytest.raises(actions.Refused, match="words"):
        decide(row, YES, by=cast.iris, today=now)
