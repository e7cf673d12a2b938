"""Verzamelen: whom to ask, what came in, and what was decided about others in it."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.signin.access import account
from portal.web import page
from requests_app import actions
from requests_app.access import collecting as access
from requests_app.access import may_decide
from requests_app.forms.collecting import BlackForm, ExtractForm, WeighForm, collect_words
from requests_app.letters import notes_letter
from requests_app.models import Case, Extract


@require_http_methods(["GET", "HEAD", "POST"])
def collect(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who holds data by the register; posting asks those who were not asked yet."""
    today = timezone.localdate()
    if request.method == "POST":
        return _asked(request, access.get_to_collect(request.user, pk, today), today)
    case = access.get_collected(request.user, pk, today)
    looked(account(request.user), case.request, today=today)
    found = access.collecting_of(case)
    context = {
        "case": case,
        "collecting": found,
        "names": [actions.name_of(one) for one in found.new],
        "may_decide": may_decide(request.user, case, today),
    }
    return page(request, "requests_app/collect.html", context)


def _asked(request: HttpRequest, case: Case, today: date) -> HttpResponse:
    found = access.holders_of(access.asked_entries(case.request, today))
    try:
        actions.collect(case.request, found=found, by=account(request.user), today=today)
        messages.success(request, _("De taken staan klaar."))
    except actions.Refused as answer:
        messages.warning(request, str(collect_words(str(answer))))
    return redirect("requests:collect", pk=case.request.pk)


@require_POST
def nothing_held(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """This holder has nothing of this person."""
    today = timezone.localdate()
    case = access.get_to_collect(request.user, pk, today)
    try:
        row = access.get_task(case, task)
        actions.nothing_held(row, by=account(request.user), today=today)
        messages.success(request, _("Vastgelegd: geen gegevens."))
    except actions.Refused as answer:
        messages.warning(request, str(collect_words(str(answer))))
    return redirect("requests:collect", pk=pk)


@require_POST
def notes(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The notes of staff become a document, which is weighed as any other."""
    today = timezone.localdate()
    case = access.get_to_collect(request.user, pk, today)
    rows = access.unweighed_notes(case.request, today)
    if not rows:
        messages.info(request, _("Er zijn geen nieuwe notities."))
        return redirect("requests:collect", pk=pk)
    content, by = notes_letter(case.request, rows, today=today), account(request.user)
    try:
        made = actions.add_notes(case.request, content, through=rows[-1].at, by=by, today=today)
    except (actions.Refused, ValidationError) as answer:
        messages.warning(request, _told(answer))
        return redirect("requests:collect", pk=pk)
    messages.success(request, _("De notities staan in één document. Kijk het na."))
    return redirect(_page_of(made))


@require_http_methods(["GET", "HEAD", "POST"])
def new_extract(request: HttpRequest, pk: UUID, task: UUID) -> HttpResponse:
    """A document of one holder."""
    today = timezone.localdate()
    case = access.get_to_collect(request.user, pk, today)
    row, by = access.get_task(case, task), account(request.user)
    looked(by, case.request, today=today)
    form = ExtractForm(request.POST or None, request.FILES or None)

    def verb() -> str:
        facts = form.cleaned_data
        return _page_of(
            actions.add_extract(row, facts["upload"], title=facts["title"], by=by, today=today)
        )

    done = _("Het document staat erbij. Kijk het nu na.")
    return _acted(request, form, verb, done) or page(
        request, "requests_app/new_extract.html", {"case": case, "task": row, "form": form}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def extract(request: HttpRequest, pk: UUID, extract: UUID) -> HttpResponse:
    """One document: what it is, and what was decided about others in it."""
    today = timezone.localdate()
    door = access.get_to_collect if request.method == "POST" else access.get_collected
    case = door(request.user, pk, today)
    row, by = access.get_extract(case, extract), account(request.user)
    looked(by, case.request, today=today)
    form = WeighForm(request.POST or None, extract=row)
    if form.is_valid():
        facts = {"weighing": form.cleaned_data["weighing"], "by": by, "today": today}
        try:
            actions.weigh_extract(row, form.choice, **facts)
            messages.success(request, _("Vastgelegd wat is besloten."))
            return redirect("requests:collect", pk=pk)
        except actions.Refused as answer:
            form.add_error(None, str(collect_words(str(answer))))
    context = {"case": case, "extract": row, "form": form}
    context["may_decide"] = may_decide(request.user, case, today)
    return page(request, "requests_app/extract.html", context)


@require_safe
def extract_file(request: HttpRequest, pk: UUID, extract: UUID) -> HttpResponse:
    """The document itself, for staff of the case; after its key is gone it does not exist."""
    today = timezone.localdate()
    case = access.get_collected(request.user, pk, today)
    row = access.get_readable_extract(case, extract)
    looked(account(request.user), case.request, today=today)
    return serve(row.file)


@require_http_methods(["GET", "HEAD", "POST"])
def replace_extract(request: HttpRequest, pk: UUID, extract: UUID) -> HttpResponse:
    """A version with parts made black takes the place of this one."""
    today = timezone.localdate()
    case = access.get_to_collect(request.user, pk, today)
    row, by = access.get_extract(case, extract), account(request.user)
    looked(by, case.request, today=today)
    form = BlackForm(request.POST or None, request.FILES or None)

    def verb() -> str:
        made = actions.replace_extract(
            row,
            form.cleaned_data["upload"],
            text_under_black=form.text_under_black,
            weighing=form.cleaned_data["weighing"],
            by=by,
            today=today,
        )
        return _page_of(made)

    done = _("De nieuwe versie staat erbij. Het eerste document gaat niet mee.")
    return _acted(request, form, verb, done) or page(
        request, "requests_app/replace_extract.html", {"case": case, "extract": row, "form": form}
    )


def _acted(
    request: HttpRequest, form: forms.Form, verb: Callable[[], str], done: str
) -> HttpResponse | None:
    """Runs the verb of a valid form, once; None when the page must be shown, with what is wrong."""
    if not form.is_valid():
        return None
    try:
        url = perform(account(request.user), form.cleaned_data["once_key"], verb)
    except (actions.Refused, ValidationError) as answer:  # the rules, or a full disk
        form.add_error(None, _told(answer))
        return None
    messages.success(request, done)
    return redirect(url)


def _told(answer: actions.Refused | ValidationError) -> str:
    if isinstance(answer, ValidationError):
        return " ".join(answer.messages)
    return str(collect_words(str(answer)))


def _page_of(row: Extract) -> str:
    return reverse("requests:extract", args=[row.request_id, row.pk])
