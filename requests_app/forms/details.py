"""Meer vertellen: details that help, none of them needed; each counts only for its own kind."""

from collections.abc import Callable
from functools import cached_property
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.register.models import Processing
from requests_app.access import Details
from requests_app.forms.kind_words import LABELS, QUESTIONS, UNFOLDED, advice_about
from requests_app.models import DataRequest
from requests_app.rules import Detail, Kind, fits_kind

Choices = list[tuple[str, Any]] | Callable[[], list[tuple[str, Any]]]
BACKWARDS = _("De laatste dag ligt voor de eerste. Kies andere dagen.")


class DetailFields(forms.Form):
    """Mix-in: call `offer` once the form is made, and `details` when it is valid."""

    one_kind: str = ""  # once `speak_of` said which

    should_be = forms.CharField(
        label=_("Bij verbeteren: wat moet er staan?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    shown_by = forms.CharField(
        label=_("Bij verbeteren: waaruit blijkt dat?"),
        help_text=_("Bijvoorbeeld een brief of een uitslag."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    parts = forms.MultipleChoiceField(
        label=_("Gaat het alleen over een deel?"),
        help_text=_("Kies niets: dan gaat het over alles."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    scope_from = DayField(
        label=_("Bij inzien: vanaf"), help_text=_("Bijvoorbeeld 1-9-2025"), required=False
    )
    scope_until = DayField(label=_("Bij inzien: tot en met"), required=False)
    about_request = forms.ChoiceField(label=_("Bij een klacht: over welk verzoek?"), required=False)
    in_english = forms.BooleanField(
        label=_("Zet een Engelse vertaling onder de brief"), required=False
    )

    def offer(self, details: Details, kinds: tuple[Kind, ...]) -> None:
        """What one may choose from; a field that no kind of this form can use goes."""
        self.known = details
        for detail in Detail:
            if not any(fits_kind(kind, detail) for kind in kinds):
                del self.fields[detail.value]
        self._choose("parts", self._parts)
        self._choose("about_request", lambda: [("", _("Geen bepaald verzoek")), *self._named()])

    def speak_of(self, kind: str) -> None:
        """Words of this kind; what it always needs stands open."""
        self.one_kind = kind
        for name in LABELS.keys() & self.fields.keys():
            self.fields[name].label = str(LABELS[name])
        label, hint = QUESTIONS[kind]
        self.fields["scope"].label, self.fields["scope"].help_text = str(label), str(hint)

    def _parts(self) -> list[tuple[str, Any]]:
        """What the right reaches first; the rest apart, each with the reason."""
        rows = self.entries.items()
        told = [(key, one.name, advice_about(self.one_kind, one)) for key, one in rows]
        told.sort(key=lambda row: row[2] is not None)
        return [(key, f"{name} ({why})" if why else name) for key, name, why in told]

    @cached_property
    def entries(self) -> dict[str, Processing]:
        """The entries of the register that may be chosen, by their key."""
        return {str(one.pk): one for one in self.known.entries}

    @cached_property
    def earlier(self) -> dict[str, DataRequest]:
        """The requests that a complaint may be about, by their key."""
        return {str(one.pk): one for one in self.known.earlier}

    def _named(self) -> list[tuple[str, str]]:
        return [(key, f"{one.reference} {one.what}") for key, one in self.earlier.items()]

    def _choose(self, name: str, choices: Choices) -> None:
        field = self.fields.get(name)
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    @property
    def detail_fields(self) -> list[forms.BoundField]:
        """The fields that fold away."""
        names = {*(one.value for one in Detail), "kept", "uploads", "in_english"} - self._empty
        names -= UNFOLDED.get(self.one_kind, frozenset())
        return [field for field in self.visible_fields() if field.name in names]

    @property
    def main_fields(self) -> list[forms.BoundField]:
        """The rest."""
        folded = {field.name for field in self.detail_fields} | self._empty
        return [field for field in self.visible_fields() if field.name not in folded]

    @property
    def _empty(self) -> set[str]:
        """Fields in which there is nothing to choose."""
        known = {"parts": self.entries, "about_request": self.earlier}
        return {name for name, rows in known.items() if not rows and name not in self.errors}

    @property
    def details_open(self) -> bool:
        """Unfolded when something in there is wrong, or was filled in before."""
        told = {field.name for field in self.detail_fields if self.initial.get(field.name)}
        return bool(told) or any(field.errors for field in self.detail_fields)

    def details(self, kind: Kind) -> dict[str, Any]:
        """What was filled in and fits this kind, as `Ask` takes it."""
        found = {
            one.value: self.cleaned_data.get(one.value) for one in Detail if fits_kind(kind, one)
        }
        found["parts"] = tuple(self.entries[key] for key in found.get("parts") or [])
        if about := found.get("about_request"):
            found["about_request"] = self.earlier[str(about)]
        kept = {name: value for name, value in found.items() if value}
        return kept | {"in_english": bool(self.cleaned_data.get("in_english"))}

    def check_period(self, cleaned: dict[str, Any]) -> None:
        """The last day is not before the first."""
        first, last = cleaned.get("scope_from"), cleaned.get("scope_until")
        if first and last and last < first:
            self.add_error("scope_until", BACKWARDS)
