"""BSN in vrije tekst: nine digits that pass the eleven test come back to the writer (UAVG 46)."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.numbers import cut, spans

REMOVE, KEEP = "remove", "keep"
REMOVED = "[…]"


class NumberCheck(forms.Form):
    """Mix-in: list the names of the text fields in `free_texts`.

    A text with such a number comes back with `number_choice`: remove it, or say that it is none.
    """

    free_texts: ClassVar[tuple[str, ...]] = ()
    number_choice = forms.ChoiceField(
        label=_("Wat moet er met dit nummer gebeuren?"),
        widget=forms.RadioSelect,
        choices=[
            (REMOVE, _("Haal het nummer weg uit de tekst")),
            (KEEP, _("Dit is geen burgerservicenummer")),
        ],
        error_messages={
            "required": _("Kies of het nummer weg moet. Wij bewaren geen burgerservicenummers.")
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.suspect_parts:
            del self.fields["number_choice"]

    @property
    def texts_of_people(self) -> tuple[str, ...]:
        """The fields to look at; a form that makes fields of its own adds those."""
        return self.free_texts

    @property
    def suspect_parts(self) -> list[tuple[str, str, str]]:
        """Words before, the number, words after: so that the page can mark it."""
        texts = (str(self.data.get(self.add_prefix(name), "")) for name in self.texts_of_people)
        return [
            (text[max(0, start - 40) : start], text[start:end], text[end : end + 40])
            for text in texts
            for start, end in spans(text)
        ]

    @property
    def number_confirmed(self) -> bool:
        """Whether the writer said of a number that it is no BSN; only this fact is kept."""
        return bool(self.cleaned_data.get("number_choice") == KEEP)

    def clean(self) -> dict[str, Any]:
        """Takes the numbers out when the writer chose so."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if cleaned.get("number_choice") == REMOVE:
            for name in self.texts_of_people:
                cleaned[name] = cut(str(cleaned.get(name, "")), REMOVED)
        return cleaned
