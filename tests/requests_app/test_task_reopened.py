"""Heropenen: what somebody wrote of a task by mistake is taken back, with a trace."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from requests_app import actions
from requests_app.actions import Ending, finish_task, reopen_task
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, Result, State, TaskPurpose, may_reopen, results_for
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.test_clock import refused
from tests.requests_app.test_tasks_changed import task_of

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
EMPTY = ("", None, "", None, None, None)


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def said(task: CaseTask) -> tuple[Any, ...]:
    task.refresh_from_db()
    words = (task.result, task.done_on, task.because)
    return *words, task.informed_on, task.answered_on, task.reminded_on


def granted(cast: Cast, kind: Kind, today: date) -> DataRequest:
    request = make_request(cast.fatima, kind, today=today - 5 * DAY)
    answer(request, cast.iris, YES, letter=b"%PDF", today=today - 4 * DAY)
    return request


@pytest.fixture
def told(cast: Cast, today: date) -> CaseTask:
    """A recipient of an erasure, wrongly written down as told."""
    request = granted(cast, Kind.ERASURE, today)
    task = task_of(request, TaskPurpose.NOTIFY, due_on=today, reminded_on=today - DAY)
    ending = Ending(Result.INFORMED, today - DAY, answered_on=today)
    return finish_task(task, ending, by=cast.iris, today=today)


@pytest.mark.parametrize("purpose", TaskPurpose)
@pytest.mark.parametrize("result", Result)
@pytest.mark.parametrize("state", State)
def test_what_a_person_said_may_be_taken_back(
    purpose: TaskPurpose, result: Result, state: State
) -> None:
    by_somebody = purpose != TaskPurpose.COLLECT and result in results_for(purpose)
    is_over = state in {State.CLOSED, State.WITHDRAWN}
    is_late = purpose == TaskPurpose.FREEZE and state == State.ANSWERED
    assert may_reopen(purpose, result, state) is (by_somebody and not is_over and not is_late)


def test_a_task_stands_open_as_if_nothing_was_said(cast: Cast, told: CaseTask, today: date) -> None:
    reopen_task(told, by=cast.petra)
    assert said(told) == EMPTY
    event = Event.objects.filter(verb="requests.reopen_task").get()
    assert event.actor_id == cast.petra.pk
    assert event.facts == {
        "purpose": "notify",
        "result": "informed",
        "done_on": (today - DAY).isoformat(),
    }


def test_it_is_finished_anew(cast: Cast, told: CaseTask, today: date) -> None:
    reopen_task(told, by=cast.iris)
    ending = Ending(Result.IMPOSSIBLE, today, because="Bestaat niet meer.")
    finish_task(told, ending, by=cast.iris, today=today)
    assert said(told) == ("impossible", today, "Bestaat niet meer.", None, None, None)


def test_what_is_open_is_not_reopened(cast: Cast, told: CaseTask) -> None:
    reopen_task(told, by=cast.iris)
    refused("state", reopen_task, told, by=cast.iris)
    assert Event.objects.filter(verb="requests.reopen_task").count() == 1


def test_a_correction_is_no_longer_carried_out(cast: Cast, today: date) -> None:
    request = granted(cast, Kind.CORRECTION, today)
    task = task_of(request, TaskPurpose.CORRECT, due_on=today)
    finish_task(task, Ending(Result.DONE, today), by=cast.iris, today=today)
    assert fresh(request).carried_out_on == today
    reopen_task(task, by=cast.iris)
    assert fresh(request).carried_out_on is None


def test_what_ended_with_the_request_stays_so(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=today)
    actions.withdraw(request, by=cast.fatima, today=today)
    task = request.tasks.get(purpose=TaskPurpose.FREEZE.value)
    refused("state", reopen_task, task, by=cast.iris)
    assert said(task)[0] == Result.CASE_WITHDRAWN


def test_a_closed_case_gets_no_open_task(cast: Cast, told: CaseTask, today: date) -> None:
    actions.close(told.request, by=cast.iris, today=today)
    told.refresh_from_db()
    refused("state", reopen_task, told, by=cast.iris)
    assert said(told)[0] == Result.INFORMED


def test_an_anonymous_case_stays_as_it_is(cast: Cast, told: CaseTask, today: date) -> None:
    actions.close(told.request, by=cast.iris, today=today)
    actions.anonymise(fresh(told.request), today=today)
    refused("state", reopen_task, told, by=cast.iris)
    assert said(told)[0] == Result.INFORMED


def test_the_office_reopens_it_on_its_page(
    cast: Cast, client_of: SignIn, told: CaseTask, today: date
) -> None:
    iris, case = client_of(cast.iris), told.request_id
    url = reverse("requests:reopen_task", args=[case, told.pk])
    assert url in iris.get(reverse("requests:tasks", args=[case])).text
    assert "Wat eerder is vastgelegd, blijft in het logboek staan." in iris.get(url).text
    answer = iris.post(url, {"once_key": str(uuid4())}, follow=True)
    assert "Deze taak staat weer open." in answer.text
    assert url not in answer.text
    assert said(told) == EMPTY


def test_pressing_late_says_why_not(cast: Cast, client_of: SignIn, told: CaseTask) -> None:
    reopen_task(told, by=cast.petra)
    url = reverse("requests:reopen_task", args=[told.request_id, told.pk])
    page = client_of(cast.iris).post(url, {"once_key": str(uuid4())})
    assert page.status_code == 200
    assert "Deze taak kan niet weer open." in page.text
