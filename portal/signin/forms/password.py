"""Wachtwoord: what is typed to get a new one."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from portal.people.models import User


def _new_password(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Vul een nieuw wachtwoord in.")},
    )


class ForgottenForm(forms.Form):
    """Who wants a new password."""

    name = forms.CharField(
        label=_("Inlognaam of e-mailadres"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de inlognaam of het e-mailadres in.")},
    )


class NewPasswordForm(forms.Form):
    """A new password, twice; its owner's names may not be in it."""

    password = _new_password(
        _("Nieuw wachtwoord"), _("Minstens 12 tekens. Een zin van vier woorden is makkelijk.")
    )
    again = _new_password(_("Nog een keer het nieuwe wachtwoord"))

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._user = user

    def clean_password(self) -> str:
        """The rules of settings.AUTH_PASSWORD_VALIDATORS."""
        password = str(self.cleaned_data["password"])
        validate_password(password, self._user)
        return password

    def clean(self) -> dict[str, Any]:
        """Both the same."""
        given = super().clean() or {}
        if "password" in given and "again" in given and given["password"] != given["again"]:
            error = ValidationError(_("De wachtwoorden zijn niet gelijk. Vul ze opnieuw in."))
            self.add_error("again", error)
        return given
