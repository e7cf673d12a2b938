"""Vertaling: the boxes of a text in another language, each with its Dutch words (product.md)."""

from typing import Any

from django import forms
from django.utils.html import format_html, format_html_join
from django.utils.translation import gettext_lazy as _

from consent.actions.purposes import Words
from consent.forms.purposes import TEXTS, WordsForm
from consent.models import PurposeText


class TranslationForm(WordsForm):
    """One box for each part of the Dutch text; `version` says which Dutch text was read."""

    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1, max_value=32767)

    def __init__(self, *args: Any, dutch: PurposeText, language: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = dutch.version
        self.fields["for_child"].label = _("Samen lezen met een kind")
        for name in TEXTS:
            words = getattr(dutch, name)
            if not words:
                del self.fields[name]  # what the Dutch text does not say is not added
                continue
            box = self.fields[name]
            box.required, box.help_text = True, _as_dutch(words)
            box.widget.attrs |= {"lang": language, "dir": "auto"}

    @property
    def words(self) -> Words:
        """Of a form that is valid; lines as they come out of a database."""
        typed = {name: str(self.cleaned_data.get(name, "")) for name in TEXTS}
        return Words(**{name: value.replace("\r\n", "\n") for name, value in typed.items()})


def _as_dutch(words: str) -> str:
    """The Dutch words above a box, with their paragraphs."""
    lines = [(line,) for line in words.splitlines() if line.strip()]
    return format_html('<div lang="nl">{}</div>', format_html_join("", "<p>{}</p>", lines))


def pairs_of(dutch: PurposeText, text: Words | PurposeText) -> list[tuple[str, str, str]]:
    """What the part is called, in Dutch, in the other language; what is empty in Dutch is not."""
    labels = WordsForm.base_fields
    named = [(str(labels[name].label), getattr(dutch, name), getattr(text, name)) for name in TEXTS]
    return [row for row in named if row[1]]
