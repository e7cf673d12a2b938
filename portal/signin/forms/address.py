"""What is typed about one's own e-mail address."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import User
from portal.people.models.users import folded
from portal.signin.rules import is_plain_address


class AddressField(forms.EmailField):
    """Folded, and plain signs only: look-alikes of another address are refused."""

    def __init__(self, **named: Any) -> None:
        facts: dict[str, Any] = {
            "label": _("E-mailadres"),
            "widget": forms.EmailInput(attrs={"autocomplete": "email"}),
            "error_messages": {
                "required": _("Vul een e-mailadres in."),
                "invalid": _("Vul een e-mailadres in, zoals naam@voorbeeld.nl."),
            },
        }
        super().__init__(**{**facts, **named})

    def clean(self, value: Any) -> str:
        """As it is kept and compared."""
        email = folded(super().clean(value))
        if email and not is_plain_address(email):
            raise forms.ValidationError(
                _("Gebruik in het adres alleen gewone letters en cijfers, zonder aanhalingstekens.")
            )
        return email


class AddressForm(forms.Form):
    """The new address of an account."""

    email = AddressField(label=_("Nieuw e-mailadres"), help_text=_("Een adres van één persoon."))

    def __init__(self, *args: Any, user: User, **named: Any) -> None:
        super().__init__(*args, **named)
        self.user = user

    def clean_email(self) -> str:
        """Another one than the account has."""
        email = str(self.cleaned_data["email"])
        if email == self.user.email and self.user.email_proven_at:
            raise forms.ValidationError(_("Dit adres is al bevestigd. Vul een ander adres in."))
        return email
