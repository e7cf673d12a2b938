"""Bericht schrijven: what was wrong and what is right, for one recipient (AVG 19)."""

from typing import ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.forms.numbers import NumberCheck
from requests_app.letters import Change


class NoticeForm(NumberCheck):
    """Nothing is filled in beforehand: the words of who asked may name others."""

    free_texts: ClassVar[tuple[str, ...]] = ("wrong", "right")
    field_order = ["wrong", "right", "number_choice"]
    wrong = forms.CharField(
        label=_("Wat klopte niet?"),
        help_text=_("Schrijf alleen over gegevens die deze ontvanger van de school kreeg."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op wat niet klopte.")},
    )
    right = forms.CharField(
        label=_("Wat klopt wel?"),
        help_text=_("Moet het gegeven weg? Schrijf dat dan hier."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Schrijf op wat wel klopt.")},
    )

    @property
    def change(self) -> Change:
        """As the letter takes it, of a form that is valid."""
        return Change(self.cleaned_data["wrong"], self.cleaned_data["right"])
