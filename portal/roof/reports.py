"""Onderwijskundig rapport, for who is asked: read it, voor gezien, one's own view (art. 13.3)."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.files.actions import serve
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.people.models import User
from portal.register.access.reports import Mine, get_mine
from portal.register.actions.report_seen import say, see
from portal.register.actions.reports import ReportRefusedError
from portal.register.report_news import forget_reports_news
from portal.register.rules.reports import look_by
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page
from requests_app.forms.numbers import NumberCheck


class OwnViewForm(NumberCheck, OnceForm):
    """What one person says of the report; empty takes it back."""

    free_texts: ClassVar[tuple[str, ...]] = ("text",)
    field_order = ["text", "number_choice"]
    text = forms.CharField(
        label=gettext_lazy("Eigen mening"),
        help_text=gettext_lazy(
            "De nieuwe school leest deze tekst. Ten hoogste 4000 tekens. Leeg: geen mening."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=4000,
        error_messages={
            "max_length": gettext_lazy("Deze tekst is te lang. Houd het bij 4000 tekens.")
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@needs_fresh_factor
def report(request: HttpRequest, pupil_id: UUID, pk: UUID) -> HttpResponse:
    """The report for this person; posting says "voor gezien".

    One comes back from the question for a factor with GET: then `?gezien` asks for the tap again.
    """
    today = timezone.localdate()
    mine = get_mine(request.user, pupil_id, pk, today)
    if request.method == "POST":
        _see(request, mine, today)
        return redirect("roof:report", pupil_id=pupil_id, pk=pk)
    closed = mine.row.closed_days() if mine.waits else None
    context = {
        "mine": mine,
        "row": mine.row,
        "name": mine.tie.pupil.call_name,
        "last_day": look_by(mine.row.put_up_on, closed) if closed and closed.is_known else None,
        "asks_again": "gezien" in request.GET and mine.waits,
    }
    return page(request, "roof/report.html", context)


def _see(request: HttpRequest, mine: Mine, today: date) -> None:
    try:
        see(mine.row, mine.who, by=account(request.user), today=today)
    except ReportRefusedError as refusal:
        messages.error(request, str(refusal))
        return
    forget_reports_news(request.session)
    messages.success(request, _("Voor gezien genoteerd. Gezien is niet: mee eens."))


@require_safe
@needs_fresh_factor
def file(request: HttpRequest, pupil_id: UUID, pk: UUID) -> HttpResponse:
    """The PDF, until 30 days after it went."""
    mine = get_mine(request.user, pupil_id, pk, timezone.localdate())
    if not mine.row.file.is_readable:
        raise Http404
    return serve(mine.row.file)


@require_http_methods(["GET", "HEAD", "POST"])
def own_view(request: HttpRequest, pupil_id: UUID, pk: UUID) -> HttpResponse:
    """One's own view: no second factor again, or a long text would be lost on the way."""
    today = timezone.localdate()
    mine, by = get_mine(request.user, pupil_id, pk, today), account(request.user)
    if not mine.row.is_open:
        return redirect("roof:report", pupil_id=pupil_id, pk=pk)
    form = OwnViewForm(request.POST or None, initial={"text": mine.view})
    if form.is_valid():
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _say(mine, form, by, today))
        except ReportRefusedError as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, _("Opgeslagen. Deze tekst gaat mee met het rapport."))
            return redirect(url)
    context = {"form": form, "mine": mine, "row": mine.row, "name": mine.tie.pupil.call_name}
    return page(request, "roof/report_view.html", context)


def _say(mine: Mine, form: OwnViewForm, by: User, today: date) -> str:
    text, confirmed = form.cleaned_data["text"], form.number_confirmed
    say(mine.row, mine.who, text, by=by, today=today, number_confirmed=confirmed)
    return address(mine)


def address(mine: Mine) -> str:
    """The page of this report for this child."""
    return reverse("roof:report", args=[mine.tie.pupil.pk, mine.row.pk])
