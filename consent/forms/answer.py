"""What a family answers."""

from typing import TypedDict

from django import forms
from django.utils.translation import gettext_lazy as _


class Reading(TypedDict):
    """What was answered to which text."""

    says_yes: bool
    version: int
    language: str


class AnswerForm(forms.Form):
    """Ja or nee, with the version and language of the text that was on the page."""

    answer = forms.ChoiceField(choices=[("ja", _("Ja")), ("nee", _("Nee"))])
    version = forms.IntegerField(min_value=1, max_value=32767)
    language = forms.CharField(max_length=8)

    @property
    def reading(self) -> Reading:
        """The answer, after `is_valid`."""
        return {
            "says_yes": self.cleaned_data["answer"] == "ja",
            "version": self.cleaned_data["version"],
            "language": self.cleaned_data["language"],
        }
