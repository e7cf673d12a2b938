"""Aan de balie: a request that came in outside the portal, and the letter that confirms it."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access.desk import (
    Counter,
    counter_details,
    find_to_register,
    get_acknowledged,
    get_counter,
    get_withdrawn,
    open_counter,
    withdrawn_via,
)
from requests_app.actions.register_at_desk import register_at_desk
from requests_app.actions.withdraw import note_withdrawal as note
from requests_app.forms.desk import DeskForm, WithdrawalForm
from requests_app.letters.acknowledgement import acknowledgement_letter
from requests_app.letters.withdrawal import withdrawal_letter as confirmation
from requests_app.models import receiver_of


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """About which pupil, or about a guardian of which pupil."""
    words = request.GET.get("zoek", "")
    found = find_to_register(request.user, words, timezone.localdate())
    return page(request, "requests_app/desk.html", {"words": words, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def register(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """The day of receipt, how, who and what."""
    today = timezone.localdate()
    counter = get_counter(request.user, pupil_id, today)
    if counter.pupil is not None:
        looked(account(request.user), counter.pupil, today=today)
    return _registered(request, counter, today)


@require_http_methods(["GET", "HEAD", "POST"])
def register_unknown(request: HttpRequest) -> HttpResponse:
    """Of somebody who is not in the roster, or about a pupil who cannot be found."""
    today = timezone.localdate()
    return _registered(request, open_counter(request.user, today), today)


def _registered(request: HttpRequest, counter: Counter, today: date) -> HttpResponse:
    by = account(request.user)
    form = DeskForm(
        request.POST or None,
        request.FILES or None,
        counter=counter,
        details=counter_details(request.user, counter, today),
        today=today,
    )
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _register(form, by, today))
        except actions.Refused as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, _("Het verzoek is ingevoerd. Druk de bevestiging af."))
            return redirect(url)
    context = {"form": form, "pupil": counter.pupil, "schools": counter.schools}
    return page(request, "requests_app/desk_register.html", context)


def _register(form: DeskForm, by: User, today: date) -> str:
    scan = form.cleaned_data["scan"]
    made = register_at_desk(form.arrival, form.ask, by=by, today=today, scan=scan)
    return reverse("requests:case", args=[made.pk])


@require_safe
def acknowledgement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter of receipt, to print: number, both dates and how they came about."""
    today = timezone.localdate()
    found = get_acknowledged(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    letter = acknowledgement_letter(found, today=today)
    return _printed(letter, f"ontvangst-{found.request.reference}.pdf")


@require_http_methods(["GET", "HEAD", "POST"])
def note_withdrawal(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who asked withdrew by letter, phone or at the desk."""
    today, by = timezone.localdate(), account(request.user)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    form = WithdrawalForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            note(found.request, **form.facts, by=by, today=today)
        except actions.Refused as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, _("Het verzoek is ingetrokken. Druk de bevestiging af."))
            return redirect("requests:case", pk=pk)
    context = {"case": found, "form": form, "receiver": receiver_of(found.request, today)}
    return page(request, "requests_app/note_withdrawal.html", context)


@require_safe
def withdrawal_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter that confirms it, to print."""
    today = timezone.localdate()
    found = get_withdrawn(request.user, pk, today)
    looked(account(request.user), found.request, today=today)
    letter = confirmation(found, via=withdrawn_via(found), today=today)
    return _printed(letter, f"ingetrokken-{found.request.reference}.pdf")


def _printed(letter: bytes, name: str) -> HttpResponse:
    header = content_disposition_header(True, name)
    return HttpResponse(letter, "application/pdf", headers={"Content-Disposition": header or ""})
