"""Ontvangers die het gezin niet ziet: the privacy officer decides whether they are told."""

from dataclasses import replace
from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import actions
from requests_app.access import hidden as access
from requests_app.forms.hidden import TOLD, UNDECIDED, HiddenNoticeForm
from requests_app.forms.notice import NoticeForm
from requests_app.letters import notice_letter
from requests_app.models import HiddenNotice


@require_safe
def hidden_notices(request: HttpRequest) -> HttpResponse:
    """What waits for the officer first, then what was decided."""
    found = access.hidden_notices(request.user, timezone.localdate())
    return page(request, "requests_app/hidden_notices.html", {"notices": found})


@require_http_methods(["GET", "HEAD", "POST"])
def hidden_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One recipient: told or not, and why not."""
    today = timezone.localdate()
    row, by = access.get_hidden_notice(request.user, pk, today), account(request.user)
    looked(by, row, today=today, board_id=row.request.board_id)
    form = HiddenNoticeForm(request.POST or None)
    if form.is_valid():
        try:
            url = perform(
                by, form.cleaned_data["once_key"], partial(_decided, row, form, by, today)
            )
        except actions.Refused as refusal:
            form.add_error(None, str(UNDECIDED[str(refusal)]))
        else:
            messages.success(request, _("Uw besluit is bewaard."))
            return redirect(url)
    return page(request, "requests_app/hidden_notice.html", {"form": form, "notice": row})


def _decided(row: HiddenNotice, form: HiddenNoticeForm, by: User, today: date) -> str:
    typed = form.cleaned_data
    told, why = typed["told"] == TOLD, typed["because"]
    actions.decide_hidden(row, told=told, because=why, by=by, today=today)
    return reverse("requests:hidden_notices")


@require_http_methods(["GET", "HEAD", "POST"])
def hidden_letter(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter to this recipient, for the officer to print: made once, then always the same."""
    today = timezone.localdate()
    row, by = access.get_hidden_notice(request.user, pk, today), account(request.user)
    looked(by, row, today=today, board_id=row.request.board_id)
    if request.method != "POST":
        return serve(access.hidden_file(row))
    if access.hidden_waits_for_words(row):
        return redirect("requests:write_hidden", pk)
    return _kept(request, row, by, today)


@require_http_methods(["GET", "HEAD", "POST"])
def write_hidden(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was wrong and what is right, in words for this recipient."""
    today = timezone.localdate()
    row, by = access.get_hidden_notice(request.user, pk, today), account(request.user)
    looked(by, row, today=today, board_id=row.request.board_id)
    if not access.hidden_waits_for_words(row):
        return redirect("requests:hidden_notice", pk)
    form = NoticeForm(request.POST or None)
    if form.is_valid():
        return _kept(request, row, by, today, form)
    asked, shared = getattr(row.request, "text", None), access.shared_hidden(row)
    facts = {"who": row.recipient, "asked": asked, "shared": shared}
    context = {"form": form, "notice": row, **facts}
    return page(request, "requests_app/write_hidden.html", context)


def _kept(
    request: HttpRequest, row: HiddenNotice, by: User, today: date, form: NoticeForm | None = None
) -> HttpResponse:
    case, said = access.hidden_told(row, today)
    if form:
        said = replace(said, change=form.change)
    letter = notice_letter(case, str(row.recipient), said, today=today)
    confirmed = form is not None and form.number_confirmed
    try:
        actions.keep_hidden_notice(row, letter, by=by, number_confirmed=confirmed)
    except actions.Refused as refusal:
        messages.warning(request, str(UNDECIDED[str(refusal)]))
        return redirect("requests:hidden_notice", row.pk)
    return redirect("requests:hidden_letter", row.pk)
