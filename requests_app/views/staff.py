"""Behandelen: a case, taking it up, and the decision."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.forms import DecisionForm, words_for
from requests_app.letters import decision_letter
from requests_app.models import Case

NOT_CLOSED = {
    "state": gettext_lazy("Deze zaak is nog niet af, of hij is al gesloten."),
    "tasks": gettext_lazy("Er staan nog taken open. Maak die eerst af."),
}


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
        "gone_on": access.gone_on(found.request),
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


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case is done; its texts and files go after the board's period."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    try:
        actions.close(found.request, by=account(request.user), today=today)
        messages.success(request, _("Deze zaak is gesloten."))
    except actions.Refused as refusal:
        messages.warning(request, str(NOT_CLOSED.get(str(refusal), NOT_CLOSED["state"])))
    return redirect("requests:case", pk=pk)
