"""Andere systemen: a sheet of what is allowed, and the keys with which systems read it."""

from collections.abc import Iterable
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent import access, actions
from consent.forms.systems import CSV, ExportForm, TokenForm
from consent.models import SystemToken
from consent.sheet import EXPORT_HEAD, export_cells
from portal.once.actions import perform
from portal.people.models import User
from portal.sheets import Cell, write_csv, write_xlsx
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ALREADY = gettext_lazy("Deze sleutel is al gemaakt. Kwijt? Trek hem in en maak een nieuwe.")
AT_ONCE = 5000  # rows that are weighed together


@require_safe
@needs_fresh_factor
def export(request: HttpRequest) -> HttpResponse:
    """What to take out; it asks for the factor itself, so that a download comes at one press."""
    reach = access.reach_of(request.user, timezone.localdate())
    return page(request, "consent/export.html", {"form": ExportForm(reach=reach)})


@require_safe
@needs_fresh_factor
def export_file(request: HttpRequest) -> HttpResponse:
    """The sheet. A school, group or question out of reach does not exist."""
    today, by = timezone.localdate(), account(request.user)
    reach = access.reach_of(by, today)
    form = ExportForm({"soort": CSV} | request.GET.dict(), reach=reach)
    if not form.is_valid():
        raise Http404
    chosen = {"school": form.cleaned_data["school"], "group": form.cleaned_data["groep"]}
    chosen["code"] = form.cleaned_data["doel"]
    places = access.places_of(access.selection_for(by, reach, **chosen), today)
    kind = form.cleaned_data["soort"]
    actions.note_export(reach.boards, by=by, to=kind, rows=len(places), **chosen)
    with override("nl"):
        parts = (places[at : at + AT_ONCE] for at in range(0, len(places), AT_ONCE))
        cells = (export_cells(row) for part in parts for row in access.rows_of(part, today))
        return _sheet(kind, cells)


def _sheet(kind: str, cells: Iterable[list[Cell]]) -> HttpResponse:
    """As an attachment; its name tells nothing of a school or a group."""
    if kind == CSV:
        content, mime = b"".join(write_csv(EXPORT_HEAD, cells)), "text/csv; charset=utf-8"
    else:
        content, mime = write_xlsx(EXPORT_HEAD, cells, title="toestemming"), EXCEL
    headers = {
        "Content-Disposition": f'attachment; filename="toestemming.{kind}"',
        "Cache-Control": "private, no-store",
        "X-Content-Type-Options": "nosniff",
    }
    return HttpResponse(content, content_type=mime, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
@needs_fresh_factor
def systems(request: HttpRequest) -> HttpResponse:
    """The keys of the boards; a new one is shown once, in the answer itself, and kept nowhere."""
    boards, by = access.must_link(request.user, timezone.localdate()), account(request.user)
    form = TokenForm(request.POST or None, boards=boards)
    made = ""
    if form.is_valid():
        secret = actions.new_secret()
        url = perform(by, form.cleaned_data["once_key"], lambda: _make(form, secret, by))
        if not url.endswith(f"#{SystemToken.hash_of(secret)[:12]}"):
            messages.warning(request, ALREADY)
            return redirect("consent:systems")
        made, form = secret, TokenForm(boards=boards)
    tokens = access.tokens_of(boards)
    context = {"form": form, "made": made, "tokens": tokens, "calls": actions.CALLS.most}
    return page(request, "consent/systems.html", context)


def _make(form: TokenForm, secret: str, by: User) -> str:
    board, school = form.chosen
    name = form.cleaned_data["name"]
    token = actions.make_token(board, school=school, name=name, secret=secret, by=by)
    return f"{reverse('consent:systems')}#{token.token_sha256[:12]}"


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """At once, and without a fresh factor: closing must never wait."""
    token = access.get_token(request.user, pk, timezone.localdate())
    actions.revoke_token(token, by=account(request.user), now=timezone.now())
    messages.success(request, _("De sleutel werkt niet meer."))
    return redirect("consent:systems")
