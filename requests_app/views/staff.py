"""Behandelen: the queue, a case, taking it up, the decision, and the overview of all deadlines."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.signin.rounds import grown
from portal.web import page
from requests_app import access, actions
from requests_app.forms import DecisionForm, words_for
from requests_app.letters import decision_letter
from requests_app.models import Case, with_dates

PER_PAGE = 50


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What is due, the first date on top."""
    today = timezone.localdate()
    rows = Paginator(access.queue(request.user, today), PER_PAGE).get_page(request.GET.get("page"))
    waiting = grown(request.user, timezone.now(), today)
    context = {"rows": rows, "cases": rows.object_list, "grown": waiting}
    return page(request, "requests_app/queue.html", context)


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every school's requests with both dates, and whether the answer was in time."""
    today = timezone.localdate()
    found = access.overview(request.user, today)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"rows": rows, "cases": with_dates(rows.object_list, today)}
    return page(request, "requests_app/overview.html", context)


@require_safe
def case(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The facts of one case; that somebody looked is noted."""
    today = timezone.localdate()
    found = access.get_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    context = {
        "case": found,
        "events": access.timeline(found, with_names=True),
        "warnings": access.warnings_for(found, today),
        "may_decide": access.may_decide(request.user, found, today),
    }
    return page(request, "requests_app/case.html", context)


@require_safe
def case_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter as it was sent, for staff of the case."""
    today = timezone.localdate()
    found = access.get_answered_case(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    return serve(found.request.decision.letter)


@require_POST
def take_up(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case gets a name on it."""
    found = access.get_case_to_decide(request.user, pk, timezone.localdate())
    try:
        actions.take_up(found.request, by=account(request.user))
        messages.success(request, _("U behandelt dit verzoek nu."))
    except actions.Refused:
        messages.warning(request, _("Dit verzoek is al opgepakt of af."))
    return redirect("requests:case", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decision and its letter; a full page, so that the text has room."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    form = DecisionForm(request.POST or None, case=found.request)
    if form.is_valid():
        by, draft = account(request.user), form.draft
        letter = decision_letter(found, draft, today=today)
        verb = partial(_decide, form, found, letter, by, today)
        try:
            url = perform(by, form.cleaned_data["once_key"], verb)
        except (actions.Refused, actions.Stale) as answer:
            form.add_error(None, str(words_for(str(answer))))
        else:
            messages.success(request, _("Het antwoord staat klaar voor de aanvrager."))
            return redirect(url)
    return page(request, "requests_app/decide.html", {"form": form, "case": found})


def _decide(form: DecisionForm, found: Case, letter: bytes, by: User, today: date) -> str:
    actions.decide(
        found.request,
        form.draft,
        by=by,
        letter=letter,
        version=form.cleaned_data["version"],
        requester_has_right=access.requester_has_right(found.request, today),
        today=today,
    )
    return reverse("requests:case", args=[found.request.pk])
