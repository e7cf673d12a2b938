"""One view, one URL: the page, or the part of it that htmx asked for."""

from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django_htmx.middleware import HtmxMiddleware

from portal.web import page

PAGE = "<main>{% include 'part.html' %}</main>"
PART = '<p id="part">{{ word }}</p>'


@pytest.fixture(autouse=True)
def _templates(settings: Any) -> None:
    loader = ("django.template.loaders.locmem.Loader", {"page.html": PAGE, "part.html": PART})
    settings.TEMPLATES = [
        {
            "BACKEND": "django.template.backends.django.DjangoTemplates",
            "OPTIONS": {"loaders": [loader]},
        }
    ]


def answer(fragment: str = "part.html", **headers: str) -> HttpResponse:
    def view(request: HttpRequest) -> HttpResponse:
        return page(request, "page.html", {"word": "dag"}, fragment=fragment)

    request = RequestFactory().get("/", headers=headers)
    response = HtmxMiddleware(view)(request)
    assert isinstance(response, HttpResponse)
    return response


def test_a_browser_gets_the_page() -> None:
    assert answer().content == b'<main><p id="part">dag</p></main>'


def test_htmx_gets_the_same_part_of_it() -> None:
    part = answer(**{"HX-Request": "true"}).content
    assert part == b'<p id="part">dag</p>'
    assert part in answer().content


@pytest.mark.parametrize("header", ["HX-Boosted", "HX-History-Restore-Request"])
def test_who_replaces_everything_gets_the_page(header: str) -> None:
    assert b"<main>" in answer(**{"HX-Request": "true", header: "true"}).content


def test_a_view_without_a_part_gives_the_page_to_htmx_too() -> None:
    assert b"<main>" in answer("", **{"HX-Request": "true"}).content


def test_caches_keep_page_and_part_apart() -> None:
    assert "HX-Request" in answer()["Vary"]
    assert "HX-Request" in answer(**{"HX-Request": "true"})["Vary"]


def test_a_request_without_the_middleware_gets_the_page() -> None:
    response = page(RequestFactory().get("/"), "page.html", {}, fragment="part.html")
    assert b"<main>" in response.content
