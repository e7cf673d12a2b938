"""Vastleggen wat is gedeeld: about whom, to whom, what; check; record. Consent joins here."""

from datetime import date
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

from consent.models import Purpose
from consent.rules import PICTURE_MEDIA, Medium
from portal.once.actions import perform
from portal.people.models import Pupil, User
from portal.register import access
from portal.register.actions import About, DisclosureRefusedError, Weighed, is_hidden
from portal.register.forms.handover import HandoverForm
from portal.register.rules import ExclusionCode, RuleCode
from portal.register.wording import CONSENT_GROUNDS
from portal.roof.disclose import disclose, weigh_disclosure
from portal.signin.access import account
from portal.web import page

# Which question's yes can carry it: one asks for one thing (AVG 4(11)).
FITS = {
    RuleCode.PUBLICATION: PICTURE_MEDIA,
    RuleCode.YOUTH_HEALTH: frozenset({Medium.YOUTH_HEALTH}),
    RuleCode.SUPPORT_TEAM: frozenset({Medium.FAMILY_CARERS}),
    RuleCode.RESEARCH: frozenset({Medium.RESEARCH}),
}
OTHERS = frozenset({Medium.OTHER, Medium.CONTACT_LIST})


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """About whom, under which processing, to whom: each choice is in the address."""
    today = timezone.localdate()
    words, key = request.GET.get("zoek", ""), request.GET.get("over", "")
    if not key:
        found = access.find_pupils(request.user, words, today)
        places = access.places_for(request.user, today)
        first = {"words": words, "found": found, "places": places}
        return page(request, "register/handover_about.html", first)
    about = access.get_about(request.user, key, today)
    rows = [(row, access.named_recipients(row)) for row in access.processings_about(about)]
    context = {"about": about, "key": key, "processings": rows}
    return page(request, "register/handover_to.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def record(request: HttpRequest, processing_id: UUID) -> HttpResponse:
    """The form, then the page on which somebody checks, then the row."""
    today = timezone.localdate()
    access.recording_scopes(request.user, today)
    if not request.GET.get("over"):
        return redirect("roof:new_disclosure")
    about = access.get_about(request.user, request.GET["over"], today)
    form = _form(request, about, processing_id, today)
    context: dict[str, Any] = {"about": about, "form": form, "key": access.key_of(about)}
    step = request.POST.get("stap", "")
    if step == "terug" or not form.is_valid():
        return page(request, "register/handover.html", context)
    by = account(request.user)
    try:
        weighed = _weigh(about, form, by, today)
        if step == "vastleggen":
            return _record(request, about, form, by, today)
    except DisclosureRefusedError as refusal:
        form.add_error(None, f"{refusal} {refusal.advice}".strip())
        return page(request, "register/handover.html", context)
    context |= {"weighed": weighed, "left_out": access.counted(weighed.excluded.values())}
    context |= {"facts": _facts(form, weighed)}
    return page(request, "register/handover_check.html", context)


def _form(request: HttpRequest, about: About, processing_id: UUID, today: date) -> HandoverForm:
    processing = access.get_processing(about, processing_id)
    recipients = access.chosen_recipients(processing, request.GET.getlist("aan"))
    rules = {RuleCode(one.rule) for one in recipients}
    return HandoverForm(
        request.POST or None,
        processing=processing,
        recipients=recipients,
        purposes=purposes_for(processing.board_id, rules, today),
        is_bulk=not isinstance(about, Pupil),
        today=today,
    )


def purposes_for(board: UUID, rules: set[RuleCode], today: date) -> list[tuple[str, str]]:
    """The questions whose yes can carry it, for every one of the recipients."""
    rows = Purpose.objects.filter(board=board).prefetch_related("texts")
    found = []
    for row in rows:
        text, medium = row.text_on(today), Medium(row.medium)
        if text and all(medium in FITS.get(rule, OTHERS) for rule in rules):
            found.append((str(row.pk), text.title))
    return found


def _purpose(form: HandoverForm) -> Purpose | None:
    chosen = form.cleaned_data.get("purpose")
    return Purpose.objects.get(pk=chosen) if chosen else None


def _terms(form: HandoverForm, by: User, today: date) -> dict[str, Any]:
    """The same for weighing and for recording. `stopped`: for whom this must not be done."""
    typed = form.cleaned_data
    return {
        "handover": form.handover,
        "purpose": _purpose(form),
        "on": typed["on"],
        "by": by,
        "stopped": dict.fromkeys(
            access.restricted_pupils(form.handover.processing, typed["on"]),
            ExclusionCode.RESTRICTED,
        ),
        "leave_out": typed.get("leave_out", False),
        "today": today,
    }


def _weigh(about: About, form: HandoverForm, by: User, today: date) -> Weighed:
    """The rules' answer; raises `DisclosureRefusedError`."""
    weighed = weigh_disclosure(about, **_terms(form, by, today))
    if not weighed.verdict.allowed:
        raise DisclosureRefusedError(weighed.verdict)
    is_hidden(form.handover, form.secrecy, on=today, by=by)
    return weighed


def _record(
    request: HttpRequest, about: About, form: HandoverForm, by: User, today: date
) -> HttpResponse:
    url = perform(by, form.cleaned_data["once_key"], partial(_disclose, about, form, by, today))
    messages.success(request, _("De verstrekking is vastgelegd."))
    return redirect(url)


def _disclose(about: About, form: HandoverForm, by: User, today: date) -> str:
    row = disclose(about, **_terms(form, by, today), secrecy=form.secrecy)
    return reverse("register:log_row", args=[row.pk])


def _facts(form: HandoverForm, weighed: Weighed) -> dict[str, Any]:
    """What the page of checking names: labels instead of codes."""
    labels: dict[str, list[str]] = {}
    for name in ("shared", "stated", "channel", "purpose"):
        if name in form.fields:
            chosen = form.cleaned_data[name]
            wanted = chosen if isinstance(chosen, list) else [chosen]
            choices = dict(form.fields[name].choices)  # type: ignore[attr-defined]
            labels[name] = [str(choices[code]) for code in wanted if code]
    consent = CONSENT_GROUNDS[weighed.verdict.reason]
    return {**form.cleaned_data, **labels, "hidden": form.secrecy, "consent": consent}
