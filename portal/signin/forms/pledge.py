"""Accepting the duty of secrecy."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PledgeForm(forms.Form):
    """Nothing is ticked beforehand."""

    accepted = forms.BooleanField(
        label=_("Ik heb dit gelezen en ik houd mij eraan"),
        error_messages={"required": _("Zet een vinkje als u zich hieraan houdt.")},
    )
