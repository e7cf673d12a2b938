"""Wat is er verbeterd: the letter after a correction says it, for one recipient (AVG 19)."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.models import Ask, CaseTask
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.builders import answer, target_of
from tests.requests_app.test_letters_for_all import text_of
from tests.roof.test_art19 import hand_over, noon, shared_entry

SignIn = Callable[[User], Client]
ASKED = "De achternaam is fout, en Ruud weet dat."
WORDS = {"wrong": "De achternaam was Jansen.", "right": "De achternaam is Demo."}


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def shared(cast: Cast, now: date) -> Processing:
    return shared_entry(cast, now)


@pytest.fixture
def task(cast: Cast, now: date, shared: Processing) -> CaseTask:
    """Of a correction that names no entry of the register."""
    ask = Ask(Kind.CORRECTION, ASKED, should_be="Demo")
    request = actions.file_request(
        target_of(cast.fatima, today=now), ask, by=cast.fatima, today=now
    )
    answer(request, cast.iris, today=now)
    follow(noon(now))
    return request.tasks.get(purpose="notify")


def url_of(task: CaseTask, name: str = "write_notice") -> str:
    return reverse(f"requests:{name}", args=[task.request_id, task.pk])


def test_the_letter_says_what_was_wrong_and_what_is_right(
    cast: Cast, client_of: SignIn, task: CaseTask
) -> None:
    text = text_of(client_of(cast.iris).post(url_of(task), WORDS, follow=True).getvalue())
    for words in WORDS.values():
        assert words in text
    assert "Ruud" not in text


def test_without_these_words_no_letter_is_made(
    cast: Cast, client_of: SignIn, task: CaseTask
) -> None:
    browser = client_of(cast.iris)
    assert browser.post(url_of(task, "notice")).headers["Location"] == url_of(task)
    page = browser.post(url_of(task), {"wrong": "De achternaam.", "right": " "}).text
    assert "Schrijf op wat wel klopt." in page
    task.refresh_from_db()
    assert task.letter is None


def test_beside_it_stands_what_this_recipient_got_and_nothing_hidden(
    cast: Cast, client_of: SignIn, now: date, task: CaseTask, shared: Processing
) -> None:
    rows = Processing.objects.published().filter(board=cast.board).exclude(pk=shared.pk)
    hidden, theirs = rows.order_by("code")[:2]
    who = shared.recipients.all()[0]
    hand_over(cast, hidden, now, hidden=True, to=who)
    other = Processing.objects.exclude(recipients=who).filter(recipients__isnull=False)[0]
    hand_over(cast, theirs, now, to=other.recipients.all()[0])
    page = client_of(cast.iris).get(url_of(task)).text
    assert shared.name in page
    assert "Ruud weet dat" in page
    assert hidden.name not in page
    assert theirs.name not in page


def test_the_first_letter_stays(cast: Cast, client_of: SignIn, task: CaseTask) -> None:
    browser = client_of(cast.iris)
    browser.post(url_of(task), WORDS)
    other = {"wrong": "De straat was fout.", "right": "De straat is Dorpsweg."}
    text = text_of(browser.post(url_of(task), other, follow=True).getvalue())
    assert WORDS["wrong"] in text
    assert url_of(task) not in browser.get(reverse("requests:tasks", args=[task.request_id])).text


def test_a_number_that_may_be_a_bsn_comes_back(
    cast: Cast, client_of: SignIn, task: CaseTask
) -> None:
    browser, words = client_of(cast.iris), WORDS | {"wrong": "Het nummer was 111222333."}
    assert "<mark>111222333</mark>" in browser.post(url_of(task), words).text
    gone = browser.post(url_of(task), words | {"number_choice": "remove"}, follow=True)
    assert "111222333" not in text_of(gone.getvalue())
    event = Event.objects.get(verb="requests.tell")
    assert event.facts["number_confirmed"] is False


def test_an_erasure_has_no_words_to_write(
    cast: Cast, client_of: SignIn, now: date, task: CaseTask
) -> None:
    task.request.kind = Kind.ERASURE.value
    task.request.save(update_fields=["kind"])
    assert client_of(cast.iris).get(url_of(task)).status_code == 404
    case = access.get_case(cast.iris, task.request_id, now)
    assert not access.must_be_written(case, task)
