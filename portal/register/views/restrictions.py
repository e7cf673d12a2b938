"""Stilgelegd: which processing must not be done for whom, to act on, per system (AVG 18, 21)."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.audit.actions import looked
from portal.people.models import User
from portal.register.access import restrictions as access
from portal.register.actions import lift_with_notice
from portal.register.models import Restriction
from portal.sheets import Cell, write_csv
from portal.web import page


@require_safe
def stopped(request: HttpRequest) -> HttpResponse:
    """Every processing that stands still for some pupil, with a list per system."""
    today = timezone.localdate()
    context = {
        "stopped": access.stopped_for(request.user, today),
        "systems": access.systems_of(request.user, today),
    }
    return page(request, "register/stopped.html", context)


@require_safe
def stopped_pupils(request: HttpRequest, processing_id: UUID) -> HttpResponse:
    """For whom one processing stands still; looking is noted per pupil."""
    today = timezone.localdate()
    found = access.get_stopped(request.user, processing_id, today)
    _note_looks(request, found.rows, today)
    context = {
        "processing": found.processing,
        "rows": found.rows,
        "may_lift": access.may_lift(request.user, today),
    }
    return page(request, "register/stopped_pupils.html", context)


@require_safe
def stopped_list(request: HttpRequest, recipient_id: UUID) -> StreamingHttpResponse:
    """The list for one system, as CSV, so that somebody else can act on it."""
    today = timezone.localdate()
    recipient, rows = access.get_system_list(request.user, recipient_id, today)
    _note_looks(request, rows, today)
    name = f"stilgelegd-{slugify(recipient.name)}-{today.isoformat()}.csv"
    answer = StreamingHttpResponse(
        write_csv(_header(), _lines(rows)), content_type="text/csv; charset=utf-8"
    )
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@require_POST
def lift(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The family is told, and then the processing may go on; pressing twice does no harm."""
    today = timezone.localdate()
    row = access.get_liftable(request.user, pk, today)
    by = request.user if isinstance(request.user, User) else None
    on = lift_with_notice(row, by=by, today=today)
    messages.success(request, _lifted(on, today))
    return redirect("register:stopped_pupils", processing_id=row.processing_id)


def _lifted(on: date | None, today: date) -> str:
    if on is None:
        return _("Dit was al opgeheven.")
    if on <= today:
        return _("Vanaf vandaag mag dit weer voor deze leerling.")
    return _(
        "Vanaf %(day)s mag dit weer. De familie krijgt nu bericht. Stuur een brief aan wie geen"
        " account heeft."
    ) % {"day": date_format(on, "j F Y")}


def _note_looks(request: HttpRequest, rows: list[Restriction], today: date) -> None:
    if isinstance(request.user, User):
        for pupil in {row.pupil for row in rows}:
            looked(request.user, pupil, today=today)


def _header() -> list[str]:
    return [
        _("nummer in de administratie"),
        _("leerling"),
        _("school"),
        _("verwerking"),
        _("stilgelegd vanaf"),
        _("reden"),
    ]


def _lines(rows: list[Restriction]) -> list[list[Cell]]:
    keys = access.keys_of(rows)
    return [
        [
            keys.get(row.pupil_id, ("", ""))[0],
            row.pupil.full_name,
            keys.get(row.pupil_id, ("", ""))[1],
            row.processing.name,
            row.since,
            row.get_why_display(),
        ]
        for row in rows
    ]
