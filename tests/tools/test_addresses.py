"""Addresses by their words: put together, each still finds its own page."""

from datetime import date

import pytest
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.test.utils import override_script_prefix
from django.urls import NoReverseMatch, URLPattern, URLResolver, path, resolve, reverse
from django.utils import timezone

from portal.addresses import address, by_word
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


def test_an_address_by_heart_is_the_address(cast: Cast, today: date) -> None:
    for name, door in DOORS.items():
        args = list(door.keys(cast, today).values())
        for _time in range(2):  # looked up, and by heart
            assert address(name, *args) == reverse(name, args=args)


def test_another_prefix_is_another_address() -> None:
    plain = address("roof:help")
    with override_script_prefix("/onder/"):
        assert address("roof:help") == reverse("roof:help") != plain
    assert address("roof:help") == plain


def written(tag: str) -> str:
    facts = {"key": KEY, "many": [KEY], "name": "roof:pupil", "html": "<b>"}
    return Template(tag).render(Context(facts))


KEY = "3f1c7a52-0b0e-4a53-9d0c-2f2a51a5a6f1"
PLACE = f"/kind/{KEY}/"


@pytest.mark.parametrize(
    "tag, expected",
    [
        ("{% url 'roof:pupil' key %}", PLACE),
        ("{% url name key %}", PLACE),
        ("{% url 'roof:pupil' pupil_id=key %}", PLACE),
        ("{% url 'roof:pupil' key as place %}[{{ place }}]", f"[{PLACE}]"),
        ("{% url 'roof:pupil' many.0 %}", PLACE),
        ("{% url 'roof:pupil' html as place %}[{{ place }}]", "[]"),
        ("{% url 'roof:pupil' many as place %}[{{ place }}]", "[]"),
        ("{% url 'roof:nothing' as place %}[{{ place }}]", "[]"),
    ],
)
def test_the_tag_says_what_django_says(tag: str, expected: str) -> None:
    assert written(tag) == written(tag) == expected


@pytest.mark.parametrize("tag", ["{% url 'roof:pupil' html %}", "{% url 'roof:nothing' %}"])
def test_an_address_that_is_none_is_a_mistake(tag: str) -> None:
    with pytest.raises(NoReverseMatch):
        written(tag)
