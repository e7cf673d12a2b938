"""Een antwoord langs elke weg: also a message lets the clock run again (law.md §2)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event
from portal.people.models import User
from requests_app import actions
from requests_app.models import CaseMessage, DataRequest, SuspensionPeriod
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked
from tests.requests_app.test_clock import mails
from tests.requests_app.test_messages import post, url

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)
ASKS = "Dit is mijn antwoord op de vraag van de school"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def request_(cast: Cast, today: date) -> DataRequest:
    """Of Fatima about Noor, with a question of Iris that stands open since three days."""
    made = actions.take_up(make_request(cast.fatima, today=today - 3 * DAY), by=cast.iris)
    asked(made, cast)
    return made


def test_a_message_during_a_question_is_the_reply(cast: Cast) -> None:
    request = actions.take_up(make_request(cast.fatima), by=cast.iris)
    asked(request, cast)
    actions.write(request, text="Alleen 2025.", by=cast.fatima, today=TODAY + 4 * DAY)
    assert SuspensionPeriod.objects.get().until == TODAY + 4 * DAY
    facts = Event.objects.get(verb="requests.write").facts
    assert facts["until"] == (TODAY + 4 * DAY).isoformat()
    assert ([to for to, _body in mails("reply_came")], mails("message_came")) == (
        ["iris@example.org"],
        [],
    )


def test_what_the_school_writes_is_no_reply(cast: Cast, today: date, request_: DataRequest) -> None:
    actions.write_back(request_, text="Lukt het?", by=cast.iris, today=today)
    assert SuspensionPeriod.objects.get().until is None


def test_the_page_says_that_the_message_is_the_reply(
    cast: Cast, client_of: SignIn, today: date, request_: DataRequest
) -> None:
    fatima = client_of(cast.fatima)
    page = fatima.get(url("own_messages", request_)).text
    assert ASKS in page
    assert "checked" in page
    page = post(fatima, "own_messages", request_, text="Alleen 2025.", is_reply="on")
    assert "Het bericht is verstuurd. De termijn loopt weer." in page
    assert SuspensionPeriod.objects.get().until == today
    assert ASKS not in page


def test_who_says_that_it_is_something_else_leaves_the_question_open(
    cast: Cast, client_of: SignIn, request_: DataRequest
) -> None:
    page = post(client_of(cast.fatima), "own_messages", request_, text="Dit komt vrijdag.")
    assert "De termijn loopt weer." not in page
    assert CaseMessage.objects.count() == 1
    assert SuspensionPeriod.objects.get().until is None


def test_without_a_question_nothing_is_asked(cast: Cast, client_of: SignIn, today: date) -> None:
    request = make_request(cast.fatima, today=today)
    assert ASKS not in client_of(cast.fatima).get(url("own_messages", request)).text
