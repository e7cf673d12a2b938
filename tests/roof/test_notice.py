"""Bericht aan een ontvanger (AVG 19): no more than was decided, and what was sent is kept."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.files.actions import read
from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.actions import Ending, finish_task
from requests_app.letters import Draft, PartDraft
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, Result
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import answer
from tests.requests_app.test_letters_for_all import text_of
from tests.roof.test_art19 import hand_over, noon

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def entries(cast: Cast, now: date) -> list[Processing]:
    return three_entries(cast, now)


def three_entries(cast: Cast, now: date) -> list[Processing]:
    """Three of the register, each with a recipient of its own that got Noor's data."""
    adopt(cast, now)
    rows = Processing.objects.published().filter(board=cast.board, recipients__isnull=False)
    found: dict[UUID, Processing] = {}
    for one in rows.exclude(systems="").order_by("code"):
        found.setdefault(one.recipients.all()[0].pk, one)
    chosen = list(found.values())[:3]
    for one in chosen:
        hand_over(cast, one, now)
    return chosen


def erased(cast: Cast, entries: list[Processing], now: date) -> DataRequest:
    """Yes for the first and the second, nothing to decide about the third."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", now)
    ask = Ask(Kind.ERASURE, "Graag.", parts=tuple(entries))
    request = actions.file_request(target, ask, by=cast.fatima, today=now)
    yes, none = PartOutcome.GRANTED, PartOutcome.NOT_APPLICABLE
    outcomes = zip(entries, (yes, yes, none), strict=True)
    as_asked, why = GroundCode.AS_ASKED, GroundCode.NO_DATA_HELD
    parts = tuple(PartDraft(e, one, as_asked if one == yes else why) for e, one in outcomes)
    draft = Draft(Outcome.GRANTED, GroundCode.AS_ASKED, "", parts=parts)
    answer(request, cast.iris, draft, today=now)
    follow(noon(now))
    return request


def told(request: DataRequest, entry: Processing) -> CaseTask:
    return request.tasks.get(purpose="notify", recipient=entry.recipients.all()[0])


def made(browser: Client, task: CaseTask) -> str:
    """What the recipient reads in the letter that is made now."""
    url = reverse("requests:notice", args=[task.request_id, task.pk])
    return text_of(browser.post(url, follow=True).getvalue())


def test_a_recipient_reads_only_of_what_it_received_and_was_granted(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    first, second, third = entries
    text = made(client_of(cast.iris), told(erased(cast, entries, now), first))
    assert first.name in text
    assert second.name not in text
    assert third.name not in text


def test_what_is_not_carried_out_yet_is_not_said_to_be_done(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    task = told(erased(cast, entries, now), entries[0])
    text = made(client_of(cast.iris), task)
    assert "De school heeft gegevens van deze leerling verwijderd." not in text
    assert "De school besloot gegevens van deze leerling te verwijderen" in text


def test_once_it_is_carried_out_the_letter_says_so(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    request = erased(cast, entries, now)
    for one in request.tasks.filter(purpose="erase"):
        finish_task(one, Ending(Result.DONE, now), by=cast.iris, today=now)
    text = made(client_of(cast.iris), told(request, entries[0]))
    assert "De school heeft gegevens van deze leerling verwijderd." in text


def test_the_letter_that_was_made_stays_with_the_task(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    request, browser = erased(cast, entries, now), client_of(cast.iris)
    task = told(request, entries[0])
    first = made(browser, task)
    for one in request.tasks.filter(purpose="erase"):
        finish_task(one, Ending(Result.DONE, now), by=cast.iris, today=now)
    assert made(browser, task) == first
    task.refresh_from_db()
    assert task.letter is not None
    assert text_of(read(task.letter)) == first


def test_it_can_still_be_read_when_the_task_is_done(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    task, browser = told(erased(cast, entries, now), entries[0]), client_of(cast.iris)
    made(browser, task)
    finish_task(task, Ending(Result.INFORMED, now), by=cast.iris, today=now)
    page = browser.get(reverse("requests:tasks", args=[task.request_id])).text
    assert reverse("requests:notice", args=[task.request_id, task.pk]) in page


def test_a_letter_that_nobody_made_is_not_there(
    cast: Cast, client_of: SignIn, now: date, entries: list[Processing]
) -> None:
    task, browser = told(erased(cast, entries, now), entries[0]), client_of(cast.iris)
    url = reverse("requests:notice", args=[task.request_id, task.pk])
    assert browser.get(url).status_code == 404
    made(browser, task)
    assert browser.get(url).status_code == 200
