"""Eén keer: the hidden key of a form that makes something."""

from uuid import uuid4

from django import forms
from django.utils.translation import gettext_lazy as _

TOO_OLD = _("Deze pagina is te oud. Laad de pagina opnieuw en vul het formulier nog een keer in.")


class OnceForm(forms.Form):
    """Give `cleaned_data["once_key"]` to `portal.once.actions.perform`.

    With a ModelForm: `class NewForm(OnceForm, forms.ModelForm)`.
    """

    once_key = forms.UUIDField(
        initial=uuid4,
        widget=forms.HiddenInput,
        error_messages={"required": TOO_OLD, "invalid": TOO_OLD},
    )
