"""Koppelen aan leerling: search as at the desk, look once more, and link."""

from datetime import date
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import Pupil, User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access.desk import Counter, find_to_register, get_counter
from requests_app.actions.link import Found, link_to_roster
from requests_app.forms.linking import LinkForm
from requests_app.models import Case


@require_safe
def find(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Only pupils of the board of the case, of the schools that one may serve."""
    today, words = timezone.localdate(), request.GET.get("zoek", "")
    case = access.get_case_to_decide(request.user, pk, today)
    looked(account(request.user), case.request, today=today)
    board = case.request.board_id
    there = find_to_register(request.user, words, today)
    found = [one for one in there if one.board_id == board]
    return page(
        request, "requests_app/find_pupil.html", {"case": case, "words": words, "found": found}
    )


@require_http_methods(["GET", "HEAD", "POST"])
def link(request: HttpRequest, pk: UUID, pupil_id: UUID) -> HttpResponse:
    """What will happen, and who asked. 404 for a pupil out of reach or of another board."""
    today, by = timezone.localdate(), account(request.user)
    case = access.get_case_to_decide(by, pk, today)
    pupil, counter = _pupil(case, by, pupil_id, today)
    looked(by, case.request, today=today)
    looked(by, pupil, today=today)
    name = str(case.request.requester)
    form = LinkForm(request.POST or None, counter=counter, pupil=pupil, name=name)
    if form.is_valid():
        verb = partial(_link, case, form, counter, by, today)
        try:
            url = perform(by, form.cleaned_data["once_key"], verb)
        except actions.Refused as refusal:
            form.refuse(str(refusal))
        else:
            messages.success(request, _("Het verzoek is gekoppeld."))
            return redirect(url)
    context = {"case": case, "form": form, "pupil": pupil, "schools": counter.schools}
    return page(request, "requests_app/link.html", context)


def _pupil(case: Case, by: User, pupil_id: UUID, today: date) -> tuple[Pupil, Counter]:
    counter = get_counter(by, pupil_id, today)
    if counter.pupil is None or counter.pupil.board_id != case.request.board_id:
        raise Http404
    return counter.pupil, counter


def _link(case: Case, form: LinkForm, counter: Counter, by: User, today: date) -> str:
    assert counter.pupil is not None  # noqa: S101 - the door gave one
    found = Found(pupil=counter.pupil, school=counter.schools[0], asker=form.asker)
    link_to_roster(case.request, found, by=by, today=today)
    return reverse("requests:case", args=[case.request.pk])
