"""Te laat: who waits reads it, with what one may do (AVG 12(3)-(4), 77)."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app.models import DataRequest, with_dates
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request

SignIn = Callable[[User], Client]
LATE, SLOW = "De school is te laat", "De school is later dan beloofd"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def asked(cast: Cast, days_ago: int, kind: Kind = Kind.ACCESS) -> DataRequest:
    return make_request(cast.fatima, kind, today=timezone.localdate() - timedelta(days=days_ago))


def page(client_of: SignIn, cast: Cast, request: DataRequest) -> str:
    return client_of(cast.fatima).get(reverse("requests:detail", args=[request.pk])).text


def test_in_time_says_nothing_of_being_late(cast: Cast, client_of: SignIn) -> None:
    html = page(client_of, cast, asked(cast, 5))
    assert [words for words in (LATE, SLOW) if words in html] == []


def test_after_the_limit_one_reads_where_to_complain(cast: Cast, client_of: SignIn) -> None:
    html = page(client_of, cast, asked(cast, 60))
    assert LATE in html
    assert "Autoriteit Persoonsgegevens" in html
    assert "de school is te laat" in client_of(cast.fatima).get(reverse("roof:home")).text


def test_after_the_promise_the_limit_of_the_law_is_named(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    request = asked(cast, 29)
    (case,) = with_dates([request], today)
    words = SLOW if case.legal_by and case.legal_by >= today else LATE
    assert words in page(client_of, cast, request)


def test_what_was_answered_is_not_late_any_more(cast: Cast, client_of: SignIn, today: date) -> None:
    request = asked(cast, 60)
    answer(request, cast.iris, today=today)
    assert LATE not in page(client_of, cast, request)


def test_a_question_has_no_limit_of_the_law(cast: Cast, client_of: SignIn) -> None:
    html = page(client_of, cast, asked(cast, 60, Kind.QUESTION))
    assert LATE in html
    assert "Autoriteit Persoonsgegevens" not in html
