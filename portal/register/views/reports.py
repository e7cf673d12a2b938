"""Rapporten, for staff: the list, a new one, one report with who saw it (seed 001 art. 13.3)."""

from datetime import date
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.people.access import has_duty
from portal.people.models import Pupil, School, User
from portal.people.rules import Duty
from portal.register.access import find_pupils
from portal.register.access import reports as access
from portal.register.actions.reports import put_up
from portal.register.forms.reports import ReportFileForm, SchoolForm
from portal.register.models import Report
from portal.register.models.reports import asked_about
from portal.register.rules.reports import ReportRefusal
from portal.register.views.report_acts import acted, warn_untagged
from portal.register.wording_reports import REPORT_REFUSALS
from portal.signin.access import account
from portal.web import page

PER_PAGE = 50


@require_safe
def reports(request: HttpRequest) -> HttpResponse:
    """What waits on top: how many saw it, and until when they have."""
    today = timezone.localdate()
    found = access.reports_for(request.user, today)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": rows,
        "lines": access.lines_of(list(rows.object_list), today),
        "may_record": has_duty(request.user, Duty.RECORD_DISCLOSURES, today),
        "today": today,
    }
    return page(request, "register/reports.html", context)


@require_safe
def choose(request: HttpRequest) -> HttpResponse:
    """About which pupil."""
    words = request.GET.get("zoek", "")
    found = find_pupils(request.user, words, timezone.localdate())
    return page(request, "register/report_pupil.html", {"words": words, "found": found})


@require_http_methods(["GET", "HEAD", "POST"])
def new(request: HttpRequest, pupil_id: UUID) -> HttpResponse:
    """To which school, which stays in the address; then who will see it first, and the file."""
    today = timezone.localdate()
    pupil, school = access.get_reportable(request.user, pupil_id, today)
    by = account(request.user)
    looked(by, pupil, today=today)
    schools = access.new_schools(pupil.board_id)
    target = SchoolForm(request.GET if "naam" in request.GET else None, schools=schools)
    context = {"pupil": pupil, "school": school, "form": target}
    if not target.is_valid():
        return page(request, "register/report_to.html", context)
    form = ReportFileForm(request.POST or None, request.FILES or None)
    done = _("Het rapport staat klaar. Iedereen met een e-mailadres krijgt bericht.")
    answer = acted(request, form, lambda: _put_up(form, pupil, school, target.to, by, today), done)
    if answer:
        warn_untagged(request, form, put_up=True)
        return answer
    context |= {"form": form, "to": target.to} | _readers(pupil, school, by, today)
    return page(request, "register/report_put_up.html", context)


def _put_up(
    form: ReportFileForm, pupil: Pupil, school: School, to: str, by: User, today: date
) -> str:
    upload = form.cleaned_data["file"]
    row = put_up(pupil, school=school, to=to, upload=upload, by=by, today=today)
    return reverse("register:report", args=[row.pk])


def _readers(pupil: Pupil, school: School, by: User, today: date) -> dict[str, object]:
    """Who would be asked and until when, by a report that is not kept."""
    draft = Report(pupil=pupil, school=school, put_up_on=today, put_up_by=by)
    asked = asked_about(pupil, today)
    line = access.line_of(draft, draft.closed_days(), today) if asked else None
    return {"line": line, "refusal": "" if asked else REPORT_REFUSALS[ReportRefusal.NOBODY_ASKED]}


@require_safe
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One report: who is asked, who saw it, and what they say of it."""
    today = timezone.localdate()
    row, by = access.get_report(request.user, pk, today), account(request.user)
    _note(row, by, today)
    closed = row.closed_days()
    verdict = row.may_send(closed, today)
    context = {
        "row": row,
        "line": access.line_of(row, closed, today),
        "verdict": verdict,
        "refusal": REPORT_REFUSALS[verdict.refusal] if verdict.refusal else "",
        "acts": row.is_open and access.may_on_report(by, row, Duty.RECORD_DISCLOSURES, today),
        "has_views": bool(row.views_on(today)),
        "today": today,
    }
    return page(request, "register/report.html", context)


@require_safe
def file(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as it was put up."""
    row = access.get_report(request.user, pk, timezone.localdate())
    if not row.file.is_readable:
        raise Http404
    _note(row, account(request.user), timezone.localdate())
    return serve(row.file)


@require_safe
def sent(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What went to the new school: the report with the own views behind it."""
    row = access.get_report(request.user, pk, timezone.localdate())
    if row.sent_file is None or not row.sent_file.is_readable:
        raise Http404
    _note(row, account(request.user), timezone.localdate())
    return serve(row.sent_file)


def _note(row: Report, by: User, today: date) -> None:
    """Names and words of a family are on the page: the look is noted, for the pupil too."""
    looked(by, row.pupil, today=today)
    looked(by, row, today=today)
