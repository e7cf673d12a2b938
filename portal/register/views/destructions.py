"""Vernietigen: the list per school, what was destroyed, the second person, the certificate."""

from datetime import date
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.once.actions import perform
from portal.pdf import render
from portal.people.models import Pupil, School, User
from portal.people.rules import Duty
from portal.register.access import destructions as access
from portal.register.actions import destroying as actions
from portal.register.forms.destructions import DestroyedForm
from portal.register.rules.destruction import RecordKind
from portal.register.wording_documents import DUE_STATES, RECORD_KINDS
from portal.web import page

PER_PAGE = 50
REFUSALS = {
    "nobody": gettext_lazy("Kies ten minste één leerling."),
    "ahead": gettext_lazy("Kies vandaag of een eerdere dag. Leg het vast als het gebeurd is."),
    "too_early": gettext_lazy("Op die dag moest de school dit nog bewaren. Kijk de dag na."),
    "household": gettext_lazy("Dit gaat over uw eigen gezin. Vraag een collega."),
    "already": gettext_lazy("Dit is al vastgelegd."),
    "same_person": gettext_lazy("U hebt dit zelf vastgelegd. Een tweede persoon bevestigt het."),
    "settled": gettext_lazy("Dit is al bevestigd of ingetrokken."),
}


@require_safe
def schools(request: HttpRequest) -> HttpResponse:
    """The schools with a list; with one school that list itself."""
    rows = list(access.schools_for(request.user, timezone.localdate()))
    if len(rows) == 1:
        return redirect("register:destroy", school_id=rows[0].pk)
    return page(request, "register/destroy_schools.html", {"schools": rows})


@require_safe
def due(request: HttpRequest, school_id: UUID) -> HttpResponse:
    """What is due and overdue at one school; looking is noted per pupil on the page."""
    today = timezone.localdate()
    school = access.get_school(request.user, school_id, today, duty=Duty.SEE_DESTRUCTION)
    lines = access.lines_for(request.user, school, today)
    rows = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    _note_looks(request, [line.pupil for line in rows.object_list], today)
    kinds = [kind for kind in RecordKind if access.lines_of_kind(lines, kind)]
    context = {
        "school": school,
        "rows": rows,
        "lines": [(one, RECORD_KINDS[one.record.kind], DUE_STATES[one.state]) for one in rows],
        "kinds": [(kind.value, RECORD_KINDS[kind]) for kind in kinds],
        "destructions": access.destructions_at(school)[:PER_PAGE],
        "may_propose": access.may(request.user, school, today, Duty.PROPOSE_DESTRUCTION),
    }
    return page(request, "register/destroy.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, school_id: UUID, kind: str) -> HttpResponse:
    """The first person says what was destroyed, where and when."""
    today = timezone.localdate()
    school = access.get_school(request.user, school_id, today, duty=Duty.PROPOSE_DESTRUCTION)
    known = _kind(kind)
    posted = request.method == "POST"  # pressed twice: what was just said is still a choice
    lines = access.lines_for(request.user, school, today, with_done=posted)
    lines = access.lines_of_kind(lines, known)
    _note_looks(request, [line.pupil for line in lines], today)
    form = DestroyedForm(request.POST or None, kind=known, lines=lines)
    if form.is_valid() and isinstance(request.user, User):
        by, key = request.user, form.cleaned_data["once_key"]
        try:
            url = perform(by, key, lambda: _propose(form, school, by, today))
        except actions.NotDestroyed as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Vastgelegd. Nu bevestigt een tweede persoon het."))
            return redirect(url)
    context = {"form": form, "school": school, "name": RECORD_KINDS[known]}
    return page(request, "register/destroy_propose.html", context)


def _propose(form: DestroyedForm, school: School, by: User, today: date) -> str:
    own = access.own_pupils(by)
    row = actions.propose_destruction(school, form.gone, household=own, by=by, today=today)
    return reverse("register:destruction", args=[row.pk])


@require_safe
def destruction(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One statement, with the names for as long as the portal knows them."""
    today = timezone.localdate()
    row = access.get_destruction(request.user, pk, today, duty=Duty.SEE_DESTRUCTION)
    pupils = access.pupils_of(request.user, row) if isinstance(request.user, User) else []
    _note_looks(request, pupils, today)
    is_open = row.confirmed_on is None and row.dropped_on is None
    confirms = access.may(request.user, row.school, today, Duty.CONFIRM_DESTRUCTION)
    proposes = access.may(request.user, row.school, today, Duty.PROPOSE_DESTRUCTION)
    context = {
        "row": row,
        "pupils": pupils,
        "may_confirm": is_open and confirms and row.proposed_by_id != request.user.pk,
        "may_drop": is_open and (confirms or proposes),
    }
    return page(request, "register/destruction.html", context)


@require_POST
def confirm(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person agrees."""
    today = timezone.localdate()
    row = access.get_destruction(request.user, pk, today, duty=Duty.CONFIRM_DESTRUCTION)
    if isinstance(request.user, User):
        own = access.own_pupils(request.user)
        try:
            actions.confirm_destruction(row, household=own, by=request.user, on=today)
            messages.success(request, _("Bevestigd. De verklaring staat klaar."))
        except actions.NotDestroyed as refusal:
            messages.error(request, str(REFUSALS[refusal.code]))
    return redirect("register:destruction", pk=pk)


@require_POST
def drop(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Nobody destroyed it after all: it stands on the list again."""
    today = timezone.localdate()
    row = access.get_destruction(request.user, pk, today, duty=Duty.SEE_DESTRUCTION)
    allowed = (Duty.CONFIRM_DESTRUCTION, Duty.PROPOSE_DESTRUCTION)
    duty = next((d for d in allowed if access.may(request.user, row.school, today, d)), allowed[0])
    row = access.get_destruction(request.user, pk, today, duty=duty)
    if isinstance(request.user, User):
        try:
            actions.drop_destruction(row, by=request.user, on=today)
            messages.success(request, _("Ingetrokken. Het staat weer op de lijst."))
        except actions.NotDestroyed as refusal:
            messages.error(request, str(REFUSALS[refusal.code]))
    return redirect("register:destruction", pk=pk)


@require_safe
def certificate(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The statement on paper: how many, what, where, when and who; no name of a pupil."""
    row = access.get_certificate(request.user, pk, timezone.localdate())
    context = {"row": row, "sender": row.school.board.name}
    content = render("pdf/destruction.html", context, title=_("Verklaring van vernietiging"))
    name = f"vernietiging-{row.destroyed_on.isoformat()}.pdf"
    return HttpResponse(
        content,
        content_type="application/pdf",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )


def _note_looks(request: HttpRequest, pupils: list[Pupil], today: date) -> None:
    if isinstance(request.user, User):
        for pupil in set(pupils):
            looked(request.user, pupil, today=today)


def _kind(value: str) -> RecordKind:
    try:
        return RecordKind(value)
    except ValueError as error:
        raise Http404 from error
