"""Ronde: where it starts."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from consent.access import Where
from portal.once.forms import OnceForm

PICK = _("Kies een school of het hele bestuur.")


class StartForm(OnceForm):
    """One of the places where no round is open."""

    place = forms.ChoiceField(
        label=_("Waar?"),
        widget=forms.RadioSelect,
        error_messages={"required": PICK, "invalid_choice": PICK},
    )

    def __init__(self, *args: Any, places: Sequence[Where], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {one.key: one for one in places}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - declared above
        place.choices = [(one.key, one.name) for one in places]
        if len(places) == 1:
            place.initial = places[0].key

    @property
    def where(self) -> Where:
        """Of a form that is valid."""
        return self.places[self.cleaned_data["place"]]
