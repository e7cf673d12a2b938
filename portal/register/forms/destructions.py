"""Vernietigd op: which pupils, in which system, on which day."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.access.destructions import DueLine
from portal.register.actions.destroying import Gone
from portal.register.rules.destruction import RecordKind


class DestroyedForm(OnceForm):
    """The pupils are those whose records are overdue."""

    field_order = ["pupils", "system", "destroyed_on"]
    pupils = forms.MultipleChoiceField(
        label=_("Van welke leerlingen?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Kies ten minste één leerling.")},
    )
    system = forms.CharField(
        label=_("Waar stond het?"),
        help_text=_("Noem elk systeem en elke kast. Geen namen van leerlingen."),
        max_length=80,
    )
    destroyed_on = DayField(
        label=_("Vernietigd op"),
        help_text=_("De dag waarop iemand het echt deed. Bijvoorbeeld 25-11-2026."),
    )

    def __init__(self, *args: Any, kind: RecordKind, lines: list[DueLine], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        self.due = {str(line.pupil.pk): line for line in lines}
        field = self.fields["pupils"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(key, str(line.pupil)) for key, line in self.due.items()]

    def clean_system(self) -> str:
        """No number of a citizen in free text (UAVG 46)."""
        text = str(self.cleaned_data["system"])
        if spans(text):
            raise forms.ValidationError(
                _("Haal het burgerservicenummer (BSN) weg. Wij bewaren dat nummer niet.")
            )
        return text

    @property
    def gone(self) -> Gone:
        """What was destroyed, once the form is valid."""
        chosen = self.cleaned_data["pupils"]
        return Gone(
            kind=self.kind,
            due={UUID(key): self.due[key].record.destroy_from for key in chosen},
            system=self.cleaned_data["system"],
            destroyed_on=self.cleaned_data["destroyed_on"],
        )
