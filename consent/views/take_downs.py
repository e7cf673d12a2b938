"""Weghalen, for staff: what must come down, who does it, and how it ended."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from consent import access
from consent.actions import FinishRefusedError, finish, give, take_on
from consent.forms.publish import FinishForm
from consent.forms.take_downs import PICK_SOMEBODY, GiveForm
from consent.models import TakeDown
from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import User
from portal.people.rules import Duty
from portal.signin.access import account
from portal.web import page

ON_A_PAGE = 25
TOO_LATE = gettext_lazy("Dat kan niet meer. De taak is klaar, of uw collega mag dit niet.")


@require_safe
def take_downs(request: HttpRequest) -> HttpResponse:
    """What is open within reach, first on top."""
    today = timezone.localdate()
    rows = access.take_downs_for(request.user, today)
    shown = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    days = access.days_of(list(shown))
    tasks = access.tasks_of(list(shown), days, today)
    context = {"rows": shown, "tasks": tasks, "gaps": days.gaps}
    return page(request, "consent/take_downs.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def take_down(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One task; whoever may, says that it is done."""
    today, by = timezone.localdate(), account(request.user)
    duty = Duty.PUBLISH if request.method == "POST" else Duty.SEE_CLASS
    row = access.get_take_down(by, pk, today, duty=duty)
    looked(by, row.pupil, today=today)
    form = FinishForm(request.POST or None, task=row, today=today)
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _finish(form, row, by, today))
        except FinishRefusedError as refused:
            form.refuse(refused.code)
        else:
            messages.success(request, _("Vastgelegd. De familie krijgt bericht."))
            return redirect(url)
    task = access.tasks_of([row], access.days_of([row]), today)[0]
    may = row.done_on is None and access.may_take_down(by, row, today)
    people = access.colleagues_for(row, today) if may else []
    context = {"task": task, "row": row, "form": form if may else None}
    context["give"] = GiveForm(people=people) if people else None
    return page(request, "consent/take_down.html", context)


@require_POST
def mine(request: HttpRequest, pk: UUID) -> HttpResponse:
    """ "Ik doe dit"."""
    today, by = timezone.localdate(), account(request.user)
    row = access.get_take_down(by, pk, today, duty=Duty.PUBLISH)
    if take_on(row, by=by):
        messages.success(request, _("Deze taak staat nu op uw naam."))
    elif row.owner_id != by.pk:
        messages.info(request, _("Een collega doet dit al, of het is klaar."))
    return redirect("consent:take_down", pk=pk)


@require_POST
def give_on(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A colleague does it."""
    today, by = timezone.localdate(), account(request.user)
    row = access.get_take_down(by, pk, today, duty=Duty.PUBLISH)
    form = GiveForm(request.POST, people=access.colleagues_for(row, today))
    if not form.is_valid():
        messages.error(request, PICK_SOMEBODY)
    elif give(row, to=form.colleague, by=by, today=today):
        given = _("Deze taak staat nu op naam van %(name)s.")
        messages.success(request, given % {"name": form.colleague})
    else:
        messages.info(request, TOO_LATE)
    return redirect("consent:take_down", pk=pk)


def _finish(form: FinishForm, row: TakeDown, by: User, today: date) -> str:
    typed = form.cleaned_data
    reason = typed.get("reason", "")
    finish(row, how=form.removal, reason=reason, on=typed["on"], by=by, today=today)
    return reverse("consent:take_downs")
