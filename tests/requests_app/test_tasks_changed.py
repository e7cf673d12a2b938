"""Taken verdelen: another day or colleague, reminded each week it is late, and never of nobody."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from requests_app import access, actions
from requests_app.access import Wanted
from requests_app.actions.collect import remind_collectors
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, TaskPurpose
from requests_app.rules.collecting import is_reminder_due
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.test_clock import mails, noon, refused

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
DUE = TODAY + 10 * DAY


def task_of(request: DataRequest, purpose: TaskPurpose, **facts: Any) -> CaseTask:
    named = {"key": "esis", "holder": "ESIS", "due_on": DUE, "assignee": request.assignee}
    return CaseTask.objects.create(request=request, purpose=purpose.value, **{**named, **facts})


@pytest.fixture
def collecting(cast: Cast) -> CaseTask:
    """One holder of data was asked by Iris."""
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    return task_of(request, TaskPurpose.COLLECT)


@pytest.mark.parametrize(
    "reminded, today, found",
    [
        (None, 6, False),
        (None, 7, True),
        (7, 10, False),
        (7, 13, False),
        (7, 14, True),
        (10, 14, False),
        (14, 20, False),
        (14, 21, True),
    ],
)
def test_once_before_its_day_and_each_week_that_it_is_late(
    reminded: int | None, today: int, found: bool
) -> None:
    before = TODAY + reminded * DAY if reminded else None
    assert is_reminder_due(DUE, before, TODAY + today * DAY) is found


def test_the_sweep_reminds_each_week(collecting: CaseTask) -> None:
    days = (6, 7, 8, 13, 14, 15, 21, 22)
    counts = [remind_collectors(noon(TODAY + n * DAY)) for n in days]
    assert counts == [0, 1, 0, 0, 1, 0, 1, 0]
    assert [to for to, _body in mails("task_waits")] == ["iris@example.org"] * 3


def test_what_must_be_carried_out_is_reminded_of_after_the_answer(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.ERASURE)
    answer(request, cast.iris, YES, letter=b"%PDF")
    task_of(request, TaskPurpose.ERASE, assignee=cast.petra)
    assert remind_collectors(noon(DUE + DAY)) == 1
    assert [to for to, _body in mails("task_waits")] == ["petra@example.org"]


def test_another_day_and_another_colleague(cast: Cast, collecting: CaseTask) -> None:
    CaseTask.objects.update(reminded_on=TODAY)
    row = actions.change_task(
        collecting, due_on=DUE + DAY, assignee=cast.petra, by=cast.iris, today=TODAY
    )
    assert (row.due_on, row.assignee, row.reminded_on) == (DUE + DAY, cast.petra, None)
    assert [to for to, _body in mails("task_waits")] == ["petra@example.org"]
    event = Event.objects.get(verb="requests.change_task")
    assert event.facts == {
        "purpose": "collect",
        "due_on": (DUE + DAY).isoformat(),
        "is_given": True,
    }


def test_no_day_in_the_past_and_nothing_that_is_done(cast: Cast, collecting: CaseTask) -> None:
    facts: dict[str, Any] = {"assignee": None, "by": cast.iris, "today": TODAY}
    refused("due_on", actions.change_task, collecting, due_on=TODAY - DAY, **facts)
    actions.nothing_held(collecting, by=cast.iris, today=TODAY)
    refused("state", actions.change_task, collecting, due_on=DUE, **facts)


def test_on_the_page(cast: Cast, client_of: SignIn) -> None:
    today = timezone.localdate()
    request = actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)
    task, iris = task_of(request, TaskPurpose.COLLECT), client_of(cast.iris)
    url = reverse("requests:change_task", args=[request.pk, task.pk])
    assert url in iris.get(reverse("requests:collect", args=[request.pk])).text
    once = str(task.pk)
    facts = {"due_on": str(today - DAY), "assignee": str(cast.petra.pk), "once_key": once}
    assert "Deze dag is voorbij." in iris.post(url, facts).text
    page = iris.post(url, {**facts, "due_on": str(today + DAY)}, follow=True).text
    assert "De taak is gewijzigd." in page
    assert str(cast.petra) in page


def test_a_task_of_nobody_stands_in_the_queue(cast: Cast, client_of: SignIn) -> None:
    today: date = timezone.localdate()
    request = make_request(cast.fatima, today=today)
    task = task_of(request, TaskPurpose.COLLECT)
    page = client_of(cast.iris).get(reverse("requests:queue")).text
    assert "1 zaak heeft een taak waar nog niemand bij staat." in page
    found = access.Workplace(cast.iris, today).queue(Wanted(unclaimed=True))
    assert [one.request for one in found] == [request]
    facts: dict[str, Any] = {"due_on": DUE, "by": cast.iris, "today": TODAY}
    actions.change_task(task, assignee=cast.iris, **facts)
    assert not access.Workplace(cast.iris, today).waiting["unclaimed"]
