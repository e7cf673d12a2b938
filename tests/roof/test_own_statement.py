"""Eigen verklaring (AVG 16): the family's own view is read wherever the opinion stands."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.roof.answer_own import own_requests
from portal.roof.answer_requests import requests_table
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.letters import Draft
from requests_app.models import Ask, DataRequest
from requests_app.rules import GroundCode, Kind, Outcome
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.builders import answer, make_request
from tests.roof.test_art19 import noon

SignIn = Callable[[User], Client]
VIEW = "Noor is niet druk, zij verveelt zich."


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def kept(cast: Cast, now: date) -> DataRequest:
    """An opinion that stays, with Fatima's words beside it."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", now)
    ask = Ask(Kind.CORRECTION, VIEW)
    request = actions.file_request(target, ask, by=cast.fatima, today=now)
    opinion = Draft(Outcome.REFUSED, GroundCode.PROFESSIONAL_OPINION, "Zo gezien.")
    answer(request, cast.iris, opinion, today=now)
    follow(noon(now))
    return request


def test_staff_read_it_as_such_on_the_case(
    cast: Cast, client_of: SignIn, kept: DataRequest
) -> None:
    page = client_of(cast.iris).get(reverse("requests:case", args=[kept.pk])).text
    assert VIEW in page.partition("De mening van het gezin")[2]


def test_it_stands_with_the_task_to_add_it(
    cast: Cast, client_of: SignIn, kept: DataRequest
) -> None:
    task, browser = kept.tasks.get(key="eigen-verklaring"), client_of(cast.iris)
    assert VIEW in browser.get(reverse("requests:tasks", args=[kept.pk])).text
    assert VIEW in browser.get(reverse("requests:finish_task", args=[kept.pk, task.pk])).text


def test_a_later_answer_holds_it(cast: Cast, kept: DataRequest, now: date) -> None:
    later = fresh(make_request(cast.fatima, Kind.ACCESS, today=now))
    table = requests_table(own_requests(later), with_words=True)
    column = table.columns.index("Eigen verklaring")
    assert [row[column] for row in table.rows] == [VIEW, ""]


def test_the_other_parent_gets_none_of_it(cast: Cast, kept: DataRequest, now: date) -> None:
    later = fresh(make_request(cast.daan, Kind.ACCESS, today=now))
    assert VIEW not in str(requests_table(own_requests(later), with_words=True).rows)
