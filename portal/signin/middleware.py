"""Gesloten tenzij: nobody passes without two factors, and no browser keeps what it saw."""

import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.middleware import LoginRequiredMiddleware
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import resolve_url
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect
from django_htmx.middleware import HtmxDetails

from portal.signin import visits

Answer = Callable[[HttpRequest], HttpResponse]


def no_store(get_response: Answer) -> Answer:
    """Only `no-store` keeps the Back button from showing a page after signing out.

    A public page may ask to be kept; a page of somebody who is signed in may not.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        user = getattr(request, "user", None)  # nobody was asked for yet when the host is wrong
        if "Cache-Control" not in response or (user and user.is_authenticated):
            response["Cache-Control"] = "no-store"
        return response

    return middleware


class TwoFactorsRequired(LoginRequiredMiddleware):
    """Django's closed door, with a second lock and a clock.

    Public views opt out by name with `login_not_required`.
    """

    def process_request(self, request: HttpRequest) -> None:
        """Sign out whoever has one factor only, was silent for too long or stays too long."""
        if request.user.is_authenticated and not self._may_stay(request):
            logout(request)

    def _may_stay(self, request: HttpRequest) -> bool:
        user: Any = request.user
        return user.is_verified() and visits.goes_on(
            request.session, user, now=int(time.time()), today=timezone.localdate()
        )

    def handle_no_permission(
        self, request: HttpRequest, view_func: Callable[..., HttpResponseBase]
    ) -> HttpResponseRedirect:
        """To the sign-in page, and after that back to the page that was asked for."""
        url = resolve_url(settings.LOGIN_URL)
        back = page_of(request)
        if back not in ("", "/"):
            url = f"{url}?{urlencode({self.redirect_field_name: back})}"
        if _htmx(request):
            return HttpResponseClientRedirect(url)  # type: ignore[return-value]  # a cousin of it
        return HttpResponseRedirect(url)


def page_of(request: HttpRequest) -> str:
    """The page to come back to; a POST has none, a fragment has the page around it."""
    if htmx := _htmx(request):
        try:
            return htmx.current_url_abs_path or ""
        except ValueError:  # no address at all: not written by htmx
            return ""
    return request.get_full_path() if request.method in {"GET", "HEAD"} else ""


def _htmx(request: HttpRequest) -> HtmxDetails:
    """What htmx says about this request; false when it is not one of htmx's."""
    details: HtmxDetails = request.htmx  # type: ignore[attr-defined]
    return details
