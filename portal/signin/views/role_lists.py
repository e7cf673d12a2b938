"""Gebruikersbestand: the list of who may use the system, on paper and as a sheet (art. 7.2)."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.audit.actions import record
from portal.pdf import render
from portal.sheets import write_csv
from portal.signin import staff
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor


def _rows(request: HttpRequest) -> list[staff.Listed]:
    today = timezone.localdate()
    rows = staff.listed(staff.roles_in(staff.must_see(request.user, today), today))
    board_id = rows[0].role.board_id if rows else None
    user = account(request.user)
    record("signin.roles_exported", actor=user, subject=user, board_id=board_id, rows=len(rows))
    return rows


@require_safe
@needs_fresh_factor
def roles_pdf(request: HttpRequest) -> HttpResponse:
    """The list as a tagged PDF."""
    rows, today = _rows(request), timezone.localdate()
    title = _("Wie mag wat op %(day)s") % {"day": date_format(today, "j F Y")}
    sender = str(rows[0].role.board) if rows else "Zeggenschap"
    content = render("pdf/user_list.html", {"rows": rows, "sender": sender}, title=title)
    return _file(content, "application/pdf", "gebruikersbestand.pdf")


@require_safe
@needs_fresh_factor
def roles_sheet(request: HttpRequest) -> HttpResponse:
    """The list as CSV with safe cells."""
    header = [_("Naam"), _("Rol"), _("Waar"), _("Sinds"), _("Gegeven door"), _("Geheimhouding")]
    rows = (
        [
            str(one.role.user),
            str(one.role.get_kind_display()),
            str(one.role.school or one.role.board),
            one.role.since,
            str(one.role.granted_by or ""),
            one.pledged_on,
        ]
        for one in _rows(request)
    )
    content = b"".join(write_csv(header, rows))
    return _file(content, "text/csv; charset=utf-8", "gebruikersbestand.csv")


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
