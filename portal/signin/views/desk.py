"""Balie: find somebody, see how they get in, help with a lost telephone, give a card."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from portal.audit.actions import looked
from portal.once.actions import perform
from portal.people.models import Board, User
from portal.signin import desk
from portal.signin.access import account
from portal.signin.actions import cards, reset
from portal.signin.forms.desk import LostPhoneForm, SearchForm, SeenForm, StopForm
from portal.signin.fresh import needs_fresh_factor
from portal.signin.rules import FactorKind, InvitedAs
from portal.web import page

PER_PAGE = 20
FACTORS = {
    FactorKind.PASSKEY: gettext_lazy("passkey"),
    FactorKind.APP: gettext_lazy("app met codes"),
    FactorKind.RECOVERY: gettext_lazy("herstelcodes"),
    FactorKind.CARD: gettext_lazy("kaart met codes"),
    FactorKind.MAIL: gettext_lazy("code per e-mail"),
}
KINDS = {
    InvitedAs.GUARDIAN: gettext_lazy("ouder of verzorger"),
    InvitedAs.PUPIL: gettext_lazy("leerling"),
    InvitedAs.STAFF: gettext_lazy("medewerker"),
}
page_and_form = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """People with an account, by part of their name."""
    reach = desk.reach_of(request.user, timezone.localdate())
    form = SearchForm(request.GET if "naam" in request.GET else None)
    waiting = desk.waiting_resets(account(request.user), reach)
    context: dict[str, object] = {"form": form, "waiting": waiting}
    if form.is_valid():
        found = desk.search(account(request.user), form.words, reach)
        rows = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
        people = [desk.as_found(user) for user in rows.object_list]
        context |= {
            "rows": rows,
            "people": [(one, _kinds(one)) for one in people],
            "query": f"{urlencode({'naam': form.cleaned_data['naam']})}&",
        }
    return page(request, "signin/desk.html", context)


def _kinds(found: desk.Found) -> str:
    return ", ".join(str(KINDS[kind]) for kind in found.kinds)


@require_safe
def person(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How somebody gets in; that the desk looked is noted."""
    today = timezone.localdate()
    found, board = desk.get_account(account(request.user), pk, today)
    looked(account(request.user), found.user, today=today, board_id=board.pk)
    facts = desk.facts_of(found.user)
    context = {"found": found, "waiting": facts.waiting, "rows": _rows(found, facts)}
    return page(request, "signin/desk_person.html", context)


def _rows(found: desk.Found, facts: desk.AccountFacts) -> list[tuple[str, str]]:
    seen = found.user.last_login
    factors = ", ".join(str(FACTORS[kind]) for kind in facts.factors)
    return [
        (_("Heeft een account als"), _kinds(found)),
        (_("Tweede stap"), factors or _("nog geen")),
        (_("Laatst ingelogd"), date_format(timezone.localtime(seen)) if seen else _("nog nooit")),
        (_("E-mailadres"), facts.address or _("geen")),
    ]


@page_and_form
@needs_fresh_factor
def lost_phone(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Takes the second step away after the desk checked who it is."""
    today = timezone.localdate()
    found, board = desk.get_account(account(request.user), pk, today)
    by = account(request.user)
    looked(by, found.user, today=today, board_id=board.pk)
    form = LostPhoneForm(request.POST or None)
    if form.is_valid():
        key = form.cleaned_data["once_key"]
        try:
            url = perform(by, key, lambda: _ask(form, found.user, board, by))
        except reset.AlreadyWaiting:
            messages.warning(request, _("Er wacht al een vraag voor deze persoon."))
            return redirect("signin:desk_person", pk=pk)
        messages.success(request, _("Vastgelegd. De persoon krijgt er bericht van."))
        return redirect(url)
    context = {"found": found, "form": form, "board": board}
    return page(request, "signin/desk_lost_phone.html", context)


def _ask(form: LostPhoneForm, user: User, board: Board, by: User) -> str:
    via, document = form.asked_via, form.document_seen
    reset.ask_reset(user, board=board, by=by, via=via, document=document, now=timezone.now())
    return reverse("signin:desk_person", args=[user.pk])


@page_and_form
@needs_fresh_factor
def stop_reset(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Stops a reset that waits; with the reason, and a message to the owner."""
    found, _board = desk.get_account(account(request.user), pk, timezone.localdate())
    by, form = account(request.user), StopForm(request.POST or None)
    if form.is_valid():
        if reset.cancel_at_desk(found.user, by=by, why=form.reason, now=timezone.now()):
            messages.success(request, _("Het is gestopt. De persoon krijgt er bericht van."))
        else:
            messages.info(request, _("Er was niets meer om te stoppen."))
        return redirect("signin:desk_person", pk=pk)
    context = {"found": found, "form": form, "waiting": reset.waiting_for(found.user)}
    return page(request, "signin/desk_stop.html", context)


@page_and_form
@needs_fresh_factor
def card(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The answer is the card itself, once: it is kept nowhere."""
    today = timezone.localdate()
    found, board = desk.get_account(account(request.user), pk, today)
    by, made = account(request.user), cards.new_card()
    looked(by, found.user, today=today, board_id=board.pk)
    form = SeenForm(request.POST or None)
    if form.is_valid():
        seen, key = form.document_seen, form.cleaned_data["once_key"]

        def issue() -> str:
            cards.issue_card(found.user, made, board=board, by=by, document=seen)
            return f"{reverse('signin:desk_person', args=[pk])}#{made.reference}"

        url = perform(by, key, issue)
        if not url.endswith(f"#{made.reference}"):
            messages.warning(request, _("Deze kaart is al gemaakt. Kwijt? Maak een nieuwe."))
            return redirect("signin:desk_person", pk=pk)
        file = cards.card_pdf(made, name=found.name, board=board, today=today)
        return _download(file, f"kaart-{made.reference}.pdf")
    return page(request, "signin/desk_card.html", {"found": found, "form": form})


def _download(file: bytes, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(file, content_type="application/pdf", headers=headers)
