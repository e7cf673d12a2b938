"""Niet meer nodig: nobody is waited for when the case is over (AVG 5(1)(c), law.md §7)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from portal.people.models import User
from requests_app import actions
from requests_app.actions.close import close_finished
from requests_app.actions.collect import remind_collectors
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Handed, Kind, Result, State, TaskPurpose
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import decide, fresh, noon, package_of
from tests.requests_app.builders import NO, answer, make_request
from tests.requests_app.collecting import ask_holders, asked, delivered

SignIn = Callable[[User], Client]


@pytest.fixture(autouse=True)
def register(cast: Cast, today: date) -> None:
    adopt(cast, today)


def results(request: DataRequest) -> set[str]:
    rows = CaseTask.objects.filter(request=request, purpose=TaskPurpose.COLLECT.value)
    return set(rows.values_list("result", flat=True))


def test_a_withdrawal_ends_what_was_asked(cast: Cast) -> None:
    request = asked(cast)[0].request
    actions.withdraw(request, by=cast.fatima, today=TODAY)
    assert results(request) == {Result.CASE_WITHDRAWN}
    assert set(CaseTask.objects.values_list("done_on", flat=True)) == {TODAY}
    assert remind_collectors(noon(TODAY + timedelta(days=30))) == 0
    assert actions.close(request, by=cast.iris, today=TODAY).state == State.CLOSED


def test_a_refusal_ends_it_at_the_decision(cast: Cast) -> None:
    request = make_request(cast.fatima)
    ask_holders(cast, request)
    answer(request, cast.iris, NO)
    assert results(request) == {Result.CASE_ANSWERED}
    assert close_finished(noon(TODAY + timedelta(days=43))) == 1


def test_after_a_yes_it_goes_on_until_the_data_were_delivered(cast: Cast) -> None:
    request = asked(cast)[0].request
    decide(cast, fresh(request))
    assert results(request) == {""}
    package_of(request)
    assert results(request) == {Result.CASE_ANSWERED}
    assert close_finished(noon(TODAY + timedelta(days=43))) == 1


def test_handed_over_at_the_desk_it_ends_too(cast: Cast) -> None:
    request = asked(cast)[0].request
    decide(cast, fresh(request))
    type(cast.guardians["fatima"]).objects.filter(user=cast.fatima).update(user=None)
    with pytest.raises(actions.Refused, match="making"):
        at_the_desk(cast, request)
    assert results(request) == {""}
    package_of(request)
    at_the_desk(cast, request)
    assert results(request) == {Result.CASE_ANSWERED}


def at_the_desk(cast: Cast, request: DataRequest) -> None:
    facts: dict[str, Any] = {"by": cast.iris, "may_release": True, "today": TODAY}
    actions.hand_over(fresh(request), Handed.DESK, on=TODAY, note="Paspoort", **facts)


def test_what_was_delivered_keeps_its_word(cast: Cast) -> None:
    first, *_others = asked(cast)
    delivered(cast, first)
    actions.withdraw(first.request, by=cast.fatima, today=TODAY)
    assert results(first.request) == {Result.DELIVERED, Result.CASE_WITHDRAWN}


def test_a_document_may_still_come_for_a_new_package(cast: Cast) -> None:
    first, *_others = asked(cast)
    decide(cast, fresh(first.request))
    package_of(first.request)
    delivered(cast, first)
    first.refresh_from_db()
    assert first.result == Result.DELIVERED


def test_an_old_open_task_of_a_delivered_case_blocks_no_more(cast: Cast) -> None:
    request = asked(cast)[0].request
    decide(cast, fresh(request))
    package_of(request)
    CaseTask.objects.update(done_on=None, result="")
    assert actions.close(fresh(request), by=cast.iris, today=TODAY).state == State.CLOSED
    assert results(request) == {Result.CASE_ANSWERED}


def test_the_page_says_that_it_is_no_longer_needed(cast: Cast, client_of: SignIn) -> None:
    today = timezone.localdate()
    request = asked(cast, today=today)[0].request
    actions.withdraw(request, by=cast.fatima, today=today)
    url = reverse("requests:collect", args=[request.pk])
    html = client_of(cast.iris).get(url).text
    assert "niet meer nodig: het verzoek is ingetrokken" in html
    assert "Heeft geen gegevens" not in html
    assert "Voeg een document toe" not in html


def decide_page(cast: Cast, client_of: SignIn, request: DataRequest) -> str:
    return client_of(cast.iris).get(reverse("requests:decide", args=[request.pk])).text


def test_who_decides_reads_of_whom_nothing_came_in(cast: Cast, client_of: SignIn) -> None:
    request = actions.take_up(make_request(cast.fatima, today=timezone.localdate()), by=cast.iris)
    assert "Er is nog niemand om gegevens gevraagd." in decide_page(cast, client_of, request)
    tasks = ask_holders(cast, request, today=timezone.localdate())
    html = decide_page(cast, client_of, request)
    assert "Hiervan kwam nog niets:" in html
    assert [one.holder for one in tasks if escape(one.holder) not in html] == []
    for task in tasks:
        actions.nothing_held(task, by=cast.iris, today=timezone.localdate())
    assert "Nog niet alles is binnen" not in decide_page(cast, client_of, request)


def test_an_answer_without_data_lacks_nothing(cast: Cast, client_of: SignIn) -> None:
    asks = make_request(cast.fatima, Kind.ERASURE, today=timezone.localdate())
    request = actions.take_up(asks, by=cast.iris)
    assert "Nog niet alles is binnen" not in decide_page(cast, client_of, request)
