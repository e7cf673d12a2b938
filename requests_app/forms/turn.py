"""Van vraag naar recht: which right it is."""

from django import forms
from django.utils.translation import gettext_lazy as _

from requests_app.models.words import KINDS
from requests_app.rules import Kind, may_turn_into


class TurnForm(forms.Form):
    """Only the kinds that have the clock of a right."""

    right = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[(kind.value, KINDS[kind]) for kind in Kind if may_turn_into(kind)],
    )

    @property
    def kind(self) -> Kind:
        """What was chosen, of a form that is valid."""
        return Kind(self.cleaned_data["right"])
