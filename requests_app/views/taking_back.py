"""Terugnemen: an extension or a question that was a mistake, and the letters of what lapsed."""

from datetime import date
from functools import partial
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from portal.files.actions import serve
from requests_app import access, actions
from requests_app.forms.clock import TakeBackForm, WithdrawQuestionForm
from requests_app.letters import lapsed_letter
from requests_app.models import Case, SuspensionPeriod
from requests_app.views.clock import FORM, Sheet, Verb, case_to_change, filled, seen_case

TAKE_BACK = Sheet(
    _("Verlenging terugnemen"),
    _("Neem terug en stuur"),
    _("De verlenging is teruggenomen."),
    "take_back",
)
WITHDRAW = Sheet(
    _("Vraag intrekken"), _("Trek de vraag in"), _("De vraag is ingetrokken."), "withdraw"
)


@FORM
def extension(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The two months lapse, with the reason in a letter; the page shows the date first."""
    found, today = case_to_change(request, pk)
    form = TakeBackForm(request.POST or None)
    context = {
        "clock": access.staff_clock(found, today),
        "again": access.if_extended(found, extended=False),
    }
    return filled(request, found, form, TAKE_BACK, partial(_lapse, found, form, today), context)


def _lapse(found: Case, form: TakeBackForm, today: date) -> Verb:
    because = form.cleaned_data["because"]
    return partial(
        actions.take_back_extension,
        found.request,
        because=because,
        letter=lapsed_letter(found, because=because, today=today),
        today=today,
        number_confirmed=form.number_confirmed,
    )


@FORM
def question(request: HttpRequest, pk: UUID, pause: int) -> HttpResponse:
    """The pause counts no day; the page shows the dates first."""
    found, today = case_to_change(request, pk)
    row = access.get_question(found, pause)
    form = WithdrawQuestionForm(request.POST or None)
    context = {"pause": row, "again": access.if_withdrawn(found, row)}
    return filled(request, found, form, WITHDRAW, lambda: _withdraw(row, form, today), context)


def _withdraw(row: SuspensionPeriod, form: WithdrawQuestionForm, today: date) -> Verb:
    return partial(
        actions.take_back_question,
        row,
        because=form.cleaned_data["because"],
        today=today,
        number_confirmed=form.number_confirmed,
    )


@require_safe
def notice(request: HttpRequest, pk: UUID, extension: int) -> HttpResponse:
    """The notice of an extension that was taken back, for staff."""
    return serve(access.staff_lapsed_letter(seen_case(request, pk), extension, notice=True))


@require_safe
def letter(request: HttpRequest, pk: UUID, extension: int) -> HttpResponse:
    """The letter that said that an extension lapsed, to print."""
    return serve(access.staff_lapsed_letter(seen_case(request, pk), extension, notice=False))


@require_safe
def own_notice(request: HttpRequest, pk: UUID, extension: int) -> HttpResponse:
    """The notice of an extension that was taken back, to whom it was sent."""
    return _own(request, pk, extension, notice=True)


@require_safe
def own_letter(request: HttpRequest, pk: UUID, extension: int) -> HttpResponse:
    """The letter that said that an extension lapsed, to whom it was sent."""
    return _own(request, pk, extension, notice=False)


def _own(request: HttpRequest, pk: UUID, extension: int, *, notice: bool) -> HttpResponse:
    today = timezone.localdate()
    case = access.get_request(request.user, pk, today)
    return serve(access.lapsed_letter_of(request.user, case, extension, today, notice=notice))
