"""Reglement en privacyverklaring: the text with its dates."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.register.actions.documents import Writing
from portal.register.models import DocumentDraft
from portal.register.rules.documents import DocumentKind

MOVED = _("Intussen gewijzigd door iemand anders. Lees beide teksten en sla daarna opnieuw op.")


class DraftForm(forms.Form):
    """`version` says which draft somebody saw, so that nobody overwrites another."""

    text = forms.CharField(
        label=_("Tekst"),
        help_text=_(
            "Een regel met # is een kop, met ## een kleine kop, met - een punt van een lijst. "
            "Een lege regel begint een nieuwe alinea."
        ),
        widget=forms.Textarea(attrs={"rows": 20}),
        max_length=100_000,
        required=False,
    )
    in_force_on = DayField(
        label=_("Geldt vanaf"),
        help_text=_("Vandaag of later. Bijvoorbeeld 01-01-2027."),
        required=False,
    )
    mr_agreed_on = DayField(
        label=_("Instemming van de medezeggenschapsraad"),
        help_text=_("De dag waarop de raad instemde."),
        required=False,
    )
    promise_weeks = forms.IntegerField(
        label=_("Binnen hoeveel weken antwoordt de school?"), min_value=1, max_value=4, initial=4
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=0)

    def __init__(
        self, *args: Any, kind: DocumentKind, draft: DocumentDraft | None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = _initial(draft)
        super().__init__(*args, **kwargs)
        self.draft = draft
        if kind is not DocumentKind.REGLEMENT:
            del self.fields["promise_weeks"]

    def clean_text(self) -> str:
        """No number of a citizen in a public text (UAVG 46)."""
        text = str(self.cleaned_data["text"])
        if spans(text):
            raise forms.ValidationError(
                _("Haal het burgerservicenummer (BSN) weg. Wij bewaren dat nummer niet.")
            )
        return text

    @property
    def writing(self) -> Writing:
        """What was typed, once the form is valid."""
        return Writing(
            text=self.cleaned_data["text"],
            in_force_on=self.cleaned_data["in_force_on"],
            mr_agreed_on=self.cleaned_data["mr_agreed_on"],
            promise_weeks=self.cleaned_data.get("promise_weeks", 4),
        )

    def moved(self, row: DocumentDraft) -> None:
        """Somebody else saved: both texts on one page, and the next save counts from theirs."""
        self.add_error(None, str(MOVED))
        typed = {name: self.data.get(name, "") for name in self.data}
        self.data = typed | {"version": str(row.version)}


def _initial(draft: DocumentDraft | None) -> dict[str, Any]:
    if draft is None:
        return {"version": 0}
    names = ("text", "in_force_on", "mr_agreed_on", "promise_weeks", "version")
    return {name: getattr(draft, name) for name in names}
