"""Van vraag naar stop met reclame: upheld at once, due on the day of the question (AVG 21(3))."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing, Restriction
from requests_app import access, actions
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind, Outcome, Standing, outcomes_for
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def question(cast: Cast, now: date) -> DataRequest:
    """Of four days ago."""
    adopt(cast, now)
    rows = Processing.objects.published().filter(board=cast.board, basis="e").order_by("code")
    Processing.objects.filter(pk=rows[0].pk).update(direct_marketing=True)
    return make_request(cast.fatima, Kind.QUESTION, today=now - timedelta(days=4))


def turned(cast: Cast, client_of: SignIn, question: DataRequest) -> DataRequest:
    url = reverse("requests:turn", args=[question.pk])
    page = client_of(cast.iris).post(url, {"right": "reclame"}, follow=True)
    assert page.status_code == 200
    return DataRequest.objects.get(pk=question.pk)


def test_the_turn_page_offers_what_filing_offers(
    cast: Cast, client_of: SignIn, question: DataRequest
) -> None:
    page = client_of(cast.iris).get(reverse("requests:turn", args=[question.pk])).text
    assert '<option value="reclame">' in page


def test_what_is_advertising_stands_still_at_once(
    cast: Cast, client_of: SignIn, now: date, question: DataRequest
) -> None:
    row = turned(cast, client_of, question)
    assert (row.kind, row.direct_marketing, row.turned_on) == (Kind.OBJECTION, True, now)
    (stopped,) = Restriction.objects.of_request(row.pk)
    assert (stopped.pupil_id, stopped.since, stopped.why) == (cast.noor.pk, now, "upheld")
    assert stopped.processing.direct_marketing


def test_the_office_was_to_do_it_on_the_day_of_the_question(
    cast: Cast, client_of: SignIn, question: DataRequest
) -> None:
    row = turned(cast, client_of, question)
    tasks = {(one.purpose, one.due_on) for one in row.tasks.all()}
    assert tasks == {("stop", question.received_on)}


def test_both_dates_are_the_day_of_the_question_and_it_shows_at_once(
    cast: Cast, client_of: SignIn, now: date, question: DataRequest
) -> None:
    row = turned(cast, client_of, question)
    case = access.get_case(cast.iris, row.pk, now)
    assert (case.promise_by, case.legal_by) == (question.received_on, question.received_on)
    assert case.standing == Standing.OVERDUE
    outcomes = outcomes_for(Kind(row.kind), direct_marketing=row.direct_marketing)
    assert outcomes == (Outcome.GRANTED,)


def test_another_verzet_is_weighed_as_before(
    cast: Cast, client_of: SignIn, question: DataRequest
) -> None:
    url = reverse("requests:turn", args=[question.pk])
    client_of(cast.iris).post(url, {"right": Kind.OBJECTION.value})
    question.refresh_from_db()
    assert not question.direct_marketing
    assert not question.tasks.filter(purpose="stop").exists()


def test_only_a_verzet_stops_advertising(cast: Cast, now: date, question: DataRequest) -> None:
    told = Ask(Kind.OBJECTION, direct_marketing=True)
    with pytest.raises(actions.Refused, match="kind"):
        actions.turn_question(question, kind=Kind.ERASURE, by=cast.iris, today=now, told=told)
    assert not Restriction.objects.of_request(question.pk).exists()
