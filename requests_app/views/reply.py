"""De school heeft een vraag: answer it, and read the letters about the term."""

from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.files.actions import serve
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms.clock import ReplyForm, clock_words
from requests_app.models import Case


@require_http_methods(["GET", "HEAD", "POST"])
def reply(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer ends the pause by itself. 403 for who gave the case up to the pupil."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    clock = access.family_clock(request.user, case, today)
    if case.request.is_open and not clock.may_write:
        raise PermissionDenied
    form = ReplyForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        by = account(request.user)
        verb = partial(_reply, form, case, by)
        try:
            url = perform(by, form.cleaned_data["once_key"], verb)
        except actions.Refused as answer:
            form.add_error(None, clock_words(str(answer)))
        else:
            messages.success(request, _("Het antwoord is binnen. De termijn loopt weer."))
            return redirect(url)
    return page(request, "requests_app/reply.html", {"form": form, "case": case, "clock": clock})


def _reply(form: ReplyForm, case: Case, by: User) -> str:
    actions.reply(
        case.request,
        text=form.cleaned_data["text"],
        upload=form.cleaned_data["file"],
        by=by,
        today=timezone.localdate(),
        number_confirmed=form.number_confirmed,
    )
    return reverse("requests:detail", args=[case.request.pk])


@require_safe
def question(request: HttpRequest, pk: UUID, pause: int) -> HttpResponse:
    """The letter of a question, to whom it was asked."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    return serve(access.question_letter_of(request.user, case, pause, today))


@require_safe
def extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notice that it takes longer, to whom it was sent."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    return serve(access.extension_letter_of(request.user, case, today))
