"""Uitvoeren of laten vervallen, for staff: what follows an announcement (seed 001 art. 6c)."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from consent.models import Purpose
from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import User
from portal.people.rules import Duty
from portal.register import access, actions
from portal.register.actions import DisclosureRefusedError, Handover, IntentRefusedError
from portal.register.forms.announcing import CarryOutForm, DropForm
from portal.register.models import Disclosure, IntendedDisclosure, Processing
from portal.register.rules import ExclusionCode, IntentReason, RuleCode
from portal.register.wording import INTENT_REFUSALS
from portal.roof.disclose import disclose
from portal.roof.handover import purposes_for
from portal.roof.object import fallen_on
from portal.signin.access import account
from portal.web import page


@require_http_methods(["GET", "HEAD", "POST"])
def announcement(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One intention: where it stands and who is left out; posting drops it, with a reason."""
    today = timezone.localdate()
    duty = Duty.RECORD_DISCLOSURES if request.method == "POST" else Duty.SEE_DISCLOSURES
    row, by = access.get_intent(request.user, pk, today, duty=duty), account(request.user)
    form = DropForm(request.POST or None)
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], partial(_drop, row, form, by, today))
        except IntentRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Het gaat niet door. De gezinnen zien dat ook."))
            return redirect(url)
    acts = row.is_open and access.may_on_intent(by, row, Duty.RECORD_DISCLOSURES, today)
    context = {"row": row, "form": form, "acts": acts, "today": today}
    context |= _standing(row, by, today)
    context["about"] = access.subjects_of([row]).get(row.about_id, "–")
    if acts:
        context["processings"] = access.processings_behind(row)
    return page(request, "register/announcement.html", context)


def _drop(row: IntendedDisclosure, form: DropForm, by: User, today: date) -> str:
    actions.drop_intent(row, reason=form.cleaned_data["reason"], by=by, today=today)
    return reverse("roof:announcement", args=[row.pk])


def _standing(row: IntendedDisclosure, by: User, today: date) -> dict[str, Any]:
    """Who is left out, by pupil and never by guardian; each look is noted."""
    going = actions.going_on(row, today, fallen=fallen_on(row)) if row.is_open else None
    out = going.excluded if going else {}
    objecting = [one for one in out if out[one] is ExclusionCode.OBJECTED]
    pupils = access.names_of(objecting, by)
    for one in pupils:
        looked(by, one, today=today)
    looked(by, row, today=today)
    told = len(row.pupils_on(row.announced_on))
    refusal = "" if going is None or going.allowed else INTENT_REFUSALS[going.reason]
    return {"objecting": pupils, "left_out": access.counted(out.values()), "told": told} | {
        "going": going,
        "refusal": refusal,
    }


@require_http_methods(["GET", "HEAD", "POST"])
def carry_out(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How it went; then it stands in the ledger, without whoever objects."""
    today, duty = timezone.localdate(), Duty.RECORD_DISCLOSURES
    row, by = access.get_intent(request.user, pk, today, duty=duty), account(request.user)
    going = actions.going_on(row, today, fallen=fallen_on(row))
    processing = _processing(request, row)
    if not going.allowed or processing is None:
        words = INTENT_REFUSALS.get(going.reason, _("Kies de verwerking uit het register."))
        messages.error(request, str(words))
        return redirect("roof:announcement", pk=pk)
    form = _carry_form(request, row, processing, today)
    if form.is_valid():
        try:
            carry = partial(_carry_out, row, form, by, today)
            url = perform(by, form.cleaned_data["once_key"], carry)
        except DisclosureRefusedError as refusal:
            form.add_error(None, f"{refusal} {refusal.advice}".strip())
        except IntentRefusedError as refusal:
            form.add_error("on", str(refusal))
        else:
            messages.success(request, _("De verstrekking is vastgelegd."))
            return redirect(url)
    context = {"row": row, "form": form, "left_out": access.counted(going.excluded.values())}
    return page(request, "register/carry_out.html", context)


def _processing(request: HttpRequest, row: IntendedDisclosure) -> Processing | None:
    """Its own, or the one of the address: what is handed over stands in the register."""
    wanted = request.GET.get("verwerking", "")
    rows = access.processings_behind(row)
    return next((one for one in rows if row.processing or str(one.pk) == wanted), None)


def _carry_form(
    request: HttpRequest, row: IntendedDisclosure, processing: Processing, today: date
) -> CarryOutForm:
    recipients = list(row.recipients.all())
    rules = {RuleCode(one.rule) for one in recipients}
    return CarryOutForm(
        request.POST or None,
        intended=row,
        processing=processing,
        recipients=recipients,
        purposes=purposes_for(row.board_id, rules, today),
        today=today,
        initial={"description": row.why},
    )


def _carry_out(row: IntendedDisclosure, form: CarryOutForm, by: User, today: date) -> str:
    chosen = form.cleaned_data.get("purpose")
    made = carry_out_intent(
        row,
        handover=form.handover,
        purpose=Purpose.objects.get(pk=chosen) if chosen else None,
        on=form.cleaned_data["on"],
        by=by,
        today=today,
    )
    return reverse("register:log_row", args=[made.pk])


@transaction.atomic
def carry_out_intent(
    row: IntendedDisclosure,
    *,
    handover: Handover,
    purpose: Purpose | None,
    on: date,
    by: User,
    today: date,
) -> Disclosure:
    """Appends the disclosure, without whoever objects or was never told.

    Raises `IntentRefusedError` in or before the window, and `DisclosureRefusedError` when the rule
    of a recipient refuses; then nothing is written.
    """
    kept = actions.locked_intent(row)
    going = actions.going_on(kept, on, fallen=fallen_on(kept))
    if not going.allowed:
        raise IntentRefusedError(IntentReason(going.reason))
    made = disclose(
        kept.about(),
        handover=handover,
        purpose=purpose,
        on=on,
        by=by,
        stopped=_standing_still(handover.processing, on) | dict(going.excluded),
        leave_out=True,
        today=today,
    )
    actions.close_carried_out(kept, made, by=by, today=today)
    return made


def _standing_still(processing: Processing, on: date) -> dict[UUID, ExclusionCode]:
    """For whom this processing is stopped on that day (AVG 18)."""
    return dict.fromkeys(access.restricted_pupils(processing, on), ExclusionCode.RESTRICTED)
