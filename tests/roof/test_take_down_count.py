"""Wat weg moet, on the first page of the office: a number, the way to the list, no more queries."""

from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from consent.access import open_take_downs
from portal.people.models import User
from tests.builders import make_guardian, tie
from tests.cast import Cast
from tests.consent.builders import say
from tests.consent.weg import allowed, published, withdrawn

SignIn = Callable[[User], Client]
ONE = "Er staat 1 weghaaltaak open"


@pytest.fixture
def now() -> date:
    """The real day, as the browser sees it."""
    return timezone.localdate()


def first_page(client: Client) -> str:
    return client.get(reverse("roof:home"), follow=True).text


@pytest.mark.parametrize("who", ["iris", "henk"])
def test_the_office_reads_how_many_and_goes_to_the_list(
    cast: Cast, client_of: SignIn, now: date, who: str
) -> None:
    client = client_of(getattr(cast, who))
    assert "weghaalta" not in first_page(client)
    withdrawn(cast, now)
    page = first_page(client)
    assert ONE in page
    assert reverse("consent:take_downs") in page


@pytest.mark.parametrize("who", ["bas", "petra", "frank", "vera"])
def test_whoever_cannot_do_it_does_not_read_it(
    cast: Cast, client_of: SignIn, now: date, who: str
) -> None:
    withdrawn(cast, now)
    assert ONE not in first_page(client_of(getattr(cast, who)))


def test_ones_own_household_is_not_counted(cast: Cast, now: date) -> None:
    withdrawn(cast, now)
    assert open_take_downs(cast.iris, now) == 1
    tie(make_guardian(cast.board, cast.iris), cast.noor)
    assert open_take_downs(cast.iris, now) == 0


def test_more_tasks_ask_no_more_queries(cast: Cast, client_of: SignIn, now: date) -> None:
    purpose, iris, counts = allowed(cast, now), client_of(cast.iris), []
    first_page(iris)
    for number in (1, 3):
        say(cast.fatima, cast.noor, purpose, now, yes=True)
        for _one in range(number):
            published(cast, purpose, now)
        say(cast.fatima, cast.noor, purpose, now, yes=False)
        with CaptureQueriesContext(connection) as found:
            first_page(iris)
        counts.append(len(found))
    assert open_take_downs(cast.iris, now) >= 3
    assert counts[0] == counts[1]
