"""Activeren: the letter's code, the mailbox, the password; and "dit was ik niet"."""

import time
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from portal.people.access import Person
from portal.people.actions import TooYoung
from portal.people.models import User
from portal.signin import addresses, letters, mailboxes, stages
from portal.signin.actions import activate
from portal.signin.actions import not_me as objecting
from portal.signin.forms.activation import (
    ALREADY_OPENED,
    WRONG_LETTER,
    AccountForm,
    LetterForm,
    MailedProofForm,
)
from portal.signin.forms.door import WRONG_MAILED
from portal.signin.models import Invitation
from portal.signin.rules import OPENED_HOLDS, InvitedAs

KEY = "letter"  # [invitation, code_hash, proven address, moment]
page_and_form = require_http_methods(["GET", "HEAD", "POST"])
Letter = tuple[activate.Opened, Invitation]


@login_not_required
@sensitive_post_parameters("code")
@page_and_form
def letter(request: HttpRequest) -> HttpResponse:
    """Reference and code. Whatever is wrong with a letter, the answer is the same."""
    form = LetterForm(request.POST or None, initial={"reference": request.GET.get("brief", "")[:9]})
    if request.method == "POST" and form.is_valid():
        found = activate.open_letter(
            form.cleaned_data["reference"],
            form.cleaned_data["code"],
            address=addresses.address_of(request),
            now=timezone.now(),
        )
        if found:
            request.session.cycle_key()
            _keep(request, activate.Opened(found.pk, found.code_hash))
            if to := _unproven(request, activate.Opened(found.pk, found.code_hash), found):
                activate.send_proof(found, to=to, now=timezone.now())
                return redirect("signin:activate_confirm")
            return redirect("signin:activate_account")
        form.add_error(None, WRONG_LETTER)
    return TemplateResponse(request, "signin/activate.html", {"form": form})


@login_not_required
@sensitive_post_parameters("code")
@page_and_form
def confirm_mailbox(request: HttpRequest) -> HttpResponse:
    """The code that was mailed to the address the school knows; the address is not shown."""
    held = _held(request)
    to = _unproven(request, *held) if held else ""
    if held is None:
        return _not_held(request)
    if not to:
        return redirect("signin:activate_account")
    if "again" in request.POST:
        activate.send_proof(held[1], to=to, now=timezone.now())
        messages.info(request, _("Er is een nieuwe code onderweg."))
        return redirect("signin:activate_confirm")
    form = MailedProofForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = form.cleaned_data["code"]
        if proven := activate.prove_mailbox(held[1], code, now=timezone.now()):
            _keep(request, held[0].with_proof(proven))
            return redirect("signin:activate_account")
        form.add_error("code", WRONG_MAILED)
    return TemplateResponse(request, "signin/activate_confirm.html", {"form": form})


@login_not_required
@sensitive_post_parameters("password")
@page_and_form
def account(request: HttpRequest) -> HttpResponse:
    """A password, and the account is there; then the second factor is set up."""
    held = _held(request)
    if held is None:
        return _not_held(request)
    if _unproven(request, *held):
        return redirect("signin:activate_confirm")
    if request.user.is_authenticated:
        return redirect("signin:activate_add")
    form = _account_form(request, held[1])
    if request.method == "POST" and form.is_valid():
        return _activated(request, held[0], form)
    is_pupil = held[1].kind == InvitedAs.PUPIL
    name = letters.sign_in_name(held[1])
    context = {"form": form, "sign_in_name": name, "is_pupil": is_pupil}
    return TemplateResponse(request, "signin/activate_account.html", context)


@page_and_form
def add(request: HttpRequest) -> HttpResponse:
    """The letter joins the account of who is signed in."""
    held = _held(request)
    if held is None:
        return _not_held(request)
    if _unproven(request, *held):
        return redirect("signin:activate_confirm")
    if request.method == "POST" and isinstance(request.user, User):
        try:
            now = timezone.now()
            activate.add(held[0], user=request.user, now=now, today=timezone.localdate())
        except activate.MailboxNotProven:
            return redirect("signin:activate_confirm")
        except (activate.LetterGone, activate.NotYours, TooYoung):
            return _dead(request)
        return _added(request)
    context = {"board": held[1].board, "is_pupil": held[1].kind == InvitedAs.PUPIL}
    return TemplateResponse(request, "signin/activate_add.html", context)


@login_not_required
@page_and_form
def not_me(request: HttpRequest, token: str) -> HttpResponse:
    """A mail scanner opens links: only the button closes the account."""
    if request.method == "POST":
        objecting.object_to(token, now=timezone.now())
        return redirect("signin:not_me_done")
    return TemplateResponse(request, "signin/not_me.html", {})


@login_not_required
@require_safe
def not_me_done(request: HttpRequest) -> HttpResponse:
    """The same page whether the link still worked or not."""
    return TemplateResponse(request, "signin/not_me_done.html", {})


def _keep(request: HttpRequest, opened: activate.Opened) -> None:
    moment = int(time.time())
    request.session[KEY] = [str(opened.invitation), opened.code_hash, opened.proven, moment]


def _typed(request: HttpRequest) -> activate.Opened | None:
    """The letter whose code was typed in this session in the last half hour."""
    kept = request.session.get(KEY)
    if kept is None or not 0 <= time.time() - kept[3] < OPENED_HOLDS:
        return None
    return activate.Opened(UUID(kept[0]), kept[1], kept[2])


def _held(request: HttpRequest) -> Letter | None:
    """The letter that was opened in this session, when it still stands."""
    opened = _typed(request)
    invitation = activate.still_there(opened, timezone.now()) if opened else None
    return (opened, invitation) if opened and invitation else None


def proof_for(request: HttpRequest, user: User) -> str:
    """ "letter" when the account was opened by the letter that was typed in this session.

    The server may stop between the account and the answer: who then signs in here goes on.
    """
    opened = _typed(request)
    return "letter" if opened and activate.owner_of(opened) == user else ""


def _not_held(request: HttpRequest) -> HttpResponse:
    """Back to the start; but who typed the right code hears what became of the letter."""
    opened = _typed(request)
    user = activate.owner_of(opened) if opened else None
    if user is None:
        return redirect("signin:activate")
    if user == request.user:
        return _added(request)
    messages.info(request, ALREADY_OPENED)
    return redirect("signin:login")


def _added(request: HttpRequest) -> HttpResponse:
    request.session.pop(KEY, None)
    messages.success(request, _("De brief is toegevoegd aan dit account."))
    return redirect("/")


def _unproven(request: HttpRequest, opened: activate.Opened, invitation: Invitation) -> str:
    """The known address that must be confirmed first; "" when there is none, or it was."""
    return activate.unproven(opened, invitation, beside=_signed_in(request.user))


def _signed_in(user: Person) -> User | None:
    return user if isinstance(user, User) else None


def _account_form(request: HttpRequest, invitation: Invitation) -> AccountForm:
    known = mailboxes.known_address(invitation)
    asked = "required" if invitation.kind == InvitedAs.STAFF else "optional"
    person = User(
        sign_in_name=letters.sign_in_name(invitation),
        display_name=str(invitation.person),
        email=known or None,
    )
    email = "known" if known else asked
    return AccountForm(request.POST or None, person=person, email=email)


def _activated(request: HttpRequest, opened: activate.Opened, form: AccountForm) -> HttpResponse:
    email = form.cleaned_data.get("email", "")
    try:
        user = activate.activate(
            opened,
            password=form.cleaned_data["password"],
            email=email,
            now=timezone.now(),
            today=timezone.localdate(),
        )
    except activate.MailboxNotProven:
        return redirect("signin:activate_confirm")
    except (activate.LetterGone, TooYoung):
        return _dead(request)
    request.session.pop(KEY, None)
    to = reverse("signin:activate_address") if email else ""
    return stages.begin(request, user, to=to, proof="letter")


def _dead(request: HttpRequest) -> HttpResponse:
    request.session.pop(KEY, None)
    messages.warning(request, WRONG_LETTER)
    return redirect("signin:activate")
