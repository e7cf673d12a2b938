"""Eerst gezegd: what stands in the way of a decision is told before "Klopt dit besluit?"."""

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
from requests_app.models import DataRequest
from requests_app.rules import Kind, Others
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import PARTLY, YES, decide, make_request
from tests.requests_app.collecting import ask_holders, delivered, noted, weighed

SignIn = Callable[[User], Client]
SURE = "Klopt dit besluit?"


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def row(cast: Cast, now: date) -> DataRequest:
    """An inzage that was taken up."""
    adopt(cast, now)
    return actions.take_up(make_request(cast.fatima, today=now), by=cast.iris)


def says(browser: Client, row: DataRequest, outcome: str = "granted", **facts: Any) -> str:
    posted = {"outcome": outcome, "version": row.version, "once_key": str(uuid4()), **facts}
    return browser.post(reverse("requests:decide", args=[row.pk]), posted).text


@pytest.mark.parametrize("four_eyes", [False, True])
def test_notes_nobody_weighed(
    cast: Cast, client_of: SignIn, row: DataRequest, four_eyes: bool
) -> None:
    Board.objects.filter(pk=row.board_id).update(four_eyes=four_eyes)
    noted(row, "Moeder belde.")
    html = says(client_of(cast.iris), row)
    assert SURE not in html
    assert "notities die nog niet zijn nagekeken" in html


def test_a_document_nobody_looked_at(
    cast: Cast, client_of: SignIn, row: DataRequest, now: date
) -> None:
    delivered(cast, ask_holders(cast, row, today=now)[0], today=now)
    html = says(client_of(cast.iris), row)
    assert SURE not in html
    assert "nog niemand heeft nagekeken" in html


def test_authority_that_is_not_known(cast: Cast, client_of: SignIn, now: date) -> None:
    asked = actions.take_up(make_request(cast.yara, Kind.ERASURE, today=now), by=cast.iris)
    html = says(client_of(cast.iris), asked)
    assert SURE not in html
    assert "Het gezag van de aanvrager is niet vastgesteld" in html


def test_a_yes_without_data_says_so_once_more(
    cast: Cast, client_of: SignIn, row: DataRequest
) -> None:
    html = says(client_of(cast.iris), row)
    assert SURE in html
    assert "Er is nog niemand om gegevens gevraagd" in html


def test_a_no_needs_no_data(cast: Cast, client_of: SignIn, row: DataRequest) -> None:
    html = says(client_of(cast.iris), row, "refused", ground="unfounded", words="Al beantwoord.")
    assert SURE in html
    assert "om gegevens gevraagd" not in html


def test_after_a_full_yes_nothing_stays_behind(cast: Cast, row: DataRequest, now: date) -> None:
    first, *_rest = ask_holders(cast, row, today=now)
    weighed(cast, delivered(cast, first, today=now), today=now)
    decide(row, YES, by=cast.iris, today=now)
    late = delivered(cast, first, title="Later gevonden", today=now)
    with pytest.raises(actions.Refused, match="decided"):
        weighed(cast, late, Others.LEFT_OUT, "Een ander kind.", today=now)
    assert weighed(cast, late, Others.KEPT, "Mag mee.", today=now).others == Others.KEPT.value


def test_after_a_yes_in_part_for_others_it_may(cast: Cast, row: DataRequest, now: date) -> None:
    first, *_rest = ask_holders(cast, row, today=now)
    weighed(cast, delivered(cast, first, today=now), today=now)
    decide(row, PARTLY, by=cast.iris, today=now)
    late = delivered(cast, first, title="Later gevonden", today=now)
    assert weighed(cast, late, Others.LEFT_OUT, "Een kind.", today=now).others == "left_out"
