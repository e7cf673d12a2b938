"""Oordeel: how the answer was, in one tap."""

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SCORES: list[tuple[int, Promise]] = [
    (3, _("Goed")),
    (2, _("Gaat wel")),
    (1, _("Niet goed")),
]


class RateForm(forms.Form):
    """The value of the button that was pressed."""

    score = forms.TypedChoiceField(choices=SCORES, coerce=int)
