"""Aankondigen, uitvoeren en laten vervallen: what staff type."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.actions import Handover, Plan
from portal.register.forms.handover import NUMBER, HandoverForm
from portal.register.models import IntendedDisclosure, Processing, Recipient
from portal.register.rules import (
    DataField,
    LegalBasis,
    RuleCode,
    fields_for,
    number_fields,
    objection_possible,
    window_for,
)
from portal.register.wording import BASES, FIELD_NAMES

NOT_FOR_ALL = _("Deze gegevens mogen niet naar elke ontvanger: %(names)s. Haal ze weg.")
OBJECTABLE = [(one.value, BASES[one]) for one in LegalBasis if objection_possible(one)]


class AnnounceForm(OnceForm):
    """What families will read. Of the register, or (processing None) of what is not in it yet."""

    field_order = ["purpose", "basis", "to", "shared", "planned_on", "why", "skip", "skip_reason"]
    purpose = forms.CharField(
        label=_("Waarvoor?"),
        help_text=_("Een paar woorden, bijvoorbeeld: onderzoek naar het schoolplein."),
        max_length=200,
    )
    basis = forms.ChoiceField(
        label=_("Op grond waarvan?"), choices=OBJECTABLE, widget=forms.RadioSelect
    )
    to = forms.MultipleChoiceField(
        label=_("Aan wie?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies wie de gegevens krijgt.")},
    )
    shared = forms.MultipleChoiceField(
        label=_("Welke gegevens?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies welke gegevens u deelt.")},
    )
    planned_on = DayField(label=_("Op welke dag wilt u de gegevens delen?"))
    why = forms.CharField(
        label=_("Waarom wilt u dit delen?"),
        help_text=_("De gezinnen lezen deze tekst. Schrijf in gewone woorden."),
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
    )
    skip = forms.BooleanField(
        label=_("Sla de dagen voor bezwaar over"),
        help_text=_("Alleen als wachten echt niet kan. De gezinnen lezen waarom."),
        required=False,
    )
    skip_reason = forms.CharField(
        label=_("Waarom kan dit niet wachten?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        processing: Processing | None,
        recipients: Sequence[Recipient],
        days: int,
        is_officer: bool,
        today: date,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.processing, self.recipients = processing, recipients
        self.days, self.today = days, today
        self._offer("to", [(str(one.pk), one.name) for one in recipients])
        fields = processing.data_fields if processing else self._loose_fields()
        self._offer("shared", [(one.value, FIELD_NAMES[one]) for one in fields])
        if processing:
            del self.fields["purpose"], self.fields["basis"]
            self.fields["to"].initial = [str(one.pk) for one in recipients]
            self.fields["shared"].initial = [one.value for one in fields]
        if not is_officer or (processing and not processing.objection):
            del self.fields["skip"], self.fields["skip_reason"]

    def _loose_fields(self) -> list[DataField]:
        """Of what is in no register: no national number, and not beyond what the rules know."""
        reach = frozenset().union(*(fields_for(RuleCode(one.rule)) for one in self.recipients))
        return [one for one in DataField if one in reach - number_fields(reach)]

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def clean(self) -> dict[str, Any]:
        """No number of a citizen; no field that a recipient's rule never lets go; days in order."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in ("purpose", "why", "skip_reason"):
            if spans(str(cleaned.get(name, ""))):
                self.add_error(name, NUMBER)
        if cleaned.get("skip") and not str(cleaned.get("skip_reason", "")).strip():
            self.add_error("skip_reason", _("Schrijf op waarom."))
        self._check_fields(cleaned)
        self._check_day(cleaned)
        return cleaned

    def _check_fields(self, cleaned: dict[str, Any]) -> None:
        asked = frozenset(DataField(code) for code in cleaned.get("shared", []))
        chosen = [one for one in self.recipients if str(one.pk) in cleaned.get("to", [])]
        beyond = asked - asked.intersection(*(fields_for(RuleCode(one.rule)) for one in chosen))
        if beyond:
            names = ", ".join(str(FIELD_NAMES[one]) for one in DataField if one in beyond)
            self.add_error("shared", str(NOT_FOR_ALL) % {"names": names})

    def _check_day(self, cleaned: dict[str, Any]) -> None:
        planned = cleaned.get("planned_on")
        last = self._last_day(cleaned)
        if planned and planned < self.today:
            self.add_error("planned_on", _("Deze dag is voorbij."))
        elif planned and last and planned <= last:
            words = _("Kies een latere dag: gezinnen mogen bezwaar maken tot en met %(day)s.")
            self.add_error("planned_on", words % {"day": last.strftime("%d-%m-%Y")})

    def _last_day(self, cleaned: dict[str, Any]) -> date | None:
        basis = self.processing.basis if self.processing else cleaned.get("basis")
        if not basis:
            return None
        skipped = bool(cleaned.get("skip"))
        return window_for(LegalBasis(basis), self.today, self.days, skipped=skipped)

    @property
    def shared_names(self) -> str:
        """What goes, in words, of a form that is valid."""
        fields = self.plan.fields
        return ", ".join(str(FIELD_NAMES[one]) for one in DataField if one in fields)

    @property
    def last_day(self) -> date | None:
        """The last day to object, of a form that is valid."""
        return self._last_day(self.cleaned_data)

    @property
    def plan(self) -> Plan:
        """What was typed, of a form that is valid."""
        typed = self.cleaned_data
        basis = self.processing.basis if self.processing else typed["basis"]
        return Plan(
            processing=self.processing,
            basis=LegalBasis(basis),
            recipients=[one for one in self.recipients if str(one.pk) in typed["to"]],
            fields=frozenset(DataField(code) for code in typed["shared"]),
            why=typed["why"],
            planned_on=typed["planned_on"],
            purpose=typed.get("purpose", ""),
            skip_reason=typed["skip_reason"] if typed.get("skip") else None,
        )


class CarryOutForm(HandoverForm):
    """As recording, but what goes to whom was announced and is not chosen again."""

    def __init__(self, *args: Any, intended: IntendedDisclosure, **kwargs: Any) -> None:
        super().__init__(*args, is_bulk=False, **kwargs)
        self.intended = intended
        for name in ("shared", "hide", "hide_reason", "review_on"):
            self.fields.pop(name, None)

    @property
    def handover(self) -> Handover:
        """Nothing more and nobody else than families were told."""
        self.cleaned_data["shared"] = self.intended.fields
        return super().handover


class DropForm(OnceForm):
    """It will not happen."""

    reason = forms.CharField(
        label=_("Waarom gaat het niet door?"),
        help_text=_("Deze tekst is voor collega's. Gezinnen zien alleen dat het niet doorgaat."),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )

    def clean(self) -> dict[str, Any]:
        """No number of a citizen in free text (UAVG 46)."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if spans(str(cleaned.get("reason", ""))):
            self.add_error("reason", NUMBER)
        return cleaned
