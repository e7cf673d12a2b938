"""Ontvangers die het gezin niet ziet: the privacy officer decides whether they are told."""

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
from portal.once.actions import perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import actions
from requests_app.access import hidden as access
from requests_app.forms.hidden import TOLD, UNDECIDED, HiddenNoticeForm
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
    looked(by, row, today=today)
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
