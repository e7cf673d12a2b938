"""Aankondigen, for staff: what was announced, and a new one (seed 001 art. 6c)."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.once.actions import perform
from portal.people.access import has_duty
from portal.people.models import Group, User
from portal.people.rules import Duty
from portal.register import access, actions
from portal.register.actions import (
    About,
    EmptyAnnouncementError,
    IntentRefusedError,
    pupils_concerned,
)
from portal.register.forms.announcing import AnnounceForm
from portal.signin.access import account
from portal.web import page

PER_PAGE = 50
LOOSE = "nieuw"  # in the address: it stands in no processing yet


@require_safe
def announcements(request: HttpRequest) -> HttpResponse:
    """Everything announced, the newest on top, with how long families may still object."""
    today = timezone.localdate()
    found = access.intents_for(request.user, today)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    shown = list(rows.object_list)
    names = access.subjects_of(shown)
    context = {
        "rows": rows,
        "lines": [(row, names.get(row.about_id, "–")) for row in shown],
        "may_record": has_duty(request.user, Duty.RECORD_DISCLOSURES, today),
        "today": today,
    }
    return page(request, "register/announcements.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """About whom, then for what: each choice is in the address."""
    today = timezone.localdate()
    words, key = request.GET.get("zoek", ""), request.GET.get("over", "")
    if not key:
        found = access.find_pupils(request.user, words, today)
        places = access.places_for(request.user, today)
        first = {"words": words, "found": found, "places": places}
        return page(request, "register/announce_about.html", first)
    about = access.get_about(request.user, key, today)
    context = {"about": about, "key": key, "rows": access.processings_to_announce(about)}
    return page(request, "register/announce_for.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def announce(request: HttpRequest) -> HttpResponse:
    """The form, then the page on which somebody checks, then it is announced."""
    today = timezone.localdate()
    access.recording_scopes(request.user, today)
    if not request.GET.get("over"):
        return redirect("roof:new_announcement")
    about = access.get_about(request.user, request.GET["over"], today)
    form = _form(request, about, today)
    context: dict[str, Any] = {"about": about, "form": form, "key": access.key_of(about)}
    step = request.POST.get("stap", "")
    if step == "terug" or not form.is_valid():
        return page(request, "register/announce.html", context)
    by = account(request.user)
    officer = access.may_skip(by, about, today)
    try:
        actions.check_plan(about, form.plan, by=by, is_officer=officer, today=today)
    except (IntentRefusedError, EmptyAnnouncementError) as refusal:
        form.add_error(None, str(refusal) or _("Er is nu geen leerling om dit over te vertellen."))
        return page(request, "register/announce.html", context)
    if step == "aankondigen":
        make = partial(_announce, about, form, by, officer, today)
        messages.success(request, _("Het is aangekondigd. De gezinnen krijgen bericht."))
        return redirect(perform(by, form.cleaned_data["once_key"], make))
    context |= {"plan": form.plan, "last_day": form.last_day, "reach": reach_of(about, today)}
    return page(request, "register/announce_check.html", context)


def _form(request: HttpRequest, about: About, today: date) -> AnnounceForm:
    board = about.school.board if isinstance(about, Group) else about.board
    processing, wanted = None, request.GET.get("voor", "")
    if wanted != LOOSE:
        rows = {str(row.pk): row for row in access.processings_to_announce(about)}
        processing = rows.get(wanted)
        if processing is None:
            raise Http404
    return AnnounceForm(
        request.POST or None,
        processing=processing,
        recipients=access.recipients_to_announce(processing)
        if processing
        else access.recipients_at(board.pk),
        days=board.objection_days,
        is_officer=access.may_skip(request.user, about, today),
        today=today,
    )


def reach_of(about: About, today: date) -> dict[str, int]:
    """How many pupils, how many people get a message, and for how many pupils nobody does."""
    pupils = pupils_concerned(about, today)
    mailed: set[UUID] = set()
    reached: set[UUID] = set()
    for pupil, reader in actions.readers(pupils, timezone.now()):
        if actions.address_of(reader):
            mailed.add(reader.pk)
            reached.add(pupil.pk)
    return {"pupils": len(pupils), "mails": len(mailed), "unreached": len(set(pupils) - reached)}


def _announce(about: About, form: AnnounceForm, by: User, is_officer: bool, today: date) -> str:
    row = actions.announce_intent(about, form.plan, by=by, is_officer=is_officer, today=today)
    return reverse("roof:announcement", args=[row.pk])
