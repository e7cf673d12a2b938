"""Answers: a whole page, or the part of it that htmx asked for."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django_htmx.middleware import HtmxDetails

MenuItem = tuple[str, str, str]  # label, address, how it is current: "page", "true" or not at all


class Header(NamedTuple):
    """Top of every page, drawn once for all who see the same; `is_closed`: nothing opens yet, not
    even the first page.
    """

    board_name: str = ""
    items: tuple[MenuItem, ...] = ()
    below: tuple[MenuItem, ...] = ()
    is_signed_in: bool = False
    is_closed: bool = False


def page(
    request: HttpRequest, template: str, context: Mapping[str, Any], *, fragment: str = ""
) -> HttpResponse:
    """The whole page, or only `fragment` (a template the page includes) when htmx asks for it."""
    part = bool(fragment) and _wants_part(request)
    response = render(request, fragment if part else template, dict(context))
    patch_vary_headers(response, ["HX-Request"])
    return response


def _wants_part(request: HttpRequest) -> bool:
    """Boosted links and the browser's own "back" replace everything, so they need the page."""
    htmx: HtmxDetails | None = getattr(request, "htmx", None)
    return bool(htmx and not htmx.boosted and not htmx.history_restore_request)
