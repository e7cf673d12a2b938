"""Voorlopig geopend: call the person, then note that it was right, or close it."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actions import looked
from portal.people.models import User
from portal.signin import opened
from portal.signin.access import account
from portal.signin.actions import not_me
from portal.signin.actions.check_opened import CheckedBefore, confirm
from portal.signin.forms.invitations import OutcomeForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.models import Invitation
from portal.web import page


@needs_fresh_factor
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the office must know to call; what came of it is noted with who and when."""
    now, today, by = timezone.now(), timezone.localdate(), account(request.user)
    found = opened.get_opened(by, pk, now, today)
    form = OutcomeForm(request.POST or None)
    if form.is_valid():
        try:
            messages.success(request, _settle(found, by, closes=form.closes))
        except CheckedBefore:
            messages.info(request, _("Een collega heeft dit net al vastgelegd."))
        return redirect("signin:invitations")
    looked(by, found.person, today=today)
    context = {"found": found, "form": form, "rows": _rows(found)}
    return page(request, "signin/check_opened.html", context)


def _settle(found: Invitation, by: User, *, closes: bool) -> str:
    if closes:
        not_me.close(found, by=by, now=timezone.now())
        return _("Het account is gesloten. De persoon krijgt alleen met een nieuwe brief toegang.")
    confirm(found, by=by, now=timezone.now())
    return _("Vastgelegd. De persoon kan nu alles zien waar hij of zij recht op heeft.")


def _rows(found: Invitation) -> list[tuple[str, str]]:
    phone = found.guardian.phone if found.guardian else ""
    until, used = found.alone_until, found.used_at
    return [
        (_("Telefoon volgens de school"), phone or _("niet bekend")),
        (_("Kenmerk van de brief"), found.reference),
        (_("Geopend op"), _moment(used) if used else "–"),
        (_("Voorlopig tot"), _moment(until) if until else "–"),
    ]


def _moment(at: datetime) -> str:
    return date_format(timezone.localtime(at), "j F Y H:i")
