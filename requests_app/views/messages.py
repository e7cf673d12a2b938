"""Berichten: between who asked and the school, each on a page of their own; and their files."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms.messages import MessageForm, OwnMessageForm, message_words
from requests_app.models import Case

FORM = require_http_methods(["GET", "HEAD", "POST"])


@FORM
def thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tab of staff; who may act on the case has read it then."""
    today, by = timezone.localdate(), account(request.user)
    door = access.get_case_to_decide if request.method == "POST" else access.get_case
    found = door(request.user, pk, today)
    looked(by, found.request, today=today)
    form = MessageForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        verb = partial(_write, actions.write_back, form, found, by, "requests:messages")
        answer = _sent(request, form, verb)
        if answer:
            return answer
    said, may = access.staff_thread(found, today), access.may_decide(request.user, found, today)
    if may and request.method != "HEAD":
        actions.note_read(said.from_asker, now=timezone.now())
    context = {"case": found, "thread": said, "form": form, "may_decide": may}
    return page(request, "requests_app/messages.html", context)


@FORM
def own_thread(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The page of who asked; what the school wrote is read then."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    clock = access.family_clock(request.user, case, today)
    asked = clock.open_question if clock.may_write else None
    form = OwnMessageForm(request.POST or None, request.FILES or None, is_asked=bool(asked))
    if form.is_valid():
        by = account(request.user)
        write = partial(actions.write, is_reply=form.cleaned_data.get("is_reply", False))
        verb = partial(_write, write, form, case, by, "requests:own_messages")
        answer = _sent(request, form, verb)
        if answer:
            return answer
    said = access.family_thread(request.user, case, today)
    if request.method != "HEAD":
        actions.note_read(said.from_school, now=timezone.now())
    context = {"case": case, "thread": said, "form": form, "question": asked}
    return page(request, "requests_app/own_messages.html", context)


def _sent(request: HttpRequest, form: MessageForm, verb: Callable[[], str]) -> HttpResponse | None:
    """Where to go after a good post; None when the rules refused, with the words on the form."""
    try:
        url = perform(account(request.user), form.cleaned_data["once_key"], verb)
    except actions.Refused as answer:
        form.add_error(None, message_words(str(answer)))
        return None
    replied = form.cleaned_data.get("is_reply")
    sent, runs = _("Het bericht is verstuurd."), _("De termijn loopt weer.")
    messages.success(request, f"{sent} {runs}" if replied else sent)
    return redirect(url)


def _write(act: Callable[..., Any], form: MessageForm, case: Case, by: User, name: str) -> str:
    act(
        case.request,
        text=form.cleaned_data["text"],
        uploads=form.cleaned_data["uploads"],
        by=by,
        today=timezone.localdate(),
        number_confirmed=form.number_confirmed,
    )
    return reverse(name, args=[case.request.pk])


@require_safe
def message_file(request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """A file with a message, to whom may read that message."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    return serve(access.message_file(request.user, case, attachment, today))


@require_safe
def case_attachment(request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """A file of the case, for staff; that somebody looked is noted."""
    today = timezone.localdate()
    found = access.get_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    return serve(access.case_attachment(found, attachment))
