"""Keuzes uit een eerdere app: first the plan, line by line; written by a second press only."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from consent import access
from consent.actions import ImportChangedError, import_choices
from consent.forms.taking_over import OUTCOMES, ChoicesForm, TakeOverForm
from consent.sheet import Lines, read_upload
from portal.once.actions import perform
from portal.people.models import School, User
from portal.sheets import SheetError
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

KEPT_SECONDS = 60 * 60
REFUSED_SHOWN, TAKEN_SHOWN = 200, 50  # lines on the page; of the others the number
MAX_KEPT = settings.DATA_UPLOAD_MAX_MEMORY_SIZE * 3 // 4  # the second press sends it as a form
DONE = gettext_lazy("Overgenomen. Ouders en leerlingen zien het in het portaal.")
TOO_MUCH = gettext_lazy("Dit is te veel voor één keer. Splits het bestand.")
OLD = gettext_lazy("Er is intussen iets veranderd. Bekijk het plan opnieuw.")


@needs_fresh_factor
@require_http_methods(["GET", "HEAD", "POST"])
def import_sheet(request: HttpRequest) -> HttpResponse:
    """The sheet of one school: what each line would do, and then the same lines again."""
    by = account(request.user)
    schools = access.schools_to_import(by, timezone.localdate())
    if request.method == "POST" and "plan" in request.POST:
        return _take_over(request, schools, by)
    form = ChoicesForm(request.POST or None, request.FILES or None, schools=schools)
    context: dict[str, Any] = {"form": form}
    if form.is_valid():
        upload = form.cleaned_data["sheet"]
        try:
            lines = read_upload(upload.name, upload.read())
            context |= _shown(by, form.chosen, lines, stated=form.cleaned_data["stated"])
        except SheetError as error:
            form.add_error("sheet", str(error))
    return page(request, "consent/import.html", context)


def _shown(by: User, school: School, lines: Lines, *, stated: bool) -> dict[str, Any]:
    """The plan, and a signed copy of the lines that may be taken."""
    today = timezone.localdate()
    plan = access.plan_import(by, school, lines, today, stated=stated)
    taken = [(one.line, one.cells) for one in plan if one.refusal is None]
    refused = [one.line for one in plan if one.refusal is not None]
    seen = {line for line, _cells in taken[:TAKEN_SHOWN]} | {*refused[:REFUSED_SHOWN]}
    shown: dict[str, Any] = {
        "plan": [(one, OUTCOMES[one.refusal]) for one in plan if one.line in seen],
        "taken": len(taken),
        "more_taken": len(taken[TAKEN_SHOWN:]),
        "more_refused": len(refused[REFUSED_SHOWN:]),
    }
    if taken:
        kept = signing.dumps([str(school.pk), stated, taken], salt=_salt(by), compress=True)
        if len(kept) > MAX_KEPT:
            raise SheetError(TOO_MUCH)
        shown["apply"] = TakeOverForm(initial={"plan": kept})
    return shown


def _salt(by: User) -> str:
    return f"consent.import:{by.pk}"


def _take_over(request: HttpRequest, schools: list[School], by: User) -> HttpResponse:
    form = TakeOverForm(request.POST)
    kept = form.cleaned_data["plan"] if form.is_valid() else ""
    try:
        key, stated, lines = signing.loads(kept, salt=_salt(by), max_age=KEPT_SECONDS)
        school = next(one for one in schools if str(one.pk) == key)
        url = perform(by, form.cleaned_data["once_key"], lambda: _write(school, lines, by, stated))
    except (signing.BadSignature, ValueError, StopIteration, ImportChangedError):
        messages.error(request, OLD)
        return redirect("consent:import")
    messages.success(request, DONE)
    return redirect(url)


def _write(school: School, lines: Lines, by: User, stated: bool) -> str:
    today = timezone.localdate()
    plan = access.plan_import(by, school, lines, today, stated=stated)
    answers = [one.imported for one in plan if one.refusal is None and one.imported]
    if len(answers) != len(lines):
        raise ImportChangedError
    import_choices(school, answers=answers, by=by, today=today, stated=stated)
    return reverse("consent:import")
