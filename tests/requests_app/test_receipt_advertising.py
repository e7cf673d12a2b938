"""Ontvangst van een verzet tegen reclame: it stopped, and nothing is weighed (AVG 21(3))."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app.rules import Kind
from tests.cast import Cast
from tests.requests_app.builders import make_request


@pytest.mark.parametrize("marketing", [True, False])
def test_the_receipt_speaks_of_a_term_only_where_something_is_weighed(
    cast: Cast, client_of: Callable[[User], Client], marketing: bool
) -> None:
    today = timezone.localdate()
    row = make_request(cast.fatima, Kind.OBJECTION, today=today, direct_marketing=marketing)
    place = reverse("requests:detail", args=[row.pk]) + "?binnen=1"
    text = client_of(cast.fatima).get(place).text
    assert ("De school bevestigt dit nog." in text) is marketing
    for words in ("De termijn loopt vanaf vandaag", "De school leest het verzoek"):
        assert (words in text) is not marketing


@pytest.mark.parametrize("marketing", [True, False])
def test_what_stopped_at_once_says_so_and_has_no_dates(
    cast: Cast, client_of: Callable[[User], Client], marketing: bool
) -> None:
    today = timezone.localdate()
    row = make_request(cast.fatima, Kind.OBJECTION, today=today, direct_marketing=marketing)
    text = client_of(cast.fatima).get(reverse("requests:detail", args=[row.pk])).text
    assert ("reclame stopt" in text) is marketing
    assert ('class="deadlines"' in text) is not marketing
