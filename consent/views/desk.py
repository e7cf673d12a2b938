"""Toestemming op papier, for the office and the director: find a pupil, type the paper over."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from consent import access
from consent.actions import EntryRefusedError, enter
from consent.forms.entry import EntryForm
from consent.rules import GivenVia
from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import Pupil, User
from portal.signin.access import account
from portal.web import page

DONE = gettext_lazy("Vastgelegd. De ouder of leerling ziet het in het portaal.")
OUTDATED = gettext_lazy(
    "Let op: na die dag is een tekst veranderd. Een ja telt dan niet meer. Vraag het opnieuw."
)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """About which pupil."""
    words = request.GET.get("zoek", "")
    found = access.find_at_desk(request.user, words, timezone.localdate())
    return page(request, "consent/desk.html", {"words": words, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def entry(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """What one person answered about one pupil, on paper or standing here."""
    today = timezone.localdate()
    pupil, by = access.get_at_desk(request.user, pupil_id, today), account(request.user)
    looked(by, pupil, today=today)
    asked, speakers = access.asked_at_desk(pupil, today), access.speakers_of(pupil, today)
    form = EntryForm(request.POST or None, speakers=speakers, asked=asked)
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _enter(form, pupil, by, today))
        except EntryRefusedError as refused:
            form.refuse(refused.why)
        else:
            messages.success(request, DONE)
            if any(form.answers.get(one.purpose) and one.is_outdated(form.day) for one in asked):
                messages.info(request, OUTDATED)
            return redirect(url)
    context = {"pupil": pupil, "form": form, "speakers": speakers, "asked": asked}
    context["entries"] = access.entries_of(pupil)
    return page(request, "consent/desk_entry.html", context)


def _enter(form: EntryForm, pupil: Pupil, by: User, today: date) -> str:
    stated = form.cleaned_data["stated"]
    giving = access.giving_of(pupil, form.speaker, form.day, today, stated=stated)
    enter(
        form.answers,
        tie=giving.tie,
        now=giving.now,
        capacity=giving.capacity,
        via=GivenVia(form.cleaned_data["via"]),
        reference=form.cleaned_data["reference"],
        by=by,
        stated=stated,
    )
    return reverse("consent:desk_entry", args=[pupil.pk])
