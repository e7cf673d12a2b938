"""What is typed at the door."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.signin.rules import FactorKind

WRONG_PAIR = _(
    "Inloggen lukt niet met deze gegevens. Controleer de inlognaam en het wachtwoord. "
    "Was het al vaak fout? Dan kan inloggen pas morgen weer."
)
WRONG_CODE = _("Deze code klopt niet. Wacht tot de app een nieuwe code laat zien. Vul die in.")
WRONG_LISTED = _(
    "Deze code klopt niet of is al gebruikt. Neem een andere code van de lijst. "
    "Was het vaker fout? Wacht dan eerst een minuut."
)
WRONG_MAILED = _("Deze code klopt niet of is te oud. Vraag een nieuwe code aan.")


class SignInForm(forms.Form):
    """Sign-in name or e-mail address, and password."""

    name = forms.CharField(
        label=_("Inlognaam of e-mailadres"),
        max_length=254,
        widget=forms.TextInput(
            attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}
        ),
        error_messages={"required": _("Vul de inlognaam of het e-mailadres in.")},
    )
    password = forms.CharField(
        label=_("Wachtwoord"),
        max_length=1024,
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "current-password"}),
        error_messages={"required": _("Vul het wachtwoord in.")},
    )


class OneTimeInput(forms.PasswordInput):
    """Readable while typed, empty again after a mistake."""

    input_type = "text"


def wrong_code(way: FactorKind) -> str:
    """What to do after a wrong code: a list never shows a new one, and an app always does."""
    if way in CodeForm.ON_PAPER:
        return str(WRONG_LISTED)
    return str(WRONG_MAILED if way is FactorKind.MAIL else WRONG_CODE)


class CodeForm(forms.Form):
    """A code of any kind; spaces and dashes, as they are printed and shown, may stay.

    `way` chooses the words and the keyboard of the telephone; a code of any other way opens too.
    """

    LABELS = {
        FactorKind.APP: _("Code van 6 cijfers"),
        FactorKind.MAIL: _("Code van 8 cijfers uit de e-mail"),
        FactorKind.RECOVERY: _("Herstelcode"),
        FactorKind.CARD: _("Code van de kaart"),
    }
    ON_PAPER = {FactorKind.RECOVERY, FactorKind.CARD}

    code = forms.CharField(
        max_length=32,
        widget=OneTimeInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autocapitalize": "none",
                "spellcheck": "false",
            }
        ),
        error_messages={"required": _("Vul de code in.")},
    )

    def __init__(self, *args: Any, way: FactorKind = FactorKind.APP, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["code"]
        field.label = self.LABELS.get(way, _("Code"))
        if way in self.ON_PAPER:
            field.widget.attrs |= {"inputmode": "text", "autocomplete": "off"}

    def clean_code(self) -> str:
        """Anything that is no code is a wrong code, not another kind of error."""
        return "".join(str(self.cleaned_data["code"]).split()).replace("-", "")
