"""Mijn verzoeken: list, new, one request with its dates, the letter, withdraw."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.files.actions import serve
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access.answer import packed_for
from requests_app.forms import SCORES, RateForm
from requests_app.models import with_dates

PER_PAGE = 20


@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """Everything this person asked, newest first."""
    today = timezone.localdate()
    rows = Paginator(access.own_requests(request.user, today), PER_PAGE).get_page(
        request.GET.get("page")
    )
    cases = with_dates(rows.object_list, today)
    away = access.handed_away(request.user, cases, today)
    begun = access.begun_of(request.user, today)
    context = {"rows": rows, "cases": cases, "handed_away": away, "begun": begun}
    return page(request, "requests_app/list.html", context)


@require_safe
def detail(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, both dates and how they came about."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    context = {
        "case": case,
        "is_new": "binnen" in request.GET and case.request.received_on == today,
        "events": access.family_timeline(request.user, case, today),
        "may_receive": access.may_receive(request.user, case.request, today),
        "clock": access.family_clock(request.user, case, today),
        "parts": access.decided_parts(case),
        "follows": access.follows_decision(case),
        "asked": access.asked_of(case),
        "frozen": access.frozen_of(case),
        "attachments": access.own_attachments(request.user, case),
        "thread": access.family_thread(request.user, case, today),
        "packed": packed_for(request.user, case, today),
        "gone_on": access.gone_on(case.request),
        "scores": SCORES,
    }
    return page(request, "requests_app/detail.html", context)


@require_safe
def letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decision, to who asked; the right to it is asked again here."""
    case = access.get_letter(request.user, pk, timezone.localdate())
    answer = serve(case.request.decision.letter)
    if request.method == "GET":
        actions.note_letter_opened(case.request, by=account(request.user), now=timezone.now())
    return answer


@require_POST
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stops the request; pressing twice does no harm. 403 for who handed it over."""
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    if case.request.is_open and not access.may_write(request.user, case.request, today):
        raise PermissionDenied
    try:
        actions.withdraw(case.request, by=account(request.user), today=today)
        messages.success(request, _("Het verzoek is ingetrokken."))
    except actions.Refused:
        messages.warning(request, _("Dit verzoek is al af. Intrekken kan niet meer."))
    return redirect("requests:detail", pk=pk)


@require_POST
def rate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One tap; a second one changes nothing, because nobody knows any more which was whose."""
    today, form = timezone.localdate(), RateForm(request.POST)
    case = access.get_request(request.user, pk, today)
    if not access.may_receive(request.user, case.request, today):
        raise PermissionDenied
    try:
        if form.is_valid():
            actions.rate(case.request, score=form.cleaned_data["score"], today=today)
            messages.success(request, _("Dank u wel. Niemand ziet wie dit gaf."))
    except actions.Refused:
        messages.warning(request, _("Over dit antwoord kan nu geen oordeel worden gegeven."))
    return redirect("requests:detail", pk=pk)


@require_safe
def attachment(request: HttpRequest, pk: UUID, attachment: UUID) -> HttpResponse:
    """A file that went with the request, to who sent it along."""
    case = access.get_request(request.user, pk, timezone.localdate())
    return serve(access.own_attachment(request.user, case, attachment))
