"""Bekend apparaat: a cookie that gives this browser its own counter of wrong passwords."""

import secrets

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse

from portal.people.models import User
from portal.signin.rules import DAY

SALT = "portal.signin.known"
KEPT = 180 * DAY


def _cookie() -> str:
    return "__Host-known" if settings.SESSION_COOKIE_SECURE else "known"


def mark_in(request: HttpRequest) -> str:
    """'account:number' of the last person who signed in here; empty when there is none."""
    try:
        return str(signing.loads(request.COOKIES.get(_cookie(), ""), salt=SALT, max_age=KEPT))
    except signing.BadSignature:
        return ""


def knows(request: HttpRequest, user: User) -> bool:
    """Whether this person signed in with this browser before."""
    return mark_in(request).startswith(f"{user.pk}:")


def remember(request: HttpRequest, response: HttpResponse, user: User) -> None:
    """Mark the browser in which this person just showed both factors."""
    mark = mark_in(request)
    if not mark.startswith(f"{user.pk}:"):
        mark = f"{user.pk}:{secrets.token_hex(8)}"
    response.set_cookie(
        _cookie(),
        signing.dumps(mark, salt=SALT),
        max_age=KEPT,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
