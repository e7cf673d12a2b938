"""De deur: sign-in name and password, then views/code.py; and the way out."""

import time

from django.conf import settings
from django.contrib.auth import logout as end_session
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.people.models import User
from portal.signin import actions, addresses, known, stages
from portal.signin.access import open_schools
from portal.signin.actions.password import was_reset_by_mail
from portal.signin.forms import WRONG_PAIR, SignInForm
from portal.signin.views.activation import proof_for
from portal.signin.views.waiting import safe_next

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@sensitive_post_parameters("password")
@page_and_form
def login(request: HttpRequest) -> HttpResponse:
    """First step. The answer never says which of the two was wrong, nor whether one exists."""
    to = safe_next(request)
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
            proof, by_mail = proof_for(request, user), was_reset_by_mail(user)
            return stages.begin(request, user, to=to, proof=proof, reset_by_mail=by_mail)
        form.add_error(None, WRONG_PAIR)
    page = {"form": form, "next": to, "schools": open_schools()}
    return TemplateResponse(request, "signin/login.html", page)


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
