"""Overzicht: the promise of a correction is seen to pass, also after the answer (seed 10.3)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access
from requests_app.models import DataRequest
from requests_app.rules import Kind, Watch, watch_of_promise
from tests.cast import Cast
from tests.requests_app.builders import NO, YES, answer, make_request

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def now() -> date:
    return timezone.localdate()


def corrected(cast: Cast, now: date, ago: int, *, yes: bool = True) -> DataRequest:
    """Asked so many days ago and answered, given in the portal, a day later."""
    row = make_request(cast.fatima, Kind.CORRECTION, today=now - ago * DAY)
    answer(row, cast.iris, YES if yes else NO, today=now - (ago - 1) * DAY)
    assert row.deliveries.exists()
    return row


def counts(cast: Cast, now: date) -> dict[str, int]:
    rows = access.watch(access.overview(cast.petra, now).rows, now)
    return {str(key): count for row in rows for key, count in row.counts.items() if count}


@pytest.mark.parametrize("left, column", [(8, "in_time"), (7, "soon"), (0, "soon"), (-1, "x")])
def test_the_last_day_of_the_promise_is_in_time(now: date, left: int, column: str) -> None:
    found = watch_of_promise(now + left * DAY, today=now)
    assert found == (Watch.PROMISE_PASSED if column == "x" else Watch(column))


@pytest.mark.parametrize(
    "ago, column", [(2, "in_time"), (25, "soon"), (28, "soon"), (29, "promise_passed")]
)
def test_a_correction_that_is_not_carried_out_stands_where_its_promise_is(
    cast: Cast, now: date, ago: int, column: str
) -> None:
    row = corrected(cast, now, ago)
    assert counts(cast, now) == {column: 1}
    found = access.watched(cast.petra, now, school=cast.school.pk, column=Watch(column))
    assert [one.request for one in found] == [row]


def test_what_is_carried_out_or_was_refused_is_not_counted(cast: Cast, now: date) -> None:
    done = corrected(cast, now, 40)
    DataRequest.objects.filter(pk=done.pk).update(carried_out_on=now)
    corrected(cast, now, 40, yes=False)
    assert counts(cast, now) == {}


def test_the_number_opens_the_case(cast: Cast, client_of: SignIn, now: date) -> None:
    row, browser = corrected(cast, now, 40), client_of(cast.petra)
    assert "?stand=promise_passed" in browser.get(reverse("requests:overview")).text
    page = browser.get(reverse("requests:watched"), {"stand": "promise_passed"}).text
    assert row.reference in page
