"""Vastleggen: what went to whom; only the data and conditions of the recipients' rules."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.actions import Handover, Secrecy
from portal.register.models import Processing, Recipient
from portal.register.rules import (
    RULES,
    Channel,
    ConsentNeed,
    DataField,
    Fact,
    Hiding,
    RuleCode,
    facts_for,
    fields_for,
    is_review_planned,
    starts_hidden,
)
from portal.register.wording import CHANNELS, FACT_NAMES, FIELD_NAMES

# Not ticked: these come from what is typed; the agreement from the register, approvals from roles.
WRITTEN = {Fact.SOURCE_NAMED: "source", Fact.REFERENCE: "reference", Fact.REASON: "description"}
NOT_TICKED = {Fact.AGREEMENT, Fact.OFFICER_APPROVED, Fact.DIRECTOR_APPROVED, *WRITTEN}
NUMBER = _("Haal het burgerservicenummer (BSN) weg. Wij bewaren dat nummer niet.")
NO_REVIEW = _("Kies een dag na vandaag, binnen een jaar.")
Choices = Sequence[tuple[str, str | Promise]]


class HandoverForm(OnceForm):
    """Step one; the same form comes along hidden on the page on which somebody checks."""

    field_order = [
        "on",
        "shared",
        "stated",
        "purpose",
        "leave_out",
        "channel",
        "source",
        "reference",
    ]
    on = DayField(label=_("Op welke dag?"))
    shared = forms.MultipleChoiceField(
        label=_("Welke gegevens?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies welke gegevens u deelt."),
            "invalid_choice": _("Dit gegeven mag deze ontvanger niet krijgen."),
        },
    )
    stated = forms.MultipleChoiceField(
        label=_("Wat klopt er?"),
        help_text=_("Vink alleen aan wat echt zo is."),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    purpose = forms.ChoiceField(
        label=_("Welke toestemming is er?"),
        help_text=_("Per kanaal: een ja voor de schoolgids is geen ja voor Instagram."),
        required=False,
    )
    leave_out = forms.BooleanField(
        label=_("Leerlingen zonder toestemming, of voor wie het is gestopt, zaten er niet bij"),
        required=False,
    )
    channel = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[("", _("Kies")), *((one.value, CHANNELS[one]) for one in Channel)],
    )
    source = forms.CharField(
        label=_("Waar komt de informatie vandaan?"),
        help_text=_("Bijvoorbeeld: de leraar. Ouders lezen dit niet op de tijdlijn."),
        max_length=200,
    )
    reference = forms.CharField(
        label=_("Kenmerk van de brief of het stuk"), max_length=80, required=False
    )
    description = forms.CharField(
        label=_("Toelichting, of de reden"),
        help_text=_("De ouders of de leerling lezen deze tekst."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    hide = forms.BooleanField(label=_("Nog niet laten zien aan het gezin"), required=False)
    hide_reason = forms.CharField(
        label=_("Waarom ziet het gezin dit nog niet?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )
    review_on = DayField(
        label=_("Wanneer kijkt de school opnieuw?"),
        help_text=_("Binnen een jaar. Een tweede persoon moet akkoord geven."),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        processing: Processing,
        recipients: Sequence[Recipient],
        purposes: Choices,
        is_bulk: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.processing, self.recipients, self.today = processing, recipients, today
        self.codes = [RuleCode(one.rule) for one in recipients]
        self.fields["on"].initial = today
        self._offer_fields()
        self._offer_facts()
        self._offer_consent(purposes, is_bulk=is_bulk)
        self._offer_hiding()

    def _offer_fields(self) -> None:
        fields = frozenset().union(*(fields_for(code) for code in self.codes))
        own = set(self.processing.data_fields)  # what this is usually about stands on top
        ordered = sorted(
            (one for one in DataField if one in fields), key=lambda one: one not in own
        )
        self._offer("shared", [(one.value, FIELD_NAMES[one]) for one in ordered])

    def _offer_facts(self) -> None:
        facts = frozenset().union(*(facts_for(code) for code in self.codes))
        ticked = [one for one in Fact if one in facts and one not in NOT_TICKED]
        if ticked:
            self._offer("stated", [(one.value, FACT_NAMES[one]) for one in ticked])
        else:
            del self.fields["stated"]
        self.fields["source"].required = Fact.SOURCE_NAMED in facts
        self.fields["reference"].required = Fact.REFERENCE in facts

    def _offer_consent(self, purposes: Choices, *, is_bulk: bool) -> None:
        nobody_asks = all(RULES[code].consent is ConsentNeed.NEVER for code in self.codes)
        if nobody_asks or not purposes:
            del self.fields["purpose"]
        else:
            self._offer("purpose", [("", _("geen")), *purposes])
        if not is_bulk:
            del self.fields["leave_out"]

    def _offer_hiding(self) -> None:
        if any(RULES[code].hiding is Hiding.NEVER for code in self.codes):
            for name in ("hide", "hide_reason", "review_on"):
                del self.fields[name]
        elif any(starts_hidden(code) for code in self.codes):
            del self.fields["hide"]
            self.fields["hide_reason"].required = self.fields["review_on"].required = True

    def _offer(self, name: str, choices: Choices) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """No number of a citizen in free text (UAVG 46); hiding is whole or not at all."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in ("source", "reference", "description", "hide_reason"):
            if spans(str(cleaned.get(name, ""))):
                self.add_error(name, NUMBER)
        if cleaned.get("hide") and not str(cleaned.get("hide_reason", "")).strip():
            self.add_error("hide_reason", _("Schrijf op waarom."))
        review_on = cleaned.get("review_on")
        wants = cleaned.get("hide") or review_on
        if wants and not (review_on and is_review_planned(review_on, today=self.today)):
            self.add_error("review_on", NO_REVIEW)
        return cleaned

    @property
    def handover(self) -> Handover:
        """What was typed, of a form that is valid."""
        typed = self.cleaned_data
        facts = {Fact(code) for code in typed.get("stated", [])}
        facts |= {fact for fact, name in WRITTEN.items() if str(typed[name]).strip()}
        return Handover(
            processing=self.processing,
            recipients=self.recipients,
            fields=frozenset(DataField(code) for code in typed["shared"]),
            channel=Channel(typed["channel"]),
            facts=frozenset(facts),
            description=typed["description"],
            source=typed["source"],
            reference=typed["reference"],
        )

    @property
    def secrecy(self) -> Secrecy | None:
        """Why the family does not see it yet; the second person comes later."""
        typed = self.cleaned_data
        if "hide_reason" not in typed or ("hide" in self.fields and not typed["hide"]):
            return None
        return Secrecy(typed["hide_reason"], typed["review_on"])
