"""Bezwaar: an objection against what was announced becomes a verzet (seed 001 art. 6c; AVG 21)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import formats, timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.people.models import User
from portal.people.rules import Right
from portal.register import access, actions
from portal.register.access import Announced
from portal.register.models import IntendedDisclosure
from portal.register.rules import LegalBasis
from portal.register.wording import NO_OBJECTION
from portal.signin.access import account
from portal.web import page
from requests_app.access import fallen_objections, get_target
from requests_app.actions import file_request
from requests_app.models import Ask
from requests_app.rules import Kind


@require_safe
def intended(request: HttpRequest, pupil_id: UUID, pk: UUID) -> HttpResponse:
    """What will go to whom, why, and until when one may object."""
    today = timezone.localdate()
    found = access.get_announced(request.user, pupil_id, pk, today)
    context = {
        "found": found,
        "row": found.row,
        "pupil": found.tie.pupil,
        "objection": access.own_objection(found, request.user),
        "was_shared": access.was_shared(found),
        "why_not": NO_OBJECTION.get(LegalBasis(found.row.basis), ""),
        "may_ask": found.may_ask,
    }
    return page(request, "roof/intended.html", context)


@require_POST
def object_to(request: HttpRequest, pupil_id: UUID, pk: UUID) -> HttpResponse:
    """One tap. Tapping twice does no harm; after the last day it is refused."""
    today = timezone.localdate()
    found = access.get_announced(request.user, pupil_id, pk, today)
    if not found.tie.may(Right.REQUEST):
        raise PermissionDenied
    try:
        object_by(found, by=account(request.user), today=today)
        messages.success(request, _("Het bezwaar is binnen. Het is nu ook een verzoek."))
    except actions.IntentRefusedError as refusal:
        messages.error(request, str(refusal))
    return redirect("roof:intended", pupil_id=pupil_id, pk=pk)


@transaction.atomic
def object_by(found: Announced, *, by: User, today: date) -> UUID | None:
    """Blocks the handing-over and files the verzet; returns the request, one a person and pupil.

    None when that was anonymised since. Raises `IntentRefusedError` after the window; then no
    request is made.
    """
    row, pupil = actions.locked_intent(found.row), found.tie.pupil
    known = actions.objection_of(row, pupil, by)
    if known is not None:
        return known.request_id
    actions.check_objection(row, today=today)
    target = get_target(by, f"kind-{pupil.pk}", today)
    ask = Ask(kind=Kind.OBJECTION, scope=words_of(found.row))
    filed = file_request(target, ask, by=by, today=today)
    actions.note_objection(row, pupil, by=by, request_id=filed.pk, today=today)
    return filed.pk


def words_of(row: IntendedDisclosure) -> str:
    """The objection as the school reads it: in Dutch, whatever language the person uses."""
    with translation.override("nl"):
        return _(
            "Ik maak bezwaar tegen het delen van gegevens dat de school aankondigde op %(day)s.\n"
            "Waarvoor: %(title)s.\nAan: %(recipients)s.\nGegevens: %(fields)s."
        ) % {
            "day": formats.date_format(row.announced_on, "j F Y"),
            "title": row.title,
            "recipients": row.recipient_names,
            "fields": row.field_names,
        }


def fallen_on(row: IntendedDisclosure) -> set[UUID]:
    """The requests behind its objections that block no more."""
    found = row.objections.values_list("request_id", flat=True)
    return fallen_objections([pk for pk in found if pk])
