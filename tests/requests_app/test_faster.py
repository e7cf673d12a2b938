"""Iemand was sneller: who decides on an older page reads what happened meanwhile."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Board, User
from requests_app import actions
from requests_app.models import DataRequest, Decision, ProposedDecision
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.builders import NO, decide, make_request
from tests.requests_app.reading import mark_of

SignIn = Callable[[User], Client]
WITHDRAWN = "De aanvrager heeft dit verzoek intussen ingetrokken."
DECIDED = "Over dit verzoek is intussen al besloten."
PROPOSED = "Er is intussen al een besluit voorgelegd"
PICK_UP = "Pak het eerst op"


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def taken(cast: Cast, now: date) -> DataRequest:
    return actions.take_up(make_request(cast.fatima, Kind.ERASURE, today=now), by=cast.iris)


def place(name: str, row: DataRequest) -> str:
    return reverse(f"requests:{name}", args=[row.pk])


def no(row: DataRequest) -> dict[str, Any]:
    facts = {"ground": "unfounded", "words": "Dit is al drie keer gevraagd."}
    return {"outcome": "refused", "version": row.version, "once_key": str(uuid4()), **facts}


def agrees(row: DataRequest) -> dict[str, Any]:
    return {"answer": "akkoord", "version": row.version, "once_key": str(uuid4())}


def proposed(cast: Cast, row: DataRequest, now: date) -> DataRequest:
    Board.objects.filter(pk=cast.board.pk).update(four_eyes=True)
    facts: dict[str, Any] = {"by": cast.iris, "version": row.version, "today": now}
    actions.propose(row, NO, requester_has_right=True, **facts)
    return fresh(row)


def test_who_reads_a_decision_hears_of_the_withdrawal(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date
) -> None:
    iris, facts = client_of(cast.iris), no(taken)
    mark = mark_of(iris.post(place("decide", taken), facts).text)
    actions.withdraw(taken, by=cast.fatima, today=now)
    page = iris.post(place("decide", taken), facts | {"gezien": mark}).text
    assert WITHDRAWN in page
    assert PICK_UP not in page
    assert not Decision.objects.exists()


def test_of_two_who_decide_the_second_hears_it(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date
) -> None:
    facts = no(taken)
    decide(taken, NO, by=cast.petra, today=now)
    page = client_of(cast.iris).post(place("decide", taken), facts).text
    assert DECIDED in page
    assert PICK_UP not in page


def test_of_two_who_propose_the_second_hears_it(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date
) -> None:
    facts = no(taken)
    proposed(cast, taken, now)
    page = client_of(cast.petra).post(place("decide", taken), facts).text
    assert PROPOSED in page
    assert PICK_UP not in page
    assert ProposedDecision.objects.count() == 1


def test_a_director_hears_of_the_withdrawal_at_the_case(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date
) -> None:
    row, henk = proposed(cast, taken, now), client_of(cast.henk)
    actions.withdraw(row, by=cast.fatima, today=now)
    page = henk.post(place("approve", row), agrees(row), follow=True)
    assert page.redirect_chain == [(place("case", row), 302)]
    assert WITHDRAWN in page.text
    assert not Decision.objects.exists()


def test_a_director_hears_that_it_went_back(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date
) -> None:
    row, henk = proposed(cast, taken, now), client_of(cast.henk)
    actions.send_back(row, by=cast.petra, words="Noem de wet.", version=row.version)
    page = henk.post(place("approve", row), agrees(row), follow=True).text
    assert "Er ligt nu geen voorstel" in page


@pytest.mark.parametrize("name, status", [("iris", 403), ("frank", 403), ("bas", 404)])
def test_who_never_approves_is_sent_nowhere(
    cast: Cast, client_of: SignIn, taken: DataRequest, now: date, name: str, status: int
) -> None:
    row = proposed(cast, taken, now)
    actions.withdraw(row, by=cast.fatima, today=now)
    answered = client_of(getattr(cast, name)).post(place("approve", row), agrees(row))
    assert answered.status_code == status
