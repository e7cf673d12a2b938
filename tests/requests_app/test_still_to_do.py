"""Wacht op uitvoering: staff see it of every decision with a task that is open, promise or not."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access
from requests_app.access import Wanted
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, Result, Standing, TaskPurpose
from tests.cast import Cast
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.test_tasks_changed import task_of

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
WAITS = "wacht op uitvoering, uiterlijk"
CAUSED = [(Kind.ERASURE, TaskPurpose.ERASE), (Kind.OBJECTION, TaskPurpose.STOP)]


@pytest.fixture
def now() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def granted(cast: Cast, kind: Kind, purpose: TaskPurpose, now: date) -> DataRequest:
    """Granted by Iris a day after it came in, with two tasks of which one is done."""
    row = make_request(cast.fatima, kind, today=now - 40 * DAY)
    answer(row, cast.iris, YES, letter=b"%PDF", today=now - 39 * DAY)
    task_of(row, purpose, due_on=now - 25 * DAY)
    done = {"done_on": now - 30 * DAY, "result": Result.DONE.value}
    task_of(row, purpose, key="parro", due_on=now + 9 * DAY, **done)
    return row


@pytest.mark.parametrize("kind, purpose", CAUSED)
def test_the_lists_and_the_case_say_that_it_waits(
    cast: Cast, client_of: SignIn, now: date, kind: Kind, purpose: TaskPurpose
) -> None:
    row, petra = granted(cast, kind, purpose, now), client_of(cast.petra)
    queue = reverse("requests:queue") + "?stand=uitvoeren"
    urls = [queue, reverse("requests:overview"), reverse("requests:case", args=[row.pk])]
    assert [WAITS in petra.get(url).text for url in urls] == [True, True, True]
    CaseTask.objects.update(done_on=now, result=Result.DONE.value)
    assert [WAITS in petra.get(url).text for url in urls] == [False, False, False]


@pytest.mark.parametrize("kind, purpose", CAUSED)
def test_its_day_is_that_of_the_task_and_its_verdict_stands(
    cast: Cast, now: date, kind: Kind, purpose: TaskPurpose
) -> None:
    granted(cast, kind, purpose, now)
    case = access.Workplace(cast.iris, now).queue(Wanted(to_do=True))[0]
    assert case.waits_until == now - 25 * DAY
    assert (case.is_to_be_done, case.standing) == (False, Standing.IN_TIME)


def test_a_case_that_is_closed_waits_for_nothing(cast: Cast, now: date) -> None:
    row = granted(cast, *CAUSED[0], now)
    DataRequest.objects.filter(pk=row.pk).update(state="closed")
    assert access.get_case(cast.iris, row.pk, now).waits_until is None


def test_more_rows_cost_no_more_queries(cast: Cast, client_of: SignIn, now: date) -> None:
    iris, counts = client_of(cast.iris), []
    url = reverse("requests:queue") + "?stand=uitvoeren"
    granted(cast, *CAUSED[0], now)
    iris.get(url)
    for more in range(3):
        with CaptureQueriesContext(connection) as asked:
            assert iris.get(url).text.count(WAITS) == more + 1
        counts.append(len(asked))
        granted(cast, *CAUSED[1], now)
    assert len(set(counts)) == 1
