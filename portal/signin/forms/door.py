"""What is typed at the door."""

from django import forms
from django.utils.translation import gettext_lazy as _

WRONG_PAIR = _(
    "Wij kunnen u niet inloggen met deze gegevens. Controleer uw inlognaam en uw wachtwoord. "
    "Was het al vaak fout? Dan kunt u pas morgen weer inloggen."
)
WRONG_CODE = _("Deze code klopt niet. Wacht op een nieuwe code in uw app en vul die in.")


class SignInForm(forms.Form):
    """Sign-in name or e-mail address, and password."""

    name = forms.CharField(
        label=_("Inlognaam of e-mailadres"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul uw inlognaam of uw e-mailadres in.")},
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Vul uw wachtwoord in.")},
    )


class OneTimeInput(forms.PasswordInput):
    """Readable while typed, empty again after a mistake."""

    input_type = "text"


class CodeForm(forms.Form):
    """The six digits of an authenticator app; spaces, as some apps show them, may stay."""

    code = forms.CharField(
        label=_("Code van 6 cijfers"),
        max_length=16,
        widget=OneTimeInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Vul de code uit uw app in.")},
    )

    def clean_code(self) -> str:
        """Digits only; anything else is a wrong code, not another kind of error."""
        return "".join(str(self.cleaned_data["code"]).split())
