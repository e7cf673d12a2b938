"""What is typed about one's own second factors."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.signin.forms.door import CodeForm

LONGEST_NAME = 40


class NameForm(forms.Form):
    """One's own name for a factor."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=LONGEST_NAME,
        help_text=_("Bijvoorbeeld: mijn telefoon."),
        error_messages={"required": _("Vul een naam in.")},
    )


class AppForm(CodeForm):
    """The code that shows that the app was set, and a name for it."""

    name = forms.CharField(
        label=_("Naam van dit apparaat"),
        max_length=LONGEST_NAME,
        required=False,
        help_text=_("Bijvoorbeeld: mijn telefoon."),
    )
