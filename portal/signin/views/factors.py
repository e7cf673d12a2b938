"""Inloggen en beveiliging: one's own second factors, behind a fresh one."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.people.models import User
from portal.signin import access, actions, drafts
from portal.signin.access import account
from portal.signin.drafts import APP, CODES
from portal.signin.forms import WRONG_CODE, AppForm, NameForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.rules import ListKind, is_enough
from portal.signin.secret_codes import in_groups
from portal.signin.stages import RESET_BY_MAIL
from portal.signin.views.enrol import app_words, codes_file

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
@needs_fresh_factor
def security(request: HttpRequest) -> HttpResponse:
    """What one has, when it was last used, and what one may change."""
    user, today = account(request.user), timezone.localdate()
    page = {
        "factors": access.described(user, today),
        "is_enough": is_enough(access.ways_of(user, today)),
        "may_mail": access.may_add_mail(user, today, reset_by_mail=_by_mail(request)),
        "is_pupil": access.is_pupil(user),
    }
    return TemplateResponse(request, "signin/security.html", page)


@page_and_form
@needs_fresh_factor
def add_app(request: HttpRequest) -> HttpResponse:
    """One more app."""
    user, draft = account(request.user), drafts.of_session(request.session)
    key, form = draft.app_key(), AppForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        new = actions.NewApp(key, form.cleaned_data["name"], form.cleaned_data["code"])
        if actions.add_app(user, new, now=timezone.now()):
            draft.drop(APP)
            return _changed(request, user)
        form.add_error("code", WRONG_CODE)
    page = {"form": form, **app_words(user.sign_in_name, key)}
    return TemplateResponse(request, "signin/security_app.html", page)


@page_and_form
@needs_fresh_factor
def add_mail(request: HttpRequest) -> HttpResponse:
    """A guardian chooses codes by mail as well; its button stands on the page that lists them."""
    if request.method != "POST":  # back from confirming
        return redirect("signin:security")
    user, by_mail = account(request.user), _by_mail(request)
    actions.add_mail(user, today=timezone.localdate(), reset_by_mail=by_mail)
    return _changed(request, user)


@page_and_form
@needs_fresh_factor
def new_codes(request: HttpRequest) -> HttpResponse:
    """New recovery codes; the old list is dead when one says that the new ones are kept."""
    user, draft = account(request.user), drafts.of_session(request.session)
    if request.method == "POST" and not draft.has(CODES):
        return redirect("signin:new_codes")
    codes = draft.codes()
    if request.method == "POST":
        draft.drop(CODES)
        actions.issue_codes(user, ListKind.RECOVERY, codes, by=user)
        return _changed(request, user)
    page = {"codes": [in_groups(code, 5) for code in codes]}
    return TemplateResponse(request, "signin/security_codes.html", page)


@require_safe
@needs_fresh_factor
def new_codes_file(request: HttpRequest) -> HttpResponse:
    """The new codes as a text file, as long as the page shows them."""
    draft = drafts.of_session(request.session)
    if not draft.has(CODES):
        return redirect("signin:new_codes")
    return codes_file(draft.codes())


@page_and_form
@needs_fresh_factor
def rename_factor(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """One's own name for a factor."""
    user = account(request.user)
    device = access.get_factor(user, kind, pk)
    form = NameForm(request.POST or None, initial={"name": device.name})
    if request.method == "POST" and form.is_valid():
        actions.rename_factor(device, name=form.cleaned_data["name"], by=user)
        return _changed(request, user)
    page = {"form": form, "factor": access.Described.of(device)}
    return TemplateResponse(request, "signin/security_name.html", page)


@page_and_form
@needs_fresh_factor
def remove_factor(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Give one up; never the last one."""
    user, today = account(request.user), timezone.localdate()
    device = access.get_factor(user, kind, pk)
    if not access.may_remove(user, device, today):
        raise PermissionDenied
    if request.method == "POST":
        actions.remove_factor(device, by=user, today=today)
        return _changed(request, user)
    is_used_here = device.persistent_id == user.otp_device.persistent_id  # type: ignore[attr-defined]
    page = {"factor": access.Described.of(device), "is_used_here": is_used_here}
    return TemplateResponse(request, "signin/security_remove.html", page)


def _changed(request: HttpRequest, user: User) -> HttpResponse:
    """This session goes on; every other one is over."""
    update_session_auth_hash(request, user)
    messages.success(request, _("De verandering is opgeslagen. Andere apparaten zijn uitgelogd."))
    return redirect("signin:security")


def _by_mail(request: HttpRequest) -> bool:
    return bool(request.session.get(RESET_BY_MAIL))
