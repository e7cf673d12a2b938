"""Rapporten, for staff: seen on paper, a new version, withdrawn, sent."""

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import FileDamaged, FileGone
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.pdf import is_tagged
from portal.people.models import User
from portal.people.rules import Duty
from portal.register.access import reports as access
from portal.register.actions import DisclosureRefusedError
from portal.register.actions.report_seen import see_on_paper
from portal.register.actions.report_send import send_report
from portal.register.actions.reports import (
    ReportRefusedError,
    replace_report,
    withdraw_report,
)
from portal.register.forms.reports import PaperForm, ReportFileForm, SendForm, SurelyForm
from portal.register.models import Report
from portal.register.report_letters import Package, appendix, package
from portal.register.rules import Channel
from portal.register.rules.reports import ReportRefusal
from portal.register.wording_reports import REPORT_REFUSALS
from portal.signin.access import account
from portal.web import page

UNTAGGED = gettext_lazy(
    "Let op: deze PDF is niet goed te gebruiken met een schermlezer. Bewaar het rapport zo mogelijk"
    " als toegankelijke PDF (met labels), en zet dan een nieuwe versie klaar."
)


def acted(
    request: HttpRequest, form: OnceForm, verb: Callable[[], str], done: str
) -> HttpResponse | None:
    """Runs the verb of a valid form, once; None when the page must be shown, with what is wrong."""
    if not form.is_valid():
        return None
    try:
        url = perform(account(request.user), form.cleaned_data["once_key"], verb)
    except DisclosureRefusedError as refusal:
        form.add_error(None, f"{refusal} {refusal.advice}".strip())
    except ReportRefusedError as refusal:
        form.add_error(None, str(refusal))
    except ValidationError as full:  # the disk
        form.add_error(None, full)
    else:
        messages.success(request, done)
        return redirect(url)
    return None


def _opened(request: HttpRequest, pk: UUID, today: date) -> tuple[Report, User]:
    """The report to do something with; the look is noted."""
    row = access.get_report(request.user, pk, today, duty=Duty.RECORD_DISCLOSURES)
    by = account(request.user)
    looked(by, row.pupil, today=today)
    looked(by, row, today=today)
    return row, by


def _closed(request: HttpRequest, row: Report) -> HttpResponse | None:
    """Back, with the reason, when there is nothing to do any more."""
    if row.is_open or request.method == "POST":
        return None
    messages.info(request, str(REPORT_REFUSALS[ReportRefusal.NOT_OPEN]))
    return redirect("register:report", pk=row.pk)


def _page_of(row: Report) -> str:
    return reverse("register:report", args=[row.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def on_paper(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Somebody signed on paper: who, when, and the view that stands there."""
    today = timezone.localdate()
    row, by = _opened(request, pk, today)
    line = access.line_of(row, row.closed_days(), today)
    form = PaperForm(request.POST or None, line=line, today=today)
    answer = acted(request, form, lambda: _on_paper(row, form, by, today), _("Vastgelegd."))
    context = {"row": row, "form": form, "line": line}
    return (
        answer or _closed(request, row) or page(request, "register/report_on_paper.html", context)
    )


def _on_paper(row: Report, form: PaperForm, by: User, today: date) -> str:
    typed = form.cleaned_data
    see_on_paper(row, form.who_saw, on=typed["on"], view=typed["view"], by=by, today=today)
    return _page_of(row)


@require_http_methods(["GET", "HEAD", "POST"])
def replace(request: HttpRequest, pk: UUID) -> HttpResponse:
    """A new version asks everybody again."""
    today = timezone.localdate()
    row, by = _opened(request, pk, today)
    form = ReportFileForm(request.POST or None, request.FILES or None)
    done = _("De nieuwe versie staat klaar. Iedereen krijgt opnieuw bericht.")
    answer = acted(request, form, lambda: _replace(row, form, by, today), done)
    warn_untagged(request, form, put_up=answer is not None)
    context = {"row": row, "form": form}
    return answer or _closed(request, row) or page(request, "register/report_replace.html", context)


def warn_untagged(request: HttpRequest, form: ReportFileForm, *, put_up: bool) -> None:
    """Staff hear it, nothing is refused: a report without tags goes to the new school like that."""
    if put_up and not is_tagged(form.cleaned_data["file"].content):
        messages.warning(request, UNTAGGED)


def _replace(row: Report, form: ReportFileForm, by: User, today: date) -> str:
    return _page_of(replace_report(row, upload=form.cleaned_data["file"], by=by, today=today))


@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, pk: UUID) -> HttpResponse:
    """It does not go: file and own views are destroyed."""
    today = timezone.localdate()
    row, by = _opened(request, pk, today)
    form = SurelyForm(request.POST or None)
    answer = acted(
        request, form, lambda: _withdraw(row, by, today), _("Het rapport is ingetrokken.")
    )
    context = {"row": row, "form": form}
    return (
        answer or _closed(request, row) or page(request, "register/report_withdraw.html", context)
    )


def _withdraw(row: Report, by: User, today: date) -> str:
    withdraw_report(row, by=by, today=today)
    return reverse("register:reports")


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What goes, how, and (when not everybody saw it) why."""
    today = timezone.localdate()
    row, by = _opened(request, pk, today)
    if not row.is_open:
        return redirect("register:report", pk=row.pk)
    closed = row.closed_days()
    verdict = row.may_send(closed, today)
    form = SendForm(request.POST or None, is_late=verdict.is_late)
    done = _("Het rapport is verstuurd. De verstrekking is vastgelegd.")
    try:
        ready = package(row, today) if form.is_valid() else None  # before the transaction: slow
    except (FileGone, FileDamaged):
        if (gone := _withdrawn_meanwhile(request, row)) is None:
            raise
        return gone
    answer = acted(request, form, lambda: _send(row, ready, form, by, today), done)
    why = None if verdict.refusal is ReportRefusal.REASON else verdict.refusal  # the form asks
    context = {
        "row": row,
        "form": form,
        "line": access.line_of(row, closed, today),
        "refusal": REPORT_REFUSALS[why] if why else "",
    }
    return answer or page(request, "register/report_send.html", context)


def _withdrawn_meanwhile(request: HttpRequest, row: Report) -> HttpResponse | None:
    """A colleague withdrew it while we read the file; None: the file itself is broken."""
    row.refresh_from_db(fields=["withdrawn_on", "sent_on"])
    if row.is_open:
        return None
    messages.info(request, str(REPORT_REFUSALS[ReportRefusal.NOT_OPEN]))
    return redirect("register:report", pk=row.pk)


def _send(row: Report, ready: Package | None, form: SendForm, by: User, today: date) -> str:
    send_report(
        row,
        ready or package(row, today),
        channel=Channel(form.cleaned_data["channel"]),
        reason=form.cleaned_data.get("reason", ""),
        by=by,
        today=today,
    )
    return _page_of(row)


@require_safe
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What would go today: the report with the own views behind it."""
    today = timezone.localdate()
    row, _by = _opened(request, pk, today)
    if not row.is_open:
        return redirect("register:report", pk=row.pk)
    try:
        return _pdf(package(row, today).content, row.file.name)
    except (FileGone, FileDamaged):
        if (gone := _withdrawn_meanwhile(request, row)) is None:
            raise
        return gone


@require_safe
def views(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The own views alone, on paper."""
    today = timezone.localdate()
    row, _by = _opened(request, pk, today)
    found = row.views_on(today)
    if not found:
        return redirect("register:report", pk=row.pk)
    return _pdf(appendix(row, found, today), "eigen-mening.pdf")


def _pdf(content: bytes, name: str) -> HttpResponse:
    """As an attachment that cannot run in the portal's name."""
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(True, name) or "attachment",
            "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
            "Cache-Control": "private, no-store",
            "X-Content-Type-Options": "nosniff",
        },
    )
