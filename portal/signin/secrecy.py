"""Geheimhouding: staff accept the duty of secrecy before anything else (seed 001 art. 8.3)."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django_htmx.http import HttpResponseClientRedirect

from portal.people.models import User
from portal.signin import staff
from portal.signin.middleware import page_of
from portal.signin.rules import SECRECY_VERSION

VERSION = SECRECY_VERSION
KEY = "secrecy"  # the version that this session is done with
OPEN = frozenset({"signin:pledge", "signin:logout", "account_logout"})


class SecrecyFirst:
    """Asked once a session: whoever has no role, or has accepted, is not asked again in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, _args: object, _kwargs: object
    ) -> HttpResponseBase | None:
        """To the page of the secrecy; public pages and the way out stay open."""
        if not isinstance(request.user, User) or not getattr(view, "login_required", True):
            return None
        if request.session.get(KEY) == VERSION or _name(request) in OPEN:
            return None
        if not note(request.session, request.user, timezone.localdate()):
            url = _pledge_and_back(request)
            is_part = getattr(request, "htmx", False)
            return HttpResponseClientRedirect(url) if is_part else redirect(url)
        return None


def note(session: SessionBase, user: User, today: date) -> bool:
    """Whether nothing is left to accept; then this session is not asked again."""
    if staff.unpledged(user, VERSION, today):
        return False
    session[KEY] = VERSION
    return True


def _pledge_and_back(request: HttpRequest) -> str:
    """The page of the secrecy, which knows the page that was asked for."""
    url, back = reverse("signin:pledge"), page_of(request)
    return url if back in ("", "/") else f"{url}?{urlencode({'next': back})}"


def _name(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
