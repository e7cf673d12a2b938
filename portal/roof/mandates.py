"""Machtigingen: a pupil of 16 or 17 lets a guardian look or act, and takes it back at once."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import formats, timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from portal.days import DayField
from portal.once.actions import perform
from portal.once.forms import OnceForm
from portal.outbox.actions import announce
from portal.people.access import get_mandate, get_mandating, mandating
from portal.people.access.mandates import Mandating
from portal.people.actions.mandates import MandateRefused, give_mandate, revoke_mandate
from portal.people.models import Guardian, Mandate, User
from portal.people.rules import MandateScope, mandate_ends_by
from portal.signin.access import account
from portal.signin.fresh import needs_fresh_factor
from portal.web import page

DAY = timedelta(days=1)
REFUSALS = {
    "no_link": _("Deze ouder of verzorger staat niet meer bij jou. Kies iemand anders."),
    "until": _("Kies een dag in het komende jaar, en voor je 18e verjaardag."),
    "open": _("Deze persoon heeft al een machtiging. Trek die eerst in."),
}


class MandateForm(OnceForm):
    """To whom, what, and the last day."""

    guardian = forms.ChoiceField(
        label=_("Wie wil je machtigen?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wie je wilt machtigen."),
            "invalid_choice": _("Kies iemand uit deze lijst."),
        },
    )
    scope = forms.ChoiceField(
        label=_("Wat mag diegene?"),
        widget=forms.RadioSelect,
        choices=[
            (MandateScope.LOOK.value, _("Alleen kijken naar mijn gegevens")),
            (MandateScope.ACT.value, _("Kijken, verzoeken doen en toestemming geven")),
        ],
        error_messages={
            "required": _("Kies wat diegene mag."),
            "invalid_choice": _("Kies wat diegene mag."),
        },
    )
    last_day = DayField(
        label=_("Tot en met welke dag?"),
    )

    def __init__(self, *args: Any, own: Collection[Mandating], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # A form that is sent twice still names whoever got the mandate the first time.
        self.offered = {
            str(one.pk): (row, one)
            for row in own
            for one in (row.guardians if self.is_bound else row.candidates)
        }
        names = [(key, one.full_name) for key, (_row, one) in self.offered.items()]
        guardian = self.fields["guardian"]
        assert isinstance(guardian, forms.ChoiceField)  # noqa: S101 - declared above
        guardian.choices = names
        latest = min((last_day_for(row, today) for row in own), default=today)
        self.fields["last_day"].help_text = _("Uiterlijk %(day)s. Intrekken kan altijd.") % {
            "day": formats.date_format(latest, "j-n-Y")
        }

    @property
    def chosen(self) -> tuple[Mandating, Guardian]:
        """The pupil's record and the guardian, of the same board."""
        return self.offered[self.cleaned_data["guardian"]]


def last_day_for(row: Mandating, today: date) -> date:
    """The last day that a mandate of today may count."""
    born_on = row.tie.pupil.born_on
    return mandate_ends_by(born_on, today) - DAY if born_on else today


@require_safe
def mandates(request: HttpRequest) -> HttpResponse:
    """What one gave and may give; a page for the pupil alone."""
    today = timezone.localdate()
    rows = mandating(request.user, today)
    shown = [
        (row, [(one, one.until - DAY if one.until else None) for one in row.mandates])
        for row in rows
    ]
    may_give = any(row.may_give and row.candidates for row in rows)
    may_help = any(row.may_give for row in rows)  # not from 18
    context = {"rows": shown, "may_give": may_give, "may_help": may_help}
    return page(request, "roof/mandates.html", context)


@needs_fresh_factor
@require_http_methods(["GET", "HEAD", "POST"])
def give(request: HttpRequest) -> HttpResponse:
    """A new mandate, behind a factor that was just shown."""
    today = timezone.localdate()
    own = get_mandating(request.user, today)
    form = MandateForm(request.POST or None, own=own, today=today)
    if form.is_valid():
        by = account(request.user)
        try:
            url = perform(by, form.cleaned_data["once_key"], lambda: _give(form, by, today))
        except MandateRefused as refusal:
            form.add_error(None, str(REFUSALS.get(refusal.code, REFUSALS["no_link"])))
        else:
            messages.success(request, _("De machtiging geldt vanaf nu."))
            return redirect(url)
    return page(request, "roof/mandate_new.html", {"form": form})


def _give(form: MandateForm, by: User, today: date) -> str:
    row, guardian = form.chosen
    mandate = give_mandate(
        row.tie.pupil,
        guardian=guardian,
        scope=MandateScope(form.cleaned_data["scope"]),
        until=form.cleaned_data["last_day"] + DAY,
        by=by,
        today=today,
    )
    _tell(mandate, "mandate_given")
    return reverse("roof:mandates")


@require_POST
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    """At once and without more questions; pressing twice does no harm."""
    today = timezone.localdate()
    mandate = get_mandate(request.user, pk, today)
    with transaction.atomic():
        if revoke_mandate(mandate, by=account(request.user), today=today):
            _tell(mandate, "mandate_revoked")
    messages.success(request, _("De machtiging is ingetrokken. Zij geldt nu niet meer."))
    return redirect("roof:mandates")


def _tell(mandate: Mandate, kind: str) -> None:
    """To the guardian, without content: the portal shows what changed."""
    guardian = mandate.guardian
    account = guardian.user
    announce(
        f"roof.{kind}",
        to=(account.email if account else guardian.contact_email) or "",
        link=settings.PORTAL_URL,
        key=f"roof.{kind}:{mandate.pk}",
    )
