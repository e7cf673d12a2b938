"""Verstrekkingen, for staff: what was handed over, and what families do not see for now."""

from datetime import date
from functools import partial
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal import web
from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.access import has_duty
from portal.people.models import User
from portal.people.rules import Duty
from portal.register import access, actions
from portal.register.forms.log import LogForm, ReviewForm
from portal.register.models import Disclosure
from portal.signin.access import account

PER_PAGE = 50
REFUSALS = {
    "same_person": _("U hebt dit zelf vastgelegd. Een tweede persoon moet akkoord geven."),
    "done": _("Hier is al over besloten."),
    "pending": _("Eerst moet een tweede persoon akkoord geven."),
    "review": _("Schrijf op waarom, en kies een dag binnen een jaar."),
}


@require_safe
def log(request: HttpRequest) -> HttpResponse:
    """What was handed over, newest first, by recipient, processing and period."""
    today = timezone.localdate()
    recipients, processings = access.filters_for(request.user, today)
    form = LogForm(request.GET, recipients=recipients, processings=processings)
    found = access.disclosure_log(request.user, today, form.wanted)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    kept = [(name, request.GET[name]) for name in form.fields if request.GET.get(name)]
    context = {
        "form": form,
        "rows": rows,
        "lines": access.lines_of(rows.object_list),
        "query": urlencode([*kept, ("", "")]).removesuffix("=") if kept else "",
        "may_record": has_duty(request.user, Duty.RECORD_DISCLOSURES, today),
        "may_see_hidden": has_duty(request.user, Duty.SEE_HIDDEN, today),
    }
    return web.page(request, "register/log.html", context)


@require_safe
def disclosure(request: HttpRequest, pk: int) -> HttpResponse:
    """One row. The look is noted on the row, not on the pupil: that would betray a hidden one."""
    today = timezone.localdate()
    row = access.get_disclosure(request.user, pk, today)
    looked(account(request.user), row, today=today)
    context = {"line": access.lines_of([row])[0], "left_out": access.left_out(row)}
    return web.page(request, "register/log_row.html", context)


@require_safe
def hidden(request: HttpRequest) -> HttpResponse:
    """What families do not see, the first review on top."""
    today = timezone.localdate()
    lines = access.lines_of(access.hidden_log(request.user, today))
    return web.page(request, "register/hidden.html", {"lines": lines, "today": today})


@require_http_methods(["GET", "HEAD", "POST"])
def hidden_row(request: HttpRequest, pk: int) -> HttpResponse:
    """One hidden row; posting keeps it hidden until another day."""
    today = timezone.localdate()
    duty = Duty.SETTLE_HIDDEN if request.method == "POST" else Duty.SEE_HIDDEN
    row = access.get_hidden(request.user, pk, today, duty=duty)
    by = account(request.user)
    looked(by, row, today=today)
    form = ReviewForm(request.POST or None, today=today)
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], partial(_extend, row, form, by, today))
        except actions.HidingRefusedError as refusal:
            form.add_error(None, str(REFUSALS[str(refusal)]))
        else:
            messages.success(request, _("De rij blijft verborgen."))
            return redirect(url)
    may_settle = access.may_on_hidden(by, row, Duty.SETTLE_HIDDEN, today)
    settles = may_settle and row.hiding.lifted_on is None
    context = {"line": access.lines_of([row])[0], "form": form, "settles": settles}
    context["second"] = access.name_of(row.hiding.agreed_by_id)
    context["may_agree"] = settles and row.hiding.is_pending and row.recorded_by_id != by.pk
    return web.page(request, "register/hidden_row.html", context)


def _extend(row: Disclosure, form: ReviewForm, by: User, today: date) -> str:
    typed = form.cleaned_data
    actions.extend_hidden(
        row, reason=typed["reason"], review_on=typed["review_on"], by=by, today=today
    )
    return reverse("register:hidden_row", args=[row.pk])


@require_POST
def agree_hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """The second person."""
    today = timezone.localdate()
    row = access.get_hidden(request.user, pk, today, duty=Duty.SETTLE_HIDDEN)
    try:
        actions.agree_hidden(row, by=account(request.user), today=today)
        messages.success(request, _("U gaf akkoord. De rij blijft verborgen."))
    except actions.HidingRefusedError as refusal:
        messages.error(request, REFUSALS[str(refusal)])
    return redirect("register:hidden_row", pk=pk)


@require_POST
def lift_hidden(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on the family sees it."""
    today = timezone.localdate()
    row = access.get_hidden(request.user, pk, today, duty=Duty.SETTLE_HIDDEN)
    actions.lift(row, by=account(request.user), today=today)
    messages.success(request, _("Het gezin ziet deze rij vanaf nu."))
    return redirect("register:hidden")
