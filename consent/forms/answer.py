"""What a family answers."""

from typing import TypedDict

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
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

    @classmethod
    def read(cls, sent: QueryDict) -> Reading | None:
        """What was sent; None when a field is wrong. Nobody draws this form, so its fields are not
        copied for each reader.
        """
        try:
            read = {
                name: field.clean(field.widget.value_from_datadict(sent, MultiValueDict(), name))
                for name, field in cls.base_fields.items()
            }
        except forms.ValidationError:
            return None
        return {
            "says_yes": read["answer"] == "ja",
            "version": read["version"],
            "language": read["language"],
        }
