"""Uitnodigen: who has no account yet, a letter for one or for all, and the pile of letters."""

from datetime import date
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from portal.audit.actions import looked
from portal.files.actions import serve
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.people.actions import TooYoung
from portal.people.models import User
from portal.signin import invited, opened, piles, rounds
from portal.signin.actions import invite as inviting
from portal.signin.actions import letters
from portal.signin.actions.invite import Where
from portal.signin.forms.invitations import BackForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.rules import InvitedAs
from portal.web import page

PER_PAGE = 50
LATEST = 5


@require_safe
def places(request: HttpRequest) -> HttpResponse:
    """Every school and group in reach, with how many have no account."""
    now, today = timezone.now(), timezone.localdate()
    context = {
        "places": invited.places(request.user, today),
        "to_check": opened.to_check(request.user, now, today),
        "colleagues": invited.colleagues(request.user, now, today),
        "grown": rounds.grown(request.user, now, today),
        "runs": piles.runs(request.user, today)[:LATEST],
    }
    return page(request, "signin/invitations.html", context)


@require_safe
def people(request: HttpRequest, school_id: UUID, group_id: UUID | None = None) -> HttpResponse:
    """Everybody of one school or group, and how it stands with each account."""
    today = timezone.localdate()
    place = invited.get_place(request.user, school_id, group_id, today)
    rows = Paginator(invited.names(request.user, place, today), PER_PAGE)
    found = rows.get_page(request.GET.get("page"))
    looked(_staff(request), place.group or place.school, today=today)
    context = {
        "place": place,
        "rows": found,
        "people": invited.standings(list(found.object_list), timezone.now()),
        "runs": piles.runs_at(request.user, place, today)[:LATEST],
    }
    return page(request, "signin/invitation_people.html", context)


@require_POST
def invite(request: HttpRequest, kind: str, pk: UUID) -> HttpResponse:
    """A new letter for one person; an older one is dead from now on."""
    today = timezone.localdate()
    form, by = OnceForm(request.POST), _staff(request)
    if kind not in set(InvitedAs):
        raise Http404
    one = invited.get_person(by, InvitedAs(kind), pk, today)
    place, back = _came_from(request, today)
    if place and place.school.board_id != one.board.pk:
        raise Http404

    def verb() -> str:
        school, group = (place.school, place.group) if place else (one.school, None)
        where, now = Where(one.board, school, group), timezone.now()
        run = inviting.invite(one.person, where=where, by=by, now=now, today=today)
        return back if place else reverse("signin:letter_run", kwargs={"pk": run.pk})

    try:
        key = form.cleaned_data["once_key"] if form.is_valid() else uuid4()
        return redirect(perform(by, key, verb))
    except inviting.AlreadyHasAccount:
        messages.info(request, _("Deze persoon heeft al een account."))
    except TooYoung:
        messages.warning(request, _("Een leerling krijgt een account vanaf 16 jaar."))
    return redirect(back)


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The letter is worth nothing from now on."""
    by, today = _staff(request), timezone.localdate()
    found = invited.get_invitation(by, pk, today)
    if inviting.revoke(found, by=by, now=timezone.now()):
        messages.success(request, _("De brief is ingetrokken. De code werkt niet meer."))
    else:
        messages.info(request, _("Deze brief was al gebruikt of ingetrokken."))
    return redirect(_came_from(request, today)[1])


@require_safe
def letter_run(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far the pile is; htmx asks again every two seconds, without script a link does."""
    run = piles.get_run(request.user, pk, timezone.localdate())
    context = {"run": run, "files": piles.files_of(request.user, run)}
    return page(request, "signin/letter_run.html", context, fragment="signin/_letter_run.html")


@require_safe
@needs_fresh_factor
def letter_file(request: HttpRequest, pk: UUID, number: int) -> HttpResponse:
    """One file of letters: each holds a code, so the second factor must be fresh."""
    run = piles.get_run(request.user, pk, timezone.localdate())
    file = piles.get_file(request.user, run, number)
    letters.handed_out(run, file, by=_staff(request))
    return serve(file)


def address_of(place: invited.Place) -> str:
    """The page with the people of a school or group."""
    if place.group:
        keys = {"school_id": place.school.pk, "group_id": place.group.pk}
        return reverse("signin:invite_group", kwargs=keys)
    return reverse("signin:invite_school", kwargs={"school_id": place.school.pk})


def _came_from(request: HttpRequest, today: date) -> tuple[invited.Place | None, str]:
    """The list from which a button was pressed, and its address; else the first page."""
    form = BackForm(request.POST)
    if not form.is_valid():
        return None, reverse("signin:invitations")
    chosen = form.cleaned_data
    place = invited.get_place(request.user, chosen["school"], chosen["group"], today)
    number = chosen["page"]
    return place, address_of(place) + (f"?page={number}" if number else "")


def _staff(request: HttpRequest) -> User:
    user = request.user
    if not isinstance(user, User):
        raise Http404
    return user
