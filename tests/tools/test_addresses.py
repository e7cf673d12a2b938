"""Addresses by their words: put together, each still finds its own page."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, URLResolver, path, resolve, reverse
from django.utils import timezone

from portal.addresses import by_word
from tests.cast import Cast
from tests.doors import DOORS

SAME_PAGE = {"account_login": "signin:login", "account_logout": "signin:logout"}


def page(_request: HttpRequest) -> HttpResponse:
    return HttpResponse()


@pytest.fixture
def today() -> date:
    """The doors ask the real clock."""
    return timezone.localdate()


def test_the_address_of_every_page_finds_that_page(cast: Cast, today: date) -> None:
    keys = {name: door.keys(cast, today) for name, door in DOORS.items()}
    found = {name: resolve(reverse(name, kwargs=mine)) for name, mine in keys.items()}
    assert {name: one.view_name for name, one in found.items()} == {
        name: SAME_PAGE.get(name, name) for name in keys
    }
    assert {name: set(one.kwargs) for name, one in found.items()} == {
        name: set(mine) for name, mine in keys.items()
    }


def test_what_begins_alike_is_put_together_and_the_rest_stays() -> None:
    routes = ["", "a/", "a/<int:pk>/", "b/c/", "a/<int:pk>/d/"]
    found = by_word([path(route, page, name=route) for route in routes])
    assert [str(one.pattern) for one in found] == ["", "a/", "b/c/"]
    assert [type(one) for one in found] == [URLPattern, URLResolver, URLPattern]


def test_two_pages_at_one_address_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="two pages"):
        by_word([path("a/b/", page, name="one"), path("a/b/", page, name="two")])
