"""Gebruikersbestand: the list of who may use the system, on paper and as a sheet (art. 7.2)."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from portal.pdf import render
from portal.sheets import Cell, write_csv, write_xlsx
from portal.signin import role_list, staff
from portal.signin.access import account
from portal.signin.actions.roles import note_export
from portal.signin.forms.role_lists import RoleFilterForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.role_list import Listed
from portal.web import Header, page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _rows(request: HttpRequest, shape: str) -> list[Listed]:
    """The whole list as chosen; noted when it leaves, and not for a question about its headers."""
    today = timezone.localdate()
    scopes = staff.must_see(request.user, today)
    form = RoleFilterForm(request.GET, schools=staff.schools_seen(scopes))
    rows = role_list.listed(role_list.roles_in(scopes, form.chosen, today))
    if request.method == "GET":
        note_export([row.role for row in rows], by=account(request.user), shape=shape)
    return rows


@require_safe
@needs_fresh_factor
def roles_pdf(request: HttpRequest) -> HttpResponse:
    """The list as a tagged PDF."""
    context = _words(_rows(request, "pdf"))
    content = render("pdf/user_list.html", context, title=str(context["title"]))
    return _file(content, "application/pdf", "gebruikersbestand.pdf")


@require_safe
@needs_fresh_factor
def roles_print(request: HttpRequest) -> HttpResponse:
    """The list as one page without menu, for the printer of the browser."""
    words = _words(_rows(request, "page"))
    header = Header(str(words["sender"]), is_signed_in=True)
    return page(request, "signin/roles_print.html", {**words, "header": header})


@require_safe
@needs_fresh_factor
def roles_sheet(request: HttpRequest) -> HttpResponse:
    """The list as CSV with safe cells."""
    content = b"".join(write_csv(_header(), map(_cells, _rows(request, "csv"))))
    return _file(content, "text/csv; charset=utf-8", "gebruikersbestand.csv")


@require_safe
@needs_fresh_factor
def roles_xlsx(request: HttpRequest) -> HttpResponse:
    """The list as Excel file with safe cells."""
    rows = map(_cells, _rows(request, "xlsx"))
    content = write_xlsx(_header(), rows, title=_("Gebruikersbestand"))
    return _file(content, XLSX, "gebruikersbestand.xlsx")


def _words(rows: list[Listed]) -> dict[str, object]:
    """What the two lists on paper say; the sender is a board when there is only one."""
    boards = {str(row.role.board) for row in rows}
    day = date_format(timezone.localdate(), "j F Y")
    title = _("Wie mag wat op %(day)s") % {"day": day}
    return {
        "rows": rows,
        "title": title,
        "sender": boards.pop() if len(boards) == 1 else "Zeggenschap",
    }


def _header() -> list[str]:
    return [
        _("Naam"),
        _("Rol"),
        _("Bestuur"),
        _("School"),
        _("Groep"),
        _("Sinds"),
        _("Tot"),
        _("Gegeven of voorgesteld door"),
        _("Akkoord door"),
        _("Geheimhouding"),
        _("Laatst ingelogd"),
    ]


def _cells(one: Listed) -> list[Cell]:
    role = one.role
    return [
        str(role.user),
        str(role.get_kind_display()),
        str(role.board),
        str(role.school or ""),
        str(role.group or ""),
        role.since,
        role.until,
        str(one.given_by or ""),
        str(one.agreed_by or ""),
        one.pledged_on,
        one.seen_on,
    ]


def _file(content: bytes, kind: str, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(content, content_type=kind, headers=headers)
