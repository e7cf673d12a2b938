"""Ronde: letters for a whole school or group, or none of them any more, after seeing the count."""

from datetime import date

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from portal.once.actions import perform
from portal.people.models import User
from portal.signin import invited, rounds
from portal.signin.access import account
from portal.signin.actions import invite as inviting
from portal.signin.actions.invite import Where
from portal.signin.forms.invitations import InviteAllForm, PlaceForm
from portal.signin.rounds import Round
from portal.signin.views.invitations import address_of
from portal.web import page

page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@page_and_form
def invite_all(request: HttpRequest) -> HttpResponse:
    """Shows how many letters come, then makes them: once a form."""
    today = timezone.localdate()
    by, form = account(request.user), _form(request)
    invited.must_invite(by, today)
    if not form.is_valid():
        return redirect("signin:invitations")
    found = _round(by, form, today)
    if request.method != "POST":
        context = {"round": found, "form": _again(form), "back": address_of(found.place)}
        return page(request, "signin/invite_all.html", context)
    try:
        url = perform(by, form.cleaned_data["once_key"], lambda: _invite(found, by, today))
    except inviting.NobodyLeft:
        messages.info(request, _("Iedereen hier heeft al een account of een geldige brief."))
        return redirect(address_of(found.place))
    return redirect(url)


def _invite(found: Round, by: User, today: date) -> str:
    place, now = found.place, timezone.now()
    where = Where(place.school.board, place.school, place.group)
    run = inviting.invite_all(
        found.guardians, found.pupils, where=where, by=by, now=now, today=today
    )
    return reverse("signin:letter_run", kwargs={"pk": run.pk})


@page_and_form
def revoke_all(request: HttpRequest) -> HttpResponse:
    """Shows how many letters of a group die, then takes them back."""
    today = timezone.localdate()
    by, form = account(request.user), _form(request)
    invited.must_invite(by, today)
    if not form.is_valid():
        return redirect("signin:invitations")
    found = _round(by, form, today)
    letters, back = rounds.open_letters(found), address_of(found.place)
    if request.method != "POST":
        context = {"round": found, "letters": letters.count(), "form": _again(form), "back": back}
        return page(request, "signin/revoke_all.html", context)

    def verb() -> str:
        board, now = found.place.school.board, timezone.now()
        count = inviting.revoke_all(letters, board=board, by=by, now=now)
        done = ngettext("%(n)s brief is ingetrokken.", "%(n)s brieven zijn ingetrokken.", count)
        messages.success(request, done % {"n": count})
        return back

    return redirect(perform(by, form.cleaned_data["once_key"], verb))


def _form(request: HttpRequest) -> PlaceForm:
    return InviteAllForm(request.POST) if request.method == "POST" else PlaceForm(request.GET)


def _again(form: PlaceForm) -> InviteAllForm:
    return InviteAllForm(initial=form.cleaned_data)


def _round(by: User, form: PlaceForm, today: date) -> Round:
    chosen = form.cleaned_data
    place = invited.get_place(by, chosen["school"], chosen["group"], today)
    return rounds.round_at(by, place, timezone.now(), today, grown_only=form.grown_only)
