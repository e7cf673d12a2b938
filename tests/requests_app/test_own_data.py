"""Verzet over eigen gegevens: they stand still while it is weighed (AVG 18(1)(d))."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.actions.cause import Ending, finish_task
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import Kind, Result
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt
from tests.requests_app.answers import noon
from tests.requests_app.builders import NO, YES, answer, make_request, target_of

SignIn = Callable[[User], Client]


@pytest.fixture
def now() -> date:
    return timezone.localdate()


def object_to(cast: Cast, now: date, *named: Processing) -> DataRequest:
    ask = Ask(Kind.OBJECTION, "Liever niet.", parts=named)
    target = target_of(cast.fatima, own=True, today=now)
    return actions.file_request(target, ask, by=cast.fatima, today=now)


def purposes(request: DataRequest) -> list[str]:
    return sorted(request.tasks.values_list("purpose", flat=True))


def stop(cast: Cast, request: DataRequest, now: date) -> None:
    for task in request.tasks.filter(purpose="freeze"):
        finish_task(task, Ending(Result.DONE, now), by=cast.iris, today=now)


def test_the_office_must_stop_the_use_on_the_day_itself(cast: Cast, now: date) -> None:
    request = object_to(cast, now)
    task = CaseTask.objects.get()
    assert (task.request, task.purpose, task.key) == (request, "freeze", "administratie")
    assert (task.due_on, task.done_on) == (now, None)


def test_each_system_of_what_is_named_must_too(cast: Cast, now: date) -> None:
    adopt(cast, now)
    named = objectionable(cast)
    holders = set(object_to(cast, now, named).tasks.values_list("holder", flat=True))
    assert holders == {"Administratie van de school", *named.systems.split(" of ")}


def test_nothing_stops_where_the_law_knows_no_verzet(cast: Cast, now: date) -> None:
    adopt(cast, now)
    duty = Processing.objects.filter(board=cast.board, basis="c")[0]
    assert purposes(object_to(cast, now, duty)) == []
    for kind in (Kind.ACCESS, Kind.CORRECTION, Kind.LIMITATION):
        assert purposes(make_request(cast.fatima, kind, own=True, today=now)) == []


def test_advertising_is_not_weighed(cast: Cast, now: date) -> None:
    asked = make_request(cast.fatima, Kind.OBJECTION, own=True, today=now, direct_marketing=True)
    assert purposes(asked) == ["stop"]


def test_a_question_that_becomes_a_verzet_stops_it_too(cast: Cast, now: date) -> None:
    question = make_request(cast.fatima, Kind.QUESTION, own=True, today=now)
    assert purposes(question) == []
    actions.turn_question(question, kind=Kind.OBJECTION, by=cast.iris, today=now)
    assert purposes(question) == ["freeze"]


def test_a_no_lets_go_on_who_had_stopped(cast: Cast, now: date) -> None:
    request = object_to(cast, now)
    stop(cast, request, now)
    answer(request, cast.iris, NO, today=now)
    again = request.tasks.get(purpose="resume")
    assert (again.key, again.due_on, again.done_on) == ("administratie", now, None)


def test_a_yes_stays_stopped(cast: Cast, now: date) -> None:
    request = object_to(cast, now)
    stop(cast, request, now)
    answer(request, cast.iris, YES, today=now)
    follow(noon(now))
    assert purposes(request) == ["freeze", "stop"]


def test_who_withdraws_lets_go_on_who_had_stopped(cast: Cast, now: date) -> None:
    request = object_to(cast, now)
    stop(cast, request, now)
    actions.withdraw(request, by=cast.fatima, today=now)
    assert purposes(request) == ["freeze", "resume"]
    assert request.tasks.get(purpose="resume").done_on is None


def test_a_withdrawn_case_closes_once_the_use_goes_on(cast: Cast, now: date) -> None:
    request = object_to(cast, now)
    stop(cast, request, now)
    row = actions.withdraw(request, by=cast.fatima, today=now)
    with pytest.raises(actions.Refused, match="tasks"):
        actions.close(row, by=cast.iris, today=now)
    finish_task(row.tasks.get(purpose="resume"), Ending(Result.DONE, now), by=cast.iris, today=now)
    assert actions.close(row, by=cast.iris, today=now).closed_on == now


@pytest.mark.parametrize("ends, result", [("no", "case_answered"), ("gone", "case_withdrawn")])
def test_who_had_not_stopped_need_not_any_more(
    cast: Cast, now: date, ends: str, result: str
) -> None:
    request = object_to(cast, now)
    if ends == "no":
        answer(request, cast.iris, NO, today=now)
    else:
        actions.withdraw(request, by=cast.fatima, today=now)
    assert [one.result for one in request.tasks.all()] == [result]


def test_the_family_reads_that_it_stands_still(cast: Cast, now: date, client_of: SignIn) -> None:
    request = object_to(cast, now)
    client, place = client_of(cast.fatima), reverse("requests:detail", args=[request.pk])
    assert "De school legt het gebruik stil" in client.get(place).text
    stop(cast, request, now)
    assert "Het gebruik staat stil" in client.get(place).text
    answer(request, cast.iris, NO, today=now)
    assert "het gebruik s" not in client.get(place).text.lower()


def test_staff_find_the_task_before_the_answer(cast: Cast, now: date, client_of: SignIn) -> None:
    request, browser = object_to(cast, now), client_of(cast.iris)
    place = reverse("requests:tasks", args=[request.pk])
    assert place in browser.get(reverse("requests:case", args=[request.pk])).text
    assert "gebruik stilleggen tot het besluit" in browser.get(place).text
