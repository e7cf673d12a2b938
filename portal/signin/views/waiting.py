"""Wachtende inlog: each page of a login that is not finished is shown at its own step only."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from portal.signin import held, stages
from portal.signin.stages import SecondFactorStage

Page = Callable[[HttpRequest, SecondFactorStage], HttpResponse]
CODE, RECOVERY, ENROL, PROVE = "signin:code", "signin:recovery", "signin:enrol", "signin:prove"


def step_of(stage: SecondFactorStage) -> str:
    """The page where this login must be; a first factor asks for the letter or the mailbox."""
    user = stage.login.user
    if not held.may_enrol_first(user, timezone.localdate()):
        return RECOVERY if stage.shown else CODE
    if stage.proof:
        return ENROL
    may_prove = held.has_proven_address(user) and not stage.reset_by_mail
    return PROVE if may_prove else CODE


def waiting(step: str) -> Callable[[Page], Callable[[HttpRequest], HttpResponse]]:
    """The view gets the login that waits in this session; any other visitor goes elsewhere."""

    def guard(view: Page) -> Callable[[HttpRequest], HttpResponse]:
        @wraps(view)
        def guarded(request: HttpRequest) -> HttpResponse:
            if request.user.is_authenticated:
                return redirect(settings.LOGIN_REDIRECT_URL)
            stage = stages.pending(request)
            if stage is None:
                stages.forget(request)
                return redirect("signin:login")
            right = step_of(stage)
            return view(request, stage) if right == step else redirect(right)

        return login_not_required(guarded)

    return guard


def safe_next(request: HttpRequest) -> str:
    """The page to go to afterwards; empty unless it is a page of this portal."""
    wanted = request.POST.get("next") or request.GET.get("next") or ""
    is_local = wanted.startswith("/") and url_has_allowed_host_and_scheme(
        wanted, allowed_hosts=None
    )
    return wanted if is_local else ""
