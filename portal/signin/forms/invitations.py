"""What the office sends: for which school or group, for whom of it, once."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm

EVERYBODY, GROWN = "", "leerlingen"


class PlaceForm(forms.Form):
    """A school, or one of its groups; everybody there, or only the pupils of 16 and older."""

    school = forms.UUIDField(widget=forms.HiddenInput)
    group = forms.UUIDField(widget=forms.HiddenInput, required=False)
    wie = forms.ChoiceField(
        widget=forms.HiddenInput, required=False, choices=[(EVERYBODY, ""), (GROWN, "")]
    )

    @property
    def grown_only(self) -> bool:
        """Whether only pupils of 16 and older are meant."""
        return bool(self.cleaned_data["wie"] == GROWN)


class InviteAllForm(OnceForm, PlaceForm):
    """The same, once."""


class BackForm(PlaceForm):
    """From which page of which list somebody came."""

    page = forms.IntegerField(widget=forms.HiddenInput, required=False, min_value=1)


class OutcomeForm(forms.Form):
    """What the person said on the telephone about an account that a letter alone opened."""

    outcome = forms.ChoiceField(
        label=_("Wat zei de persoon?"),
        choices=[
            ("right", _("Ja, ik heb dit account geopend. Het account mag open blijven.")),
            ("close", _("Nee, dat was ik niet. Sluit het account.")),
        ],
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Kies wat de persoon zei."),
            "invalid_choice": _("Kies wat de persoon zei."),
        },
    )

    @property
    def closes(self) -> bool:
        """Whether the account must be closed."""
        return bool(self.cleaned_data["outcome"] == "close")
