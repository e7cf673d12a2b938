"""Vertegenwoordiging: the officer decides, a second person agrees, the pupil is told."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.audit.actions import looked
from portal.days import DayField
from portal.numbers import spans
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.outbox.actions import announce
from portal.people.access import (
    find_representable,
    get_representable,
    get_representation,
    has_duty,
    links_of,
    may_on_representation,
    representations_for,
    stands,
)
from portal.people.actions.representation import (
    Ground,
    RepresentationRefused,
    agree_to_representation,
    end_representation,
    propose_representation,
)
from portal.people.models import Guardianship, Representation, User
from portal.people.rules import COURT_BASES, Duty, RepresentationBasis, review_latest
from portal.signin.access import account
from portal.web import page

BASES = dict(Representation.BASES)
REFUSALS = {
    "household": _("Dit gaat over uw eigen gezin. Vraag een collega."),
    "link_ended": _("Deze persoon hoort niet meer bij de leerling."),
    "ground": _("Kies een grond en schrijf de reden op."),
    "document": _("Noem het stuk van de rechter. Een kopie is niet nodig."),
    "review": _("Kies een dag binnen 12 maanden."),
    "open": _("Er wacht al een besluit over deze twee personen."),
    "same_person": _("U hebt dit zelf besloten. Een tweede persoon moet akkoord geven."),
    "agreed": _("Iemand anders gaf al akkoord."),
    "over": _("Dit besluit geldt niet meer."),
}
NUMBER = _("Haal het burgerservicenummer (BSN) weg. Wij bewaren dat nummer niet.")


class RepresentationForm(OnceForm):
    """The ground, the reason, and when it is looked at again."""

    field_order = ["basis", "document_reference", "reason", "review_by"]
    basis = forms.ChoiceField(
        label=_("Op grond waarvan?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies waarom deze persoon voor de leerling beslist."),
            "invalid_choice": _("Kies een van deze gronden."),
        },
    )
    document_reference = forms.CharField(
        label=_("Kenmerk van het stuk van de rechter"),
        max_length=80,
        required=False,
        error_messages={"max_length": _("Maak het kenmerk korter: hoogstens 80 tekens.")},
    )
    reason = forms.CharField(
        label=_("Reden"),
        help_text=_("Waarom kan de leerling zelf niet beslissen? Geen medische details."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={
            "required": _("Schrijf op waarom de leerling niet zelf kan beslissen."),
            "max_length": _("Maak de reden korter: hoogstens 2000 tekens."),
        },
    )
    review_by = DayField(
        label=_("Opnieuw bekijken uiterlijk op"),
        help_text=_("Binnen 12 maanden. Daarna vervalt het vanzelf."),
        error_messages={
            "required": _("Vul de dag in waarop u dit opnieuw bekijkt."),
        },
    )

    def __init__(
        self, *args: Any, allowed: frozenset[RepresentationBasis], today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        basis = self.fields["basis"]
        assert isinstance(basis, forms.ChoiceField)  # noqa: S101 - declared above
        basis.choices = [(one.value, BASES[one.value]) for one in sorted(allowed)]
        if len(allowed) == 1:
            basis.initial = next(iter(allowed)).value
        if not allowed & COURT_BASES:
            del self.fields["document_reference"]
        self.fields["review_by"].initial = review_latest(today)

    def clean(self) -> dict[str, Any]:
        """No number of a citizen in free text (UAVG 46)."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in ("reason", "document_reference"):
            if spans(str(cleaned.get(name, ""))):
                self.add_error(name, NUMBER)
        return cleaned

    @property
    def ground(self) -> Ground:
        """What was decided, once the form is valid."""
        return Ground(
            basis=RepresentationBasis(self.cleaned_data["basis"]),
            reason=self.cleaned_data["reason"],
            review_by=self.cleaned_data["review_by"],
            document_reference=self.cleaned_data.get("document_reference", ""),
        )


@require_safe
def representations(request: HttpRequest) -> HttpResponse:
    """What holds or waits, the first review on top; and a search for a new one."""
    today, words = timezone.localdate(), request.GET.get("zoek", "")
    rows = representations_for(request.user, today)
    may_decide = has_duty(request.user, Duty.DECIDE_REPRESENTATION, today)
    context = {
        "rows": [(row, state_of(row, today)) for row in rows],
        "may_decide": may_decide,
        "words": words,
        "found": find_representable(request.user, words, today) if may_decide else [],
    }
    return page(request, "roof/representations.html", context)


def state_of(row: Representation, today: date) -> str:
    """waits, holds, lapsed or over; what the law does not carry any more has lapsed."""
    if row.until is not None and row.until <= today:
        return "over"
    if row.agreed_on is None and row.review_by >= today:
        return "waits"
    return "holds" if stands(row, today) else "lapsed"


@require_http_methods(["GET", "HEAD", "POST"])
def new_representation(request: HttpRequest, link_id: UUID) -> HttpResponse:
    """The first person's decision; a review is a new one about the same pair."""
    today = timezone.localdate()
    link, allowed = get_representable(request.user, link_id, today)
    looked(account(request.user), link.pupil, today=today)
    form = RepresentationForm(request.POST or None, allowed=allowed, today=today)
    if form.is_valid():
        by = account(request.user)
        try:
            key = form.cleaned_data["once_key"]
            url = perform(by, key, lambda: _propose(link, form, allowed, by, today))
        except RepresentationRefused as refusal:
            form.add_error(None, str(REFUSALS[refusal.code]))
        else:
            messages.success(request, _("Het besluit wacht op akkoord van een tweede persoon."))
            return redirect(url)
    return page(request, "roof/representation_new.html", {"form": form, "link": link})


def _propose(
    link: Guardianship,
    form: RepresentationForm,
    allowed: frozenset[RepresentationBasis],
    by: User,
    today: date,
) -> str:
    row = propose_representation(link, form.ground, allowed=allowed, by=by, today=today)
    return reverse("roof:representation", args=[row.pk])


@require_safe
def representation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One decision with its reason; looking is noted."""
    today = timezone.localdate()
    row = get_representation(request.user, pk, today)
    by = account(request.user)
    looked(by, row.pupil, today=today)
    state = state_of(row, today)
    agrees = may_on_representation(by, row, Duty.AGREE_REPRESENTATION, today)
    decides = may_on_representation(by, row, Duty.DECIDE_REPRESENTATION, today)
    link = next((one for one in links_of(row, today)), None)
    context = {
        "row": row,
        "state": state,
        "may_agree": agrees and state == "waits" and row.decided_by_id != by.pk,
        "may_end": decides and state != "over",
        "renew": link if decides and state in {"holds", "lapsed"} else None,
    }
    return page(request, "roof/representation.html", context)


@require_POST
def agree_representation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The second person; the pupil and the representative hear that something waits."""
    today = timezone.localdate()
    row = get_representation(request.user, pk, today, duty=Duty.AGREE_REPRESENTATION)
    try:
        with transaction.atomic():
            agree_to_representation(row, by=account(request.user), today=today)
            _tell(row, "representation_agreed")
        messages.success(request, _("De vertegenwoordiging geldt vanaf nu."))
    except RepresentationRefused as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("roof:representation", pk=pk)


@require_POST
def end(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ends today; pressing twice does no harm."""
    today = timezone.localdate()
    row = get_representation(request.user, pk, today, duty=Duty.DECIDE_REPRESENTATION)
    try:
        with transaction.atomic():
            if end_representation(row, by=account(request.user), today=today) and row.agreed_on:
                _tell(row, "representation_ended")
        messages.success(request, _("De vertegenwoordiging is beëindigd."))
    except RepresentationRefused as refusal:
        messages.error(request, REFUSALS[refusal.code])
    return redirect("roof:representations")


def _tell(row: Representation, kind: str) -> None:
    """Without content. A pupil without an account is told by the office: the page says so."""
    pupil, guardian = row.pupil.user, row.guardian.user
    address = (guardian.email if guardian else "") or row.guardian.contact_email
    for to, who in (((pupil.email if pupil else "") or "", "pupil"), (address, "guardian")):
        announce(
            f"roof.{kind}",
            to=to,
            link=settings.PORTAL_URL,
            key=f"roof.{kind}:{row.pk}:{who}",
            informal=who == "pupil",
        )
