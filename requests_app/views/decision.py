"""Besluiten: the decision with its letter, the second pair of eyes, and sending back."""

from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from portal.audit.actions import looked
from portal.once.actions import done_before, perform
from portal.people.models import User
from portal.signin.access import account
from portal.web import page
from requests_app import access, actions
from requests_app.access.collecting import missing_of
from requests_app.forms import ApprovalForm, DecisionForm, not_proposed, words_for
from requests_app.letters import Draft, Follows, decision_letter
from requests_app.models import Case
from requests_app.rules import Kind, State
from requests_app.rules.collecting import is_collected


@require_http_methods(["GET", "HEAD", "POST"])
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The decision and its letter; with four eyes it is put before a second person."""
    today, by = timezone.localdate(), account(request.user)
    if url := done_before(by, request.POST.get("once_key", "")):
        return redirect(url)
    found = access.get_case_to_decide(request.user, pk, today)
    looked(by, found.request, today=today)
    entries = access.entries_to_decide(found.request, today)
    form = DecisionForm(request.POST or None, case=found.request, entries=entries)
    if form.is_valid() and not form.goes_back:
        then = access.follows_draft(found, form.draft, today)
        taken_up = found.request.state != State.RECEIVED  # else the verb says what to do first
        verb = _proposing if found.request.board.four_eyes else _deciding
        try:
            if taken_up and not form.agrees_to(form.draft.mark(then)):
                _rehearse(form, found, by, today)
                return _check(request, form, found, then)
            url = perform(by, form.cleaned_data["once_key"], verb(form, found, by, today))
        except (actions.Refused, actions.Stale) as answer:
            form.add_error(None, str(words_for(str(answer))))
        else:
            messages.success(request, _done(found))
            return redirect(url)
    context = {"form": form, "follows": access.follows_yes(found, entries, today)}
    return page(request, "requests_app/decide.html", context | _asked(found))


def _rehearse(form: DecisionForm, found: Case, by: User, today: date) -> None:
    """What stands in the way is told here, not after the question whether all is right."""
    has_right = access.requester_has_right(found.request, today)
    actions.rehearse(found.request, form.draft, by=by, requester_has_right=has_right, today=today)


def _check(request: HttpRequest, form: DecisionForm, found: Case, follows: Follows) -> HttpResponse:
    """What exactly will happen, before it is for good; nothing is kept yet."""
    context = {"form": form, "draft": form.draft, "follows": follows, "case": found}
    context["missing"] = missing_of(found.request)
    mark = form.draft.mark(follows)
    return page(request, "requests_app/decide_check.html", context | {"mark": mark})


def _asked(found: Case) -> dict[str, Any]:
    """The case, with what was asked beside what is decided about it."""
    return {
        "case": found,
        "asked": access.asked_of(found),
        "attachments": access.attachments_of(found),
        "missing": missing_of(found.request),
        "is_staff": True,
    }


def _done(found: Case) -> str:
    if found.request.board.four_eyes:
        return _("Het besluit is voorgelegd aan een tweede persoon.")
    return _ready(found)


def _ready(found: Case) -> str:
    if is_collected(Kind(found.request.kind)):
        return _("Hoort er een pakket met gegevens bij? Dan volgt het antwoord zodra dat klaar is.")
    return _("Het antwoord staat klaar voor de aanvrager.")


def _deciding(form: DecisionForm, found: Case, by: User, today: date) -> "partial[str]":
    """The letter is made before the transaction: a long one takes seconds."""
    letter = _letter(found, form.draft, today)
    return partial(_decide, form, found, letter, by, today)


def _letter(found: Case, draft: Draft, today: date) -> bytes:
    follows = access.follows_draft(found, draft, today)
    return decision_letter(found, draft, follows=follows, today=today)


def _decide(form: DecisionForm, found: Case, letter: bytes, by: User, today: date) -> str:
    actions.decide(
        found.request,
        form.draft,
        by=by,
        letter=letter,
        version=form.cleaned_data["version"],
        requester_has_right=access.requester_has_right(found.request, today),
        today=today,
    )
    return reverse("requests:case", args=[found.request.pk])


def _proposing(form: DecisionForm, found: Case, by: User, today: date) -> "partial[str]":
    return partial(_propose, form, found, by, today)


def _propose(form: DecisionForm, found: Case, by: User, today: date) -> str:
    actions.propose(
        found.request,
        form.draft,
        by=by,
        version=form.cleaned_data["version"],
        requester_has_right=access.requester_has_right(found.request, today),
        today=today,
    )
    return reverse("requests:case", args=[found.request.pk])


@require_http_methods(["GET", "HEAD", "POST"])
def approve(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person reads the proposal, and agrees or sends it back with words."""
    today, by = timezone.localdate(), account(request.user)
    if url := done_before(by, request.POST.get("once_key", "")):
        return redirect(url)
    found = access.get_case_to_approve(request.user, pk, today)
    if not access.is_proposed(found.request):
        messages.warning(request, str(not_proposed(found.request.state)))
        return redirect("requests:case", pk=pk)
    looked(by, found.request, today=today)
    draft = access.proposed_draft(found.request, today)
    form = ApprovalForm(request.POST or None, version=found.request.version)
    if form.is_valid():
        verb = _sending_back if form.sends_back else _approving
        try:
            url = perform(by, form.cleaned_data["once_key"], verb(form, found, draft, by, today))
        except (actions.Refused, actions.Stale) as answer:
            form.add_error(None, str(words_for(str(answer))))
        else:
            messages.success(request, _settled(form, found))
            return redirect(url)
    context = {"form": form, **_put_forward(found, draft, today)}
    return page(request, "requests_app/approve.html", context | _asked(found))


def _put_forward(found: Case, draft: Draft, today: date) -> dict[str, Any]:
    """What was proposed and by whom, and what of it is gone since."""
    return {
        "draft": draft,
        "follows": access.follows_draft(found, draft, today),
        "proposer": access.proposer_of(found.request),
        "lost": access.lost_parts(found.request, draft),
    }


def _settled(form: ApprovalForm, found: Case) -> str:
    if form.sends_back:
        return _("Het voorstel ligt weer bij de behandelaar.")
    return f"{_('U ging akkoord.')} {_ready(found)}"


def _approving(
    form: ApprovalForm, found: Case, draft: Draft, by: User, today: date
) -> "partial[str]":
    letter = _letter(found, draft, today)
    return partial(_approve, form, found, draft, letter, by, today)


def _approve(
    form: ApprovalForm, found: Case, draft: Draft, letter: bytes, by: User, today: date
) -> str:
    actions.approve(
        found.request,
        draft,
        by=by,
        letter=letter,
        version=form.cleaned_data["version"],
        requester_has_right=access.requester_has_right(found.request, today),
        today=today,
    )
    return reverse("requests:case", args=[found.request.pk])


def _sending_back(
    form: ApprovalForm, found: Case, _draft: Draft, by: User, _today: date
) -> "partial[str]":
    return partial(_send_back, form, found, by)


def _send_back(form: ApprovalForm, found: Case, by: User) -> str:
    actions.send_back(
        found.request,
        by=by,
        words=form.cleaned_data["words"],
        version=form.cleaned_data["version"],
    )
    return reverse("requests:case", args=[found.request.pk])
