"""Attacks on a case that has ended, and on what a colleague did first: nothing is written over."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Look
from portal.people.models import Board, User
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.actions import Ending, finish_task
from requests_app.models import CaseTask, DataRequest, Delivery
from requests_app.rules import Handed, Kind, Result, TaskPurpose, results_for
from tests.cast import Cast
from tests.requests_app.answers import answered, fresh, noon
from tests.requests_app.builders import NO, make_request
from tests.requests_app.reading import mark_of
from tests.roof.test_art19 import decided, shared_entry
from tests.tools.together import together

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def erasing(cast: Cast, today: date) -> DataRequest:
    """Granted, with its tasks and somebody to tell."""
    request = decided(cast, Kind.ERASURE, shared_entry(cast, today), today)
    follow(noon(today))
    return fresh(request)


@pytest.fixture
def erased(cast: Cast, erasing: DataRequest, today: date) -> DataRequest:
    """The same after its period: nothing in it names anybody."""
    for task in erasing.tasks.all():
        done = results_for(TaskPurpose(task.purpose))[0]
        finish_task(task, Ending(done, today), by=cast.iris, today=today)
    actions.close(erasing, by=cast.iris, today=today)
    return fresh(actions.anonymise(erasing, today=today))


def to_tell(request: DataRequest) -> CaseTask:
    return request.tasks.get(purpose=TaskPurpose.NOTIFY.value)


def place(name: str, request: DataRequest, *more: object) -> str:
    return reverse(f"requests:{name}", args=[request.pk, *more])


def sent(**facts: Any) -> dict[str, Any]:
    return {"once_key": str(uuid4()), "on": timezone.localdate().isoformat(), **facts}


def test_how_a_task_ended_is_not_written_over(
    cast: Cast, client_of: SignIn, erasing: DataRequest
) -> None:
    task = to_tell(erasing)
    url = place("finish_task", erasing, task.pk)
    client_of(cast.iris).post(url, sent(result="informed"))
    late = client_of(cast.petra).post(url, sent(result="impossible", because="Weg."))
    assert "Deze taak is al af." in late.text
    task.refresh_from_db()
    assert (task.result, task.because) == ("informed", "")


@pytest.mark.django_db(transaction=True)
def test_of_two_who_finish_a_task_at_once_one_does(
    cast: Cast, erasing: DataRequest, today: date
) -> None:
    rows = iter([to_tell(erasing) for _number in range(6)])

    def act() -> bool:
        try:
            finish_task(next(rows), Ending(Result.INFORMED, today), by=cast.iris, today=today)
        except actions.Refused:
            return False
        return True

    assert sum(together(6, act)) == 1


def test_what_ended_with_the_request_is_not_done_after_all(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, today=today)
    actions.withdraw(request, by=cast.fatima, today=today)
    task = request.tasks.get()
    client_of(cast.iris).post(place("finish_task", request, task.pk), sent(result="done"))
    task.refresh_from_db()
    assert task.result == Result.CASE_WITHDRAWN


@pytest.mark.parametrize("days", [-1, 1])
def test_a_recipient_answers_after_it_was_told_and_not_tomorrow(
    cast: Cast, client_of: SignIn, erasing: DataRequest, today: date, days: int
) -> None:
    url = place("finish_task", erasing, to_tell(erasing).pk)
    other = (today + days * DAY).isoformat()
    page = client_of(cast.iris).post(url, sent(result="informed", answered_on=other))
    assert "Kies een dag na het bericht" in page.text
    assert to_tell(erasing).done_on is None


def test_whoever_opens_a_task_leaves_a_look(
    cast: Cast, client_of: SignIn, erasing: DataRequest
) -> None:
    client_of(cast.petra).get(place("finish_task", erasing, to_tell(erasing).pk))
    assert Look.objects.filter(user_id=cast.petra.pk, subject_id=str(erasing.pk)).exists()


def test_nothing_new_is_written_in_an_erased_case(
    cast: Cast, client_of: SignIn, erased: DataRequest
) -> None:
    iris, task = client_of(cast.iris), to_tell(erased)
    url = place("finish_task", erased, task.pk)
    iris.post(url, sent(result="impossible", because="Noor Demo"))
    iris.post(place("hand_over", erased), sent(handed="desk", note="Noor Demo"))
    assert iris.post(place("notice", erased, task.pk)).status_code == 404
    task.refresh_from_db()
    assert (task.because, task.letter) == ("", None)
    assert not Delivery.objects.exclude(note="").exists()


def test_what_was_given_did_not_fail(cast: Cast, client_of: SignIn, today: date) -> None:
    request = answered(cast, kind=Kind.CORRECTION, today=today)
    url = place("hand_over", request)
    page = client_of(cast.iris).post(url, sent(handed="failed", note="Niemand deed open."))
    assert "Het antwoord is al gegeven" in page.text
    assert [one.handed for one in request.deliveries.all()] == [Handed.PORTAL]


def test_pressing_twice_to_agree_leads_to_the_case_twice(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    row = actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)
    actions.propose(
        row, NO, by=cast.iris, version=row.version, requester_has_right=True, today=today
    )
    url, henk = place("approve", row), client_of(cast.henk)
    posted = sent(answer="akkoord", version=fresh(row).version)
    first, second = (henk.post(url, posted) for _press in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"] == place("case", row)


@pytest.mark.parametrize("which", ["withdrawn", "answered", "old version"])
def test_nobody_reads_what_would_happen_when_nothing_can(
    cast: Cast, client_of: SignIn, today: date, which: str
) -> None:
    row = actions.take_up(make_request(cast.fatima, Kind.CORRECTION, today=today), by=cast.iris)
    version = row.version
    if which == "withdrawn":
        version = actions.withdraw(row, by=cast.fatima, today=today).version
    elif which == "answered":
        version = fresh(answered(cast, kind=Kind.CORRECTION, today=today)).version
        row = DataRequest.objects.get(state="answered")
    else:
        version -= 1
    page = client_of(cast.iris).post(place("decide", row), sent(outcome="granted", version=version))
    assert mark_of(page.text) == ""
    assert "Klopt dit besluit?" not in page.text
