"""Wachtwoord: forgotten, chosen anew through a link, changed by who is signed in."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.signin.access import account, is_pupil
from portal.signin.actions.password import (
    DeadLink,
    ask_reset,
    change_password,
    owner_of,
    reset_password,
)
from portal.signin.addresses import address_of
from portal.signin.forms.password import ForgottenForm, NewPasswordForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.known import mark_in
from portal.signin.views.sessions import stay

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@login_not_required
@page_and_form
def password_forgotten(request: HttpRequest) -> HttpResponse:
    """The same page for everybody: it does not tell whether an account exists."""
    form = ForgottenForm(request.POST or None)
    if form.is_valid():
        ask_reset(form.cleaned_data["name"], address=address_of(request), now=timezone.now())
        return redirect("signin:password_mailed")
    return render(request, "signin/password_forgotten.html", {"form": form})


@login_not_required
@require_http_methods(["GET", "HEAD"])
def password_mailed(request: HttpRequest) -> HttpResponse:
    """What to do now, and what when nothing arrives."""
    return render(request, "signin/password_mailed.html")


@login_not_required
@sensitive_post_parameters()
@page_and_form
def password_reset(request: HttpRequest, pk: UUID, token: str) -> HttpResponse:
    """Looking at the link uses nothing up: a mail scanner does that too."""
    now = timezone.now()
    try:
        form = NewPasswordForm(request.POST or None, user=owner_of(pk, token, now=now))
        if form.is_valid():
            password, mark = form.cleaned_data["password"], mark_in(request)
            reset_password(pk, token, password=password, mark=mark, now=now)
            messages.success(request, _("Het nieuwe wachtwoord is klaar. Log er nu mee in."))
            return redirect("signin:login")
    except DeadLink:
        return render(request, "signin/password_dead_link.html")
    return render(request, "signin/password_new.html", {"form": form})


@sensitive_post_parameters()
@page_and_form
@needs_fresh_factor
def password_change(request: HttpRequest) -> HttpResponse:
    """A new password; the other devices are signed out."""
    user = account(request.user)
    form = NewPasswordForm(request.POST or None, user=user)
    if form.is_valid():
        change_password(user, password=form.cleaned_data["password"])
        stay(request)
        messages.success(request, _("Wachtwoord veranderd. Andere apparaten zijn uitgelogd."))
        return redirect("signin:sessions")
    facts = {"form": form, "is_pupil": is_pupil(user)}
    return render(request, "signin/password_change.html", facts)
