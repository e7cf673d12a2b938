"""Rollen: who may do what at a board; give, settle, end, print."""

from collections.abc import Callable
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import IntegrityError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.people.actions import LastAdministrator, NotIndependent, OwnRole, RoleRefused
from portal.people.models import RoleProposal
from portal.signin import role_list, staff
from portal.signin.access import account
from portal.signin.actions import roles as verbs
from portal.signin.actions.colleagues import open_staff_account
from portal.signin.forms.role_lists import RoleFilterForm
from portal.signin.forms.roles import GiveRoleForm, StaffAccountForm
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

PER_PAGE = 100
page_and_form = require_http_methods(["GET", "HEAD", "POST"])
REFUSED = {
    OwnRole: gettext_lazy("Dit mag u niet doen voor uzelf of voor familie. Vraag een collega."),
    NotIndependent: gettext_lazy(
        "Uw eigen rol kreeg u van wie dit voorstelt. Vraag een andere beheerder of de privacy "
        "officer om te beslissen."
    ),
    RoleRefused: gettext_lazy("Dit kan niet (meer). Misschien is het al gedaan."),
    LastAdministrator: gettext_lazy(
        "Een bestuur houdt altijd één beheerder. Geef eerst een ander die rol."
    ),
}
ANSWERS: dict[str, tuple[Callable[..., None], Any]] = {
    "ja": (partial(verbs.settle_role, agree=True), gettext_lazy("Uw besluit is bewaard.")),
    "nee": (partial(verbs.settle_role, agree=False), gettext_lazy("Uw besluit is bewaard.")),
    "intrekken": (verbs.withdraw_proposal, gettext_lazy("Het voorstel is ingetrokken.")),
}


@require_safe
def roles(request: HttpRequest) -> HttpResponse:
    """Who has or had which role, what waits for a second person, and who has none yet."""
    today = timezone.localdate()
    scopes = staff.must_see(request.user, today)
    form = RoleFilterForm(request.GET, schools=staff.schools_seen(scopes))
    found = role_list.roles_in(scopes, form.chosen, today)
    rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "rows": role_list.listed(rows.object_list),
        "page_of_rows": rows,
        "filters": form,
        "waiting": staff.waiting(scopes),
        "newcomers": role_list.newcomers(scopes, today),
        "may_give": staff.may_give(request.user, today),
        "may_settle": staff.may_settle(request.user, today),
        "me": account(request.user).pk,
    }
    return page(request, "signin/roles.html", context)


@page_and_form
@needs_fresh_factor
def give(request: HttpRequest) -> HttpResponse:
    """Give a role, or propose one that needs a second person; a teacher's groups come second."""
    today = timezone.localdate()
    scopes = staff.must_give(request.user, today)
    form = GiveRoleForm(
        request.POST or None,
        boards=staff.boards_in(scopes),
        schools=staff.schools_in(scopes),
        today=today,
        initial={"person": role_list.newcomer_name(scopes, request.GET.get("voor", ""), today)},
    )
    if request.method == "POST" and form.is_valid() and not form.still_asks:
        try:
            done = verbs.give_role(**form.wanted, by=account(request.user), today=today)
        except tuple(REFUSED) as refusal:
            form.add_error(None, REFUSED[type(refusal)])
        else:
            messages.success(request, _done(done))
            return redirect("signin:roles")
    return page(request, "signin/role_give.html", {"form": form})


def _done(done: object) -> str:
    if isinstance(done, RoleProposal):
        return _("Het voorstel is gedaan. Een tweede persoon moet het goedkeuren.")
    return _("De rol is gegeven. Die geldt vanaf nu.")


@page_and_form
@needs_fresh_factor
def settle(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person agrees, or not; who proposed it takes it back; else how it went."""
    today, by = timezone.localdate(), account(request.user)
    proposal = staff.get_proposal(by, pk, today)
    verb, words = ANSWERS.get(request.POST.get("answer", ""), (None, ""))
    if request.method == "POST" and verb:
        try:
            verb(proposal, by=by, today=today)
        except tuple(REFUSED) as refusal:
            messages.error(request, str(REFUSED[type(refusal)]))
            return redirect("signin:settle_role", pk=pk)
        messages.success(request, str(words))
        return redirect("signin:roles")
    return page(request, "signin/role_settle.html", {"proposal": proposal, "me": by.pk})


@page_and_form
@needs_fresh_factor
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """End a role today."""
    today = timezone.localdate()
    role = staff.get_role(request.user, pk, today)
    if request.method == "POST":
        try:
            verbs.end_role(role, by=account(request.user), today=today)
        except tuple(REFUSED) as refusal:
            messages.error(request, str(REFUSED[type(refusal)]))
        else:
            messages.success(request, _("De rol is beëindigd."))
        return redirect("signin:roles")
    return page(request, "signin/role_end.html", {"role": role})


@page_and_form
@needs_fresh_factor
def new_colleague(request: HttpRequest) -> HttpResponse:
    """An account for a colleague; the invitation follows on its own page."""
    today = timezone.localdate()
    boards = staff.boards_in(staff.must_give(request.user, today))
    form = StaffAccountForm(request.POST or None, boards=boards)
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        try:
            user = open_staff_account(
                by=account(request.user), now=timezone.now(), today=today, **facts
            )
        except IntegrityError:  # the same form twice, or a name that was taken a moment ago
            form.add_error(None, REFUSED[RoleRefused])
        else:
            messages.success(request, _("Het account is gemaakt. De brief volgt. Geef nu een rol."))
            return redirect(f"{reverse('signin:give_role')}?voor={user.pk}")
    return page(request, "signin/role_colleague.html", {"form": form})
