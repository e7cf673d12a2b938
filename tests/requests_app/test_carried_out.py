"""Uitgevoerd: a correction keeps its promise when it is done, not when decided (art. 10.3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.roof import answer as roof
from requests_app import access, actions
from requests_app.access import Wanted
from requests_app.actions.cause import Ending
from requests_app.letters import Draft
from requests_app.models import Case, CaseTask, DataRequest, with_dates
from requests_app.rules import Kind, Result, Standing, TaskPurpose, standing_when_done
from tests.cast import Cast
from tests.requests_app.answers import noon
from tests.requests_app.builders import NO, YES, answer, make_request

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
PROMISE = 28 * DAY


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def granted(cast: Cast, today: date) -> DataRequest:
    """A correction that Iris granted a day after it came in, with a task that is open."""
    request = make_request(cast.fatima, Kind.CORRECTION, today=today - 40 * DAY)
    answer(request, cast.iris, YES, letter=b"%PDF", today=today - 39 * DAY)
    CaseTask.objects.create(
        request=request,
        purpose=TaskPurpose.CORRECT.value,
        key="esis",
        holder="ESIS",
        due_on=today - 30 * DAY,
    )
    return request


def case_of(request: DataRequest, today: date) -> Case:
    return with_dates([DataRequest.objects.with_facts().get(pk=request.pk)], today)[0]


@pytest.mark.parametrize(
    "verdict, done, today, found",
    [
        ("in_time", None, 28, "in_time"),
        ("in_time", None, 29, "promise_passed"),
        ("in_time", 28, 99, "in_time"),
        ("in_time", 29, 99, "promise_passed"),
        ("promise_passed", 2, 99, "promise_passed"),
        ("overdue", 2, 99, "overdue"),
    ],
)
def test_the_second_end_of_the_promise(
    verdict: str, done: int | None, today: int, found: str
) -> None:
    start = date(2026, 3, 3)
    done_on = start + done * DAY if done else None
    said = standing_when_done(
        Standing(verdict),
        promise_by=start + PROMISE,
        done_on=done_on,
        today=start + today * DAY,
    )
    assert said == found


def test_until_it_is_done_it_waits_and_then_the_promise_is_broken(
    granted: DataRequest, today: date
) -> None:
    last = granted.received_on + PROMISE
    found = [case_of(granted, day) for day in (last, last + DAY)]
    assert [one.is_to_be_done for one in found] == [True, True]
    assert [one.standing for one in found] == [Standing.IN_TIME, Standing.PROMISE_PASSED]


def test_done_in_time_it_is_kept_for_good(cast: Cast, granted: DataRequest, today: date) -> None:
    done = Ending(Result.DONE, granted.received_on + PROMISE)
    actions.finish_task(granted.tasks.get(), done, by=cast.iris, today=today)
    found = case_of(granted, today)
    assert (found.is_to_be_done, found.standing) == (False, Standing.IN_TIME)


@pytest.mark.parametrize("kind, draft", [(Kind.CORRECTION, NO), (Kind.ACCESS, YES)])
def test_what_has_nothing_to_carry_out_keeps_its_verdict(
    cast: Cast, today: date, kind: Kind, draft: Draft
) -> None:
    request = make_request(cast.fatima, kind, today=today - 40 * DAY)
    answer(request, cast.iris, draft, letter=b"%PDF", today=today - 39 * DAY)
    roof.make_due(noon(today - 39 * DAY))
    found = case_of(request, today)
    assert (found.is_to_be_done, found.standing) == (False, Standing.IN_TIME)


def test_the_office_finds_it_until_it_is_done(
    cast: Cast, client_of: SignIn, granted: DataRequest, today: date
) -> None:
    iris = client_of(cast.iris)
    assert "1 zaak wacht op uitvoering" in iris.get(reverse("requests:queue")).text
    page = iris.get(reverse("requests:queue"), {"stand": "uitvoeren"}).text
    assert granted.reference in page
    assert "wacht op uitvoering, uiterlijk" in page
    assert "te laat" in iris.get(reverse("requests:tasks", args=[granted.pk])).text
    done = Ending(Result.DONE, today)
    actions.finish_task(granted.tasks.get(), done, by=cast.iris, today=today)
    assert "zaak wacht op uitvoering" not in iris.get(reverse("requests:queue")).text
    assert not len(access.Workplace(cast.iris, today).queue(Wanted(to_do=True)))


def test_the_officer_reads_that_the_promise_passed(
    cast: Cast, client_of: SignIn, granted: DataRequest
) -> None:
    page = client_of(cast.petra).get(reverse("requests:overview")).text
    assert "1 zaak wacht op uitvoering" in page
    assert "wacht op uitvoering, uiterlijk" in page
