"""Rondes en voortgang: remind who has not answered, and see how far it is; never who."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent import access
from consent.actions import letters_fetched, start_round, stop_round
from consent.forms.rounds import StartForm
from consent.letters import reminder_letters_pdf, round_letters_pdf
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

STARTED = gettext_lazy("De ronde is begonnen. De eerste herinneringen gaan over een minuut weg.")
STOPPED = gettext_lazy(
    "De ronde is gestopt. Er gaat geen herinnering meer weg. "
    "E-mails die nog niet weg waren, zijn ingetrokken."
)


@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How many pupils have an answer: by group of one's own school, by school of one's board."""
    found = access.progress_of(request.user, timezone.localdate())
    return page(request, "consent/progress.html", {"progress": found})


@require_http_methods(["GET", "HEAD", "POST"])
def overview(request: HttpRequest) -> HttpResponse:
    """The rounds in reach, and the form that starts one where none is open."""
    today, by = timezone.localdate(), account(request.user)
    rows = access.rounds_for(by, today)
    places = access.places_for(by, today)
    if request.method == "POST" and not places:
        raise PermissionDenied
    free = access.free_of(places)
    # A repeated post names a place that is no longer free: it is answered as the first one was.
    form = StartForm(request.POST or None, places=places if request.method == "POST" else free)
    if form.is_valid():
        perform(by, form.cleaned_data["once_key"], lambda: _start(form, by, today))
        messages.success(request, STARTED)
        return redirect("consent:rounds")
    return page(request, "consent/rounds.html", {"rounds": rows, "form": form, "free": free})


@require_POST
def stop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """At the word of the office; a second word changes nothing."""
    today, by = timezone.localdate(), account(request.user)
    row = access.get_round(by, pk, today)
    access.must_hold(by, row, today)
    stop_round(row, by=by, today=today)
    messages.success(request, STOPPED)
    return redirect("consent:rounds")


@needs_fresh_factor
@require_safe
def letters(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who gets a letter, as a tagged PDF."""
    today, by = timezone.localdate(), account(request.user)
    row = access.get_round(by, pk, today)
    lines = access.letters_of(by, row, today)
    letters_fetched(row, by=by, letters=len(lines))
    content = round_letters_pdf(lines, sender=(row.school or row.board).name, today=today)
    return _file(content, _("brievenlijst %(day)s.pdf") % {"day": today.isoformat()})


@needs_fresh_factor
@require_safe
def reminders(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letters themselves, a page each; in piles that do not keep anybody waiting."""
    today, by = timezone.localdate(), account(request.user)
    row = access.get_round(by, pk, today)
    lines = access.pile_of(access.letters_of(by, row, today), request.GET.get("deel", ""))
    letters_fetched(row, by=by, letters=len(lines))
    content = reminder_letters_pdf(lines, sender=row.school or row.board, today=today)
    return _file(content, _("brieven %(day)s.pdf") % {"day": today.isoformat()})


def _file(content: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(content, content_type="application/pdf")
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


def _start(form: StartForm, by: User, today: date) -> str:
    where = form.where
    start_round(where.board, where.school, by=by, today=today)
    return reverse("consent:rounds")
