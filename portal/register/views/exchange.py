"""Rekenblad: take the register along as a sheet, read it back with a plan first."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import record
from portal.people.models import Board, User
from portal.register import access, actions
from portal.register.sheet.columns import HEADS, sheet_rows
from portal.register.sheet.linked import as_json_ld
from portal.register.sheet.plan import Lines, Plan, make_plan
from portal.register.sheet.upload import read_upload
from portal.sheets import SheetError, write_csv, write_xlsx
from portal.signin.access import account
from portal.web import page

KEPT_SECONDS = 60 * 60
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OLD = gettext_lazy("Het register is intussen gewijzigd. Bekijk het plan opnieuw.")


class SheetForm(forms.Form):
    """The file."""

    sheet = forms.FileField(
        label=gettext_lazy("Rekenblad (.xlsx of .csv)"),
        error_messages={
            "required": gettext_lazy("Kies een bestand."),
            "empty": gettext_lazy("Het bestand is leeg. Kies een ander bestand."),
        },
    )


class ApplyForm(forms.Form):
    """The plan that was shown, signed, and who approved."""

    approved_by = forms.CharField(
        label=gettext_lazy("Wie keurde dit goed?"), max_length=120, required=False
    )
    plan = forms.CharField(widget=forms.HiddenInput, strip=False)


@require_safe
def export_register(request: HttpRequest, slug: str, shape: str) -> HttpResponse:
    """All processings as XLSX, CSV or JSON-LD (DPV); only what AVG 30 asks, no person."""
    board = access.get_kept_board(request.user, slug, timezone.localdate())
    name = f'attachment; filename="register-{board.slug}.{shape}"'
    headers = {"Content-Disposition": name}
    if shape not in {"xlsx", "csv", "jsonld"}:
        raise Http404
    record(
        "register.exported", actor=account(request.user), subject=board, board_id=board.pk, to=shape
    )
    if shape == "jsonld":
        rows = access.public_processings(board)
        kind = "application/ld+json"
        return JsonResponse(as_json_ld(board, rows), headers=headers, content_type=kind)
    head, cells = list(HEADS.values()), sheet_rows(board)
    if shape == "csv":
        content, kind = b"".join(write_csv(head, cells)), "text/csv; charset=utf-8"
    else:
        content, kind = write_xlsx(head, cells, title="register"), SHEET
    return HttpResponse(content, content_type=kind, headers=headers)


@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: HttpRequest, slug: str) -> HttpResponse:
    """First the plan; it is applied only by a second press, and only if it still holds."""
    today = timezone.localdate()
    board = access.get_kept_board(request.user, slug, today)
    access.must_edit(request.user, board.pk, today)
    by = account(request.user)
    if request.method == "POST" and "plan" in request.POST:
        return _apply(request, board, by)
    form = SheetForm(request.POST or None, request.FILES or None)
    context: dict[str, Any] = {"board": board, "form": form}
    if request.method == "POST" and form.is_valid():
        try:
            upload = form.cleaned_data["sheet"]
            lines = read_upload(upload.name, upload.read())
        except SheetError as error:
            form.add_error("sheet", str(error))
        else:
            context |= _shown(board, by, lines)
    return page(request, "register/import.html", context)


def _shown(board: Board, by: User, lines: Lines) -> dict[str, Any]:
    """The plan, and when it can be applied a signed copy of the lines for the second press."""
    plan = make_plan(board, lines)
    if not plan.may_apply:
        return {"plan": plan}
    kept = signing.dumps([plan.state, lines], salt=_salt(board, by), compress=True)
    return {"plan": plan, "apply": ApplyForm(initial={"plan": kept})}


def _salt(board: Board, by: User) -> str:
    """A plan is of one person and one board."""
    return f"register.import:{board.pk}:{by.pk}"


def _apply(request: HttpRequest, board: Board, by: User) -> HttpResponse:
    form = ApplyForm(request.POST)
    try:
        words = form.cleaned_data if form.is_valid() else {}
        kept = words.get("plan", "")
        state, lines = signing.loads(kept, salt=_salt(board, by), max_age=KEPT_SECONDS)
        done = actions.import_register(
            board,
            lines=[(number, cells) for number, cells in lines],
            state=state,
            approved_by=words["approved_by"],
            by=by,
            today=timezone.localdate(),
        )
    except (signing.BadSignature, actions.PlanRefusedError):
        messages.error(request, str(OLD))
        return redirect("register:import", board.slug)
    messages.success(request, _done(done))
    return redirect("register:keeping")


def _done(plan: Plan) -> str:
    return _("Ingelezen. Nieuw: %(new)d. Gewijzigd: %(changed)d. Gelijk: %(same)d.") % {
        "new": len(plan.new),
        "changed": len(plan.changed),
        "same": plan.unchanged,
    }
