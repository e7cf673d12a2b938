"""What the privacy officer fills in about a processing or a recipient."""

from collections.abc import Iterable, Mapping
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.people.models import School
from portal.register.actions import Change
from portal.register.facts import COLUMNS, RECIPIENT_COLUMNS, kept
from portal.register.models import Processing, Recipient
from portal.register.rules import (
    Dpia,
    Flaw,
    RuleCode,
    agreement_flaws,
    dpia_flaw,
    known_fields,
    widened,
)
from portal.register.wording import FIELD_NAMES
from portal.register.wording_keeping import DATA_SUBJECTS, FLAWS, INNER_FUNCTIONS

NUMBER = _("Haal het burgerservicenummer (BSN) weg. Wij bewaren dat nummer niet.")
TWICE = _("Deze code is er al. Kies een andere code of een andere school.")
FLAW_AT = {
    Flaw.DPIA_REASON: "dpia_reason",
    Flaw.DPIA_DAY: "dpia_on",
    Flaw.AGREEMENT_DAY: "agreement_on",
    Flaw.SAFEGUARD: "safeguard",
}


class Ticks(forms.MultipleChoiceField):
    """Codes of a closed list, as ticks."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, words: Mapping[Any, str | Promise], label: Any, **more: Any) -> None:
        choices = [(code.value, words[code]) for code in words]
        super().__init__(choices=choices, label=label, **more)


def day(label: Any) -> DayField:
    """A day that may stay empty."""
    return DayField(label=label, required=False, help_text=_("Bijvoorbeeld 3-3-2027"))


class CleanTextForm(forms.ModelForm):  # type: ignore[type-arg]  # not at run time
    """No number of a citizen in any text (UAVG 46); line ends as the database keeps them."""

    def clean(self) -> dict[str, Any]:
        """Marks the fields that hold such a number."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name, value in cleaned.items():
            if isinstance(value, str) and spans(value):
                self.add_error(name, NUMBER)
        return cleaned

    def add_flaw(self, flaw: Flaw | None) -> None:
        """The rule's answer beside the field it is about."""
        if flaw is not None:
            self.add_error(FLAW_AT[flaw], str(FLAWS[flaw]))


class ChangeForm(CleanTextForm):
    """What the change is, and who approved it: what a version says."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    summary = forms.CharField(
        label=_("Wat verandert er? In één zin"), max_length=250, help_text=_("Voor de versies.")
    )
    approved_by = forms.CharField(
        label=_("Wie keurde dit goed?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: het college van bestuur. Geen naam van een persoon."),
    )

    @property
    def change(self) -> Change:
        """What changed and who approved."""
        return Change(self.cleaned_data["summary"], self.cleaned_data["approved_by"])


class ProcessingForm(ChangeForm):
    """A processing as art. 30 wants it, and what the change is."""

    fields_ = Ticks(FIELD_NAMES, _("Gegevens"))
    data_subjects = Ticks(DATA_SUBJECTS, _("Over wie gaat het?"))
    inside = Ticks(INNER_FUNCTIONS, _("Wie op school ziet dit?"), required=False)
    recipients = forms.ModelMultipleChoiceField(
        label=_("Ontvangers"),
        queryset=Recipient.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    dpia_on = day(_("DPIA: klaar op"))
    review_on = day(_("Opnieuw bekijken op"))

    class Meta:
        model = Processing
        fields: ClassVar[list[str]] = [
            name for name in COLUMNS if name not in {"fields", "recipients"}
        ]
        widgets: ClassVar[dict[str, forms.Widget]] = {
            "purpose": forms.Textarea(attrs={"rows": 3}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row: Processing = self.instance
        pick: Any = self.fields["recipients"]
        pick.queryset = row.board.recipients.all()
        if row.version:
            pick.initial = [one.pk for one in row.recipients.all()]
        self.fields["fields_"].initial = row.fields
        self.fields["version"].initial = row.version
        self.order_fields([("fields_" if name == "fields" else name) for name in COLUMNS])

    def clean(self) -> dict[str, Any]:
        """A DPIA says why or when."""
        cleaned = super().clean()
        if cleaned.get("dpia"):
            reason, on = cleaned.get("dpia_reason", ""), cleaned.get("dpia_on")
            self.add_flaw(dpia_flaw(Dpia(cleaned["dpia"]), reason=reason, on=on))
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The columns, as the verb takes them."""
        cleaned = self.cleaned_data
        fields = [one.value for one in known_fields(cleaned["fields_"])]
        found = {name: cleaned[name] for name in self.Meta.fields}
        return {name: _one_line_end(value) for name, value in found.items()} | {"fields": fields}

    @property
    def plain_facts(self) -> dict[str, Any]:
        """The same as a version keeps them, to compare with what stands now."""
        found = {name: kept(name, value) for name, value in self.facts.items()}
        return found | {"recipients": sorted(one.name for one in self.cleaned_data["recipients"])}


def _one_line_end(value: Any) -> Any:
    return value.replace("\r\n", "\n") if isinstance(value, str) else value


class NewProcessingForm(ProcessingForm):
    """Also its code, and the school when only that school does it so."""

    class Meta(ProcessingForm.Meta):
        fields: ClassVar[list[str]] = ["code", "school", *ProcessingForm.Meta.fields]
        error_messages: ClassVar[dict[str, Any]] = {NON_FIELD_ERRORS: {"unique_together": TWICE}}

    def __init__(self, *args: Any, schools: Iterable[School], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place: Any = self.fields["school"]
        place.queryset = School.objects.filter(pk__in=[one.pk for one in schools])
        place.empty_label = _("Het hele bestuur")
        place.label = _("Voor welke school?")
        self.fields["code"].help_text = _(
            "Kleine letters en streepjes, bijvoorbeeld: schoolreis. Geef een school dezelfde code "
            "als het bestuur, dan gaat de verwerking van de school voor."
        )
        self.order_fields(["code", "school"])

    @property
    def facts(self) -> dict[str, Any]:
        """Code and school are arguments of their own."""
        found = super().facts
        return {name: value for name, value in found.items() if name not in {"code", "school"}}


class RecipientForm(ChangeForm):
    """Who it is, what was agreed, and the board's own lists, which only narrow."""

    allowed_fields = Ticks(
        FIELD_NAMES,
        _("Alleen deze gegevens"),
        required=False,
        help_text=_("Kiest u niets? Dan geldt de regel van deze soort ontvanger."),
    )
    forbidden_fields = Ticks(FIELD_NAMES, _("Nooit deze gegevens"), required=False)
    agreement_on = day(_("Verwerkersovereenkomst van"))

    class Meta:
        model = Recipient
        fields: ClassVar[list[str]] = [*RECIPIENT_COLUMNS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["is_category"].label = _("Dit is nog geen echte naam, maar een soort ontvanger")
        self.fields["country"].help_text = _("Twee letters, bijvoorbeeld NL.")
        self.fields["version"].initial = self.instance.version
        if self.instance._state.adding:
            self.fields["summary"].initial = _("Nieuwe ontvanger.")

    def clean_country(self) -> str:
        """Two letters."""
        code = str(self.cleaned_data["country"]).upper()
        if len(code) != 2 or not code.isascii() or not code.isalpha():
            raise ValidationError(_("Vul twee letters in, bijvoorbeeld NL."))
        return code

    def clean(self) -> dict[str, Any]:
        """The agreement is whole, and no list is wider than the rule."""
        cleaned = super().clean()
        for flaw in agreement_flaws(
            on=cleaned.get("agreement_on"),
            version=cleaned.get("agreement_version", ""),
            country=cleaned.get("country", "NL"),
            safeguard=cleaned.get("safeguard", ""),
        ):
            self.add_flaw(flaw)
        if cleaned.get("rule"):
            allowed = known_fields(cleaned.get("allowed_fields", []))
            if wrong := known_fields(list(widened(RuleCode(cleaned["rule"]), allowed))):
                names = ", ".join(str(FIELD_NAMES[one]) for one in wrong)
                words = str(FLAWS[Flaw.WIDER_THAN_RULE]) % {"names": names}
                self.add_error("allowed_fields", words)
        return cleaned

    @property
    def facts(self) -> dict[str, Any]:
        """The columns, as the verb takes them."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}
