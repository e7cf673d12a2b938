"""Sluiten na een ja: never before what the decision causes has been made, and nothing after it."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.actions.close import close_finished
from requests_app.models import CaseTask, DataRequest, HiddenNotice
from requests_app.rules import Kind, State
from tests.cast import Cast
from tests.requests_app.answers import finish_all, fresh
from tests.requests_app.builders import YES, answer, make_request
from tests.roof.test_art19 import decided, hand_over, noon, shared_entry

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def shared(cast: Cast, today: date) -> Processing:
    return shared_entry(cast, today)


def correction(cast: Cast, today: date) -> DataRequest:
    """Granted, and its tasks are not made yet."""
    request = make_request(cast.fatima, Kind.CORRECTION, today=today)
    answer(request, cast.iris, YES, today=today)
    return fresh(request)


def test_a_case_is_not_closed_before_its_tasks_are_made(cast: Cast, today: date) -> None:
    request = correction(cast, today)
    with pytest.raises(actions.Refused, match="caused"):
        actions.close(request, by=cast.iris, today=today)
    assert follow(noon(today)) == 1
    with pytest.raises(actions.Refused, match="tasks"):
        actions.close(request, by=cast.iris, today=today)
    finish_all(request, cast.iris, today)
    assert actions.close(request, by=cast.iris, today=today).state == State.CLOSED


def test_the_portal_itself_does_not_close_it_either(cast: Cast, today: date) -> None:
    request, late = correction(cast, today), today + timedelta(days=43)
    assert close_finished(noon(late)) == 0
    follow(noon(late))
    finish_all(request, cast.iris, late)
    assert close_finished(noon(late)) == 1


def test_who_closes_at_once_sees_the_tasks(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = correction(cast, today), client_of(cast.iris)
    page = iris.post(reverse("requests:close", args=[request.pk]), follow=True)
    assert "Er staan nog taken open." in page.text
    assert fresh(request).state == State.ANSWERED
    assert [one.purpose for one in CaseTask.objects.filter(request=request)] == ["correct"]
    assert follow(noon(today)) == 0


def test_the_officer_is_asked_before_it_closes(
    cast: Cast, client_of: SignIn, shared: Processing, today: date
) -> None:
    hand_over(cast, shared, today, hidden=True)
    request = decided(cast, Kind.ERASURE, shared, today, on=today)
    client_of(cast.iris).post(reverse("requests:close", args=[request.pk]))
    assert HiddenNotice.objects.filter(request=request).exists()


def test_a_closed_case_gets_no_task(cast: Cast, shared: Processing, today: date) -> None:
    request = decided(cast, Kind.ERASURE, shared, today, on=today)
    DataRequest.objects.filter(pk=request.pk).update(state=State.CLOSED.value)
    assert follow(noon(today)) == 0
    assert not CaseTask.objects.filter(request=request).exists()


def test_where_nothing_has_to_be_done_it_closes_at_once(cast: Cast, today: date) -> None:
    request = make_request(cast.fatima, Kind.ERASURE, today=today)
    answer(request, cast.iris, YES, today=today)
    assert actions.close(fresh(request), by=cast.iris, today=today).state == State.CLOSED
