"""Keuzes uit een eerdere app: first the plan, line by line; written by a second press only."""

from typing import Any

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
SHOWN = 200  # lines of a plan on one page
DONE = gettext_lazy("Overgenomen. Ouders en leerlingen zien het in het portaal.")
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
        except SheetError as error:
            form.add_error("sheet", str(error))
        else:
            context |= _shown(by, form.chosen, lines, stated=form.cleaned_data["stated"])
    return page(request, "consent/import.html", context)


def _shown(by: User, school: School, lines: Lines, *, stated: bool) -> dict[str, Any]:
    """The plan, and a signed copy of the lines that may be taken.

    Of a long sheet the lines that stay behind are shown first, and the rest is counted.
    """
    today = timezone.localdate()
    plan = access.plan_import(by, school, lines, today, stated=stated)
    taken = [(one.line, one.cells) for one in plan if one.refusal is None]
    first = sorted(plan, key=lambda one: one.refusal is None) if len(plan) > SHOWN else plan
    told = [(one, OUTCOMES[one.refusal]) for one in first[:SHOWN]]
    more, left = len(plan) - len(told), len(plan) - len(taken)
    shown = {"plan": told, "taken": len(taken), "left": left, "more": more, "school": school}
    if taken:
        kept = signing.dumps([str(school.pk), stated, taken], salt=_salt(by), compress=True)
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
        url = perform(by, form.cleaned_data["once_key"], lambda: _write(school, lines, stated, by))
    except (signing.BadSignature, StopIteration, ImportChangedError):
        messages.error(request, OLD)
        return redirect("consent:import")
    messages.success(request, DONE)
    return redirect(url)


def _write(school: School, lines: Lines, stated: bool, by: User) -> str:
    today = timezone.localdate()
    plan = access.plan_import(by, school, lines, today, stated=stated)
    answers = [one.imported for one in plan if one.refusal is None and one.imported]
    if len(answers) != len(lines):
        raise ImportChangedError
    import_choices(school, answers=answers, by=by, today=today)
    return reverse("consent:import")
