"""Behandelen: a case, taking it up, and the decision."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access.desk import turn_details, withdrawn_via
from requests_app.forms import TurnForm
from requests_app.rules import State

NOT_CLOSED = {
    "state": gettext_lazy("Deze zaak is nog niet af, of hij is al gesloten."),
    "not_given": gettext_lazy(
        "Het antwoord is nog niet gegeven. Geef het eerst, of leg bij 'Antwoord' vast dat het niet "
        "kon."
    ),
    "caused": gettext_lazy(
        "De taken die bij dit besluit horen, worden nog gemaakt. Probeer het over een minuut "
        "opnieuw."
    ),
    "tasks": gettext_lazy("Er staan nog taken open. Maak die eerst af."),
}

TURNED = {
    False: gettext_lazy("Dit is nu een verzoek. De termijn telt vanaf de vraag."),
    True: gettext_lazy("Reclame voor deze persoon is gestopt. Maak de taken meteen af."),
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
        "may_approve": found.request.state == State.PROPOSED
        and access.may_approve(request.user, found, today),
        "linked": access.linked_to(request.user, found, today),
        "asked": access.asked_of(found),
        "parts": access.decided_parts(found),
        "attachments": access.attachments_of(found),
        "statement": access.statement_of(found),
        "is_staff": True,
        "frozen": access.frozen_of(found),
        "withdrawn_via": withdrawn_via(found),
        "gone_on": access.gone_on(found.request),
        "by_letter": access.reminds_by_letter(found, today),
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


@require_POST
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The case is done; its texts and files go after the board's period."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    actions.follow_up(found.request, today=today)  # so that its tasks are seen before it closes
    try:
        actions.close(found.request, by=account(request.user), today=today)
        messages.success(request, _("Deze zaak is gesloten."))
    except actions.Refused as refusal:
        messages.warning(request, str(NOT_CLOSED.get(str(refusal), NOT_CLOSED["state"])))
    return redirect("requests:case", pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def turn(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A question becomes a right, with the date on which it came in."""
    today = timezone.localdate()
    found = access.get_case_to_decide(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    form = TurnForm(request.POST or None, details=turn_details(found))
    if form.is_valid():
        by = account(request.user)
        try:
            actions.turn_question(found.request, kind=form.kind, by=by, today=today, told=form.told)
            messages.success(request, TURNED[form.stops_advertising])
        except actions.Refused:
            messages.warning(request, _("Dit is geen open vraag meer."))
        return redirect("requests:case", pk=pk)
    return page(request, "requests_app/turn.html", {"case": found, "form": form})
