"""Verzet zonder verwerking: somebody finds out on the day itself what stops (AVG 18(1)(d))."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app.actions.cause import Ending, finish_task
from requests_app.models import DataRequest
from requests_app.rules import Kind, Result
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt
from tests.requests_app.builders import NO, answer, make_request

SignIn = Callable[[User], Client]
LATER = timedelta(days=3)


@pytest.fixture
def now() -> date:
    return timezone.localdate()


def tasks(request: DataRequest) -> list[tuple[str, str]]:
    return sorted(request.tasks.values_list("purpose", "key"))


def test_the_office_must_find_out_on_the_day_itself(cast: Cast, now: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=now)
    assert tasks(request) == [("freeze", "administratie")]
    assert request.tasks.get().due_on == now


def test_after_a_no_it_may_go_on(cast: Cast, now: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=now)
    finish_task(request.tasks.get(), Ending(Result.DONE, now), by=cast.iris, today=now)
    answer(request, cast.iris, NO, letter=b"%PDF", today=now)
    assert ("resume", "administratie") in tasks(request)


def test_the_case_and_the_family_read_it(cast: Cast, client_of: SignIn, now: date) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=now)
    case = client_of(cast.iris).get(reverse("requests:case", args=[request.pk])).text
    assert "Zoek uit waar het bezwaar over gaat" in case
    own = client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text
    assert "de opdracht om uit te zoeken waar het om gaat" in own


def turned(browser: Client, question: DataRequest, **facts: Any) -> str:
    url = reverse("requests:turn", args=[question.pk])
    return browser.post(url, facts, follow=True).text


def test_a_question_that_becomes_a_verzet_names_what_it_is_about(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    adopt(cast, now)
    named, question = objectionable(cast), make_request(cast.fatima, Kind.QUESTION, today=now)
    page = turned(client_of(cast.iris), question, right="verzet", parts=[str(named.pk)])
    assert named.name in page
    assert [one.processing for one in question.parts.all()] == [named]
    assert {purpose for purpose, _key in tasks(question)} == {"freeze"}


def test_a_question_that_becomes_a_correction_says_what_it_should_be(
    cast: Cast, client_of: SignIn, now: date
) -> None:
    question = make_request(cast.fatima, Kind.QUESTION, today=now)
    turned(client_of(cast.iris), question, right="correctie", should_be="Laan 2")
    text = DataRequest.objects.get().text
    assert (text.should_be, text.scope) == ("Laan 2", "Alles over de toetsen.")


def test_a_period_backwards_turns_nothing(cast: Cast, client_of: SignIn, now: date) -> None:
    question = make_request(cast.fatima, Kind.QUESTION, today=now)
    days = {"scope_from": now.isoformat(), "scope_until": (now - LATER).isoformat()}
    assert "Kies andere dagen." in turned(client_of(cast.iris), question, right="inzage", **days)
    assert DataRequest.objects.get().kind == Kind.QUESTION
