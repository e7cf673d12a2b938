"""What staff look for in a group."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

Choices = Iterable[tuple[str | UUID, str]]


class FilterForm(forms.Form):
    """All may stay empty; `channels`: those that are asked at the school, as (id, name)."""

    naam = forms.CharField(label=_("Naam"), max_length=80, required=False)
    kanaal = forms.ChoiceField(label=_("Wie mag niet op of in"), required=False)

    def __init__(self, data: Any, *, channels: Choices) -> None:
        super().__init__(data)
        self.fields["kanaal"].choices = [("", _("Alle leerlingen")), *channels]  # type: ignore[attr-defined]

    @property
    def name(self) -> str:
        """The words to look for; empty when there are none."""
        return str(self.cleaned_data["naam"]) if self.is_valid() else ""

    @property
    def channel(self) -> UUID | None:
        """The channel on which somebody may not be."""
        key = self.cleaned_data["kanaal"] if self.is_valid() else ""
        return UUID(key) if key else None


class PhotoForm(forms.Form):
    """The pupils of a group, to tick who is in the picture; the address is the answer."""

    leerling = forms.MultipleChoiceField(
        label=_("Wie staan op de foto?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, pupils: Choices, *, ticked: Iterable[str]) -> None:
        super().__init__(initial={"leerling": list(ticked)})
        self.fields["leerling"].choices = pupils  # type: ignore[attr-defined]


class GroupsForm(forms.Form):
    """The groups that one may print."""

    groep = forms.MultipleChoiceField(
        label=_("Welke groepen?"), widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, groups: Choices) -> None:
        super().__init__()
        self.fields["groep"].choices = groups  # type: ignore[attr-defined]
