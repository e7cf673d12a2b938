"""What is typed with a letter in the hand: reference, code, password, address."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from portal.people.models import User
from portal.signin.forms.address import AddressField
from portal.signin.forms.door import OneTimeInput

WRONG_LETTER = _(
    "Dit kenmerk en deze code horen niet bij een brief die nog geldig is. Kijk goed op de brief. "
    "Lukt het weer niet? Vraag de school om een nieuwe brief."
)
ALREADY_OPENED = _(
    "Met deze brief is al een account geopend. Net een wachtwoord gekozen? Log dan in met de "
    "inlognaam van de brief en dat wachtwoord. Niet zelf gedaan? Bel de school."
)
TYPED = {"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}


class LetterForm(forms.Form):
    """Reference and code as they are printed; spaces, dashes and small letters may stay."""

    reference = forms.CharField(
        label=_("Kenmerk"),
        max_length=32,
        help_text=_("8 tekens, bijvoorbeeld K7QM-2H9D."),
        widget=forms.TextInput(attrs=TYPED),
        error_messages={"required": _("Vul het kenmerk van de brief in.")},
    )
    code = forms.CharField(
        label=_("Code"),
        max_length=64,
        help_text=_("12 tekens in 3 groepen van 4."),
        widget=OneTimeInput(attrs=TYPED),
        error_messages={"required": _("Vul de code van de brief in.")},
    )


class MailedProofForm(forms.Form):
    """The code from a mail; empty when a new one is asked for."""

    code = forms.CharField(
        label=_("Code uit de e-mail"),
        max_length=64,
        widget=OneTimeInput(attrs={**TYPED, "autocomplete": "one-time-code"}),
        error_messages={"required": _("Vul de code uit de e-mail in.")},
    )


class AccountForm(forms.Form):
    """A password, and perhaps an e-mail address. `person` is whom the password must not name."""

    password = forms.CharField(
        label=_("Wachtwoord"),
        max_length=1024,
        strip=False,
        help_text=_("Minstens 12 tekens. Een paar losse woorden achter elkaar is goed."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": _("Kies een wachtwoord.")},
    )
    email = AddressField(
        help_text=_("Alleen een adres van één persoon."),
    )

    def __init__(self, *args: Any, person: User, email: str, **named: Any) -> None:
        """`email`: "required", "optional", or "known" when there is nothing to ask."""
        super().__init__(*args, **named)
        self.person = person
        self.fields["email"].required = email == "required"
        if email == "known":
            del self.fields["email"]

    def clean(self) -> dict[str, Any]:
        """The rules for passwords, with what this person is called."""
        found = super().clean() or {}
        self.person.email = found.get("email") or self.person.email
        if password := found.get("password"):
            try:
                validate_password(password, self.person)
            except forms.ValidationError as error:
                self.add_error("password", error)
        return found
