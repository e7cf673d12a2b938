"""E-mailadres: add, change or give up one's own, behind a fresh second factor."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from portal.signin import access
from portal.signin.access import account
from portal.signin.actions import address as addressing
from portal.signin.forms.activation import MailedProofForm
from portal.signin.forms.address import AddressForm
from portal.signin.forms.door import WRONG_MAILED
from portal.signin.fresh import needs_fresh_factor
from portal.signin.views.code import too_many
from portal.signin.views.sessions import stay

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@page_and_form
@needs_fresh_factor
def address(request: HttpRequest) -> HttpResponse:
    """The address that is known, and a new one; the next page is the same for every address."""
    user, today = account(request.user), timezone.localdate()
    form = AddressForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        if addressing.offer_address(user, form.cleaned_data["email"], now=timezone.now()):
            return redirect("signin:address_code")
        form.add_error(None, too_many())
    page = {
        "form": form,
        "offered": access.offered_address(user),
        "may_change": access.may_change_address(user, today),
        "may_remove": access.may_remove_address(user, today),
        "is_used_here": access.is_by_mail(user),
        "is_pupil": access.is_pupil(user),
    }
    return TemplateResponse(request, "signin/address.html", page)


@sensitive_post_parameters("code")
@page_and_form
@needs_fresh_factor
def address_code(request: HttpRequest) -> HttpResponse:
    """The code that was mailed to the new address: only then it counts."""
    return _code_page(request, here="signin:address_code", done="signin:security")


@sensitive_post_parameters("code")
@page_and_form
@needs_fresh_factor
def activate_address(request: HttpRequest) -> HttpResponse:
    """The same for somebody who just opened the account; it may wait."""
    return _code_page(request, here="signin:activate_address", done="/")


@page_and_form
@needs_fresh_factor
def address_remove(request: HttpRequest) -> HttpResponse:
    """The account goes on with its sign-in name."""
    user, today = account(request.user), timezone.localdate()
    if not access.may_remove_address(user, today):
        raise PermissionDenied
    if request.method == "POST":
        addressing.remove_address(user, now=timezone.now())
        stay(request)
        messages.success(
            request, _("Het e-mailadres is weggehaald. Andere apparaten zijn uitgelogd.")
        )
        return redirect("signin:security")
    page = {"is_used_here": access.is_by_mail(user), "is_pupil": access.is_pupil(user)}
    return TemplateResponse(request, "signin/address_remove.html", page)


def _code_page(request: HttpRequest, *, here: str, done: str) -> HttpResponse:
    user = account(request.user)
    offered = access.offered_address(user)
    if not offered:
        return redirect(done)
    if "again" in request.POST:
        if addressing.offer_address(user, offered, now=timezone.now()):
            messages.info(request, _("Er is een nieuwe code onderweg."))
        else:
            messages.error(request, too_many())
        return redirect(here)
    form = MailedProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if addressing.prove_address(user, form.cleaned_data["code"], now=timezone.now()):
            stay(request)
            messages.success(
                request, _("Het e-mailadres is bevestigd. Andere apparaten zijn uitgelogd.")
            )
            return redirect(done)
        form.add_error("code", WRONG_MAILED)
    page = {"form": form, "email": offered, "later": done, "is_pupil": access.is_pupil(user)}
    return TemplateResponse(request, "signin/address_code.html", page)
