"""BSN in vrije tekst: nine digits that pass the eleven test come back to the writer (UAVG 46)."""

import re
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _
from stdnum.nl import bsn

NINE_DIGITS = re.compile(r"(?<!\d)\d(?:[ .\-]?\d){8}(?!\d)")
REMOVE, KEEP = "remove", "keep"
REMOVED = "[…]"


def suspects(text: str) -> list[str]:
    """The numbers in a text that may be a BSN, as they were typed."""
    return [found for found in NINE_DIGITS.findall(text) if bsn.is_valid(found)]


def without_suspects(text: str) -> str:
    """The text with every such number taken out."""
    return NINE_DIGITS.sub(lambda m: REMOVED if bsn.is_valid(m.group()) else m.group(), text)


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
    def suspect_parts(self) -> list[tuple[str, str, str]]:
        """Words before, the number, words after: so that the page can mark it."""
        texts = (str(self.data.get(self.add_prefix(name), "")) for name in self.free_texts)
        return [
            (text[max(0, m.start() - 40) : m.start()], m.group(), text[m.end() : m.end() + 40])
            for text in texts
            for m in NINE_DIGITS.finditer(text)
            if bsn.is_valid(m.group())
        ]

    @property
    def number_confirmed(self) -> bool:
        """Whether the writer said of a number that it is no BSN; only this fact is kept."""
        return bool(self.cleaned_data.get("number_choice") == KEEP)

    def clean(self) -> dict[str, Any]:
        """Takes the numbers out when the writer chose so."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if cleaned.get("number_choice") == REMOVE:
            for name in self.free_texts:
                cleaned[name] = without_suspects(str(cleaned.get(name, "")))
        return cleaned
