"""Vers: what weighs heavily asks for the second factor again when it was shown too long ago."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from urllib.parse import urlencode

from django.contrib.sessions.backends.base import SessionBase
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from portal.signin.rules import is_fresh

KEY = "factor_at"  # when a factor was shown in this session, on the clock of time.time()
Rest = ParamSpec("Rest")
View = Callable[Concatenate[HttpRequest, Rest], HttpResponseBase]


def note(session: SessionBase, now: float) -> None:
    """A factor was just shown in this session."""
    session[KEY] = int(now)


def needs_fresh_factor(view: View[Rest]) -> View[Rest]:
    """The view, behind a factor of less than five minutes ago; else first to that question.

    After it one comes back to the same address with GET: a view that only takes POST must have
    its form on a page that is guarded too.
    """

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponseBase:
        if is_fresh(request.session.get(KEY), int(time.time())):
            return view(request, *args, **kwargs)
        url = f"{reverse('signin:confirm')}?{urlencode({'next': request.get_full_path()})}"
        if getattr(request, "htmx", False):
            return HttpResponseClientRedirect(url)
        return redirect(url)

    return cast("View[Rest]", guarded)
