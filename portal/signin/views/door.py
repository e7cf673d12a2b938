"""De deur: sign-in name and password, then a code; and the way out."""

import time

from django.conf import settings
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people.models import User
from portal.signin import actions, addresses, demo, known, stages
from portal.signin.access import device_of, has_passkey
from portal.signin.forms import WRONG_CODE, WRONG_PAIR, CodeForm, SignInForm

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@sensitive_post_parameters("password")
@page_and_form
def login(request: HttpRequest) -> HttpResponse:
    """First step. The answer never says which of the two was wrong, nor whether one exists."""
    to = _safe_next(request)
    if request.user.is_authenticated:
        return redirect(to or settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        user = actions.check_password(
            form.cleaned_data["name"],
            form.cleaned_data["password"],
            address=addresses.address_of(request),
            mark=known.mark_in(request),
            now=int(time.time()),
        )
        if user:
            return stages.begin(request, user, to=to)
        form.add_error(None, WRONG_PAIR)
    return TemplateResponse(request, "signin/login.html", {"form": form, "next": to})


@login_not_required
@page_and_form
def code(request: HttpRequest) -> HttpResponse:
    """Second step: a code of the account's own app. Without an app there is no second step."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    stage = stages.pending(request)
    if stage is None:
        stages.forget(request)
        return redirect("signin:login")
    user, now = stage.login.user, time.time()
    device, passkey = device_of(user), has_passkey(user)
    if device is None:
        name = "signin/code.html" if passkey else "signin/no_factor.html"
        return TemplateResponse(request, name, {"passkey": passkey})
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if actions.enter_code(user, device, form.cleaned_data["code"], now=int(now)):
            response = stage.complete(device)
            known.remember(request, response, user)
            return response
        form.add_error("code", WRONG_CODE)
    page = {"form": form, "passkey": passkey, "shown_code": demo.shown_code(user, device, now)}
    return TemplateResponse(request, "signin/code.html", page)


@login_not_required
@require_POST
def logout(request: HttpRequest) -> HttpResponse:
    """The way out; also for a session that had already ended."""
    if isinstance(request.user, User):
        actions.leave(request.user)
    end_session(request)
    return redirect("signin:signed_out")


@login_not_required
@require_safe
def signed_out(request: HttpRequest) -> HttpResponse:
    """Says that nobody is signed in any more."""
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    return TemplateResponse(request, "signin/signed_out.html", {})


def _safe_next(request: HttpRequest) -> str:
    """The page to go to after signing in; empty unless it is a page of this portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
    return wanted if is_local else ""
