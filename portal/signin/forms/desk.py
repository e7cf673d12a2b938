"""Balie: what the desk fills in. There is no place for a number of a document."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from portal.signin.models import FactorReset
from portal.signin.rules import LEAST_LETTERS, AskedVia, DocumentSeen, StopReason, can_be_seen

CHOOSE = {"required": _("Kies wat past."), "invalid_choice": _("Kies wat past.")}
NOT_BY_PHONE = _("Door de telefoon ziet u geen document. Kies ‘bekend bij de school’.")


class SearchForm(forms.Form):
    """Part of a name."""

    naam = forms.CharField(
        label=_("Naam"),
        help_text=_("Minstens drie letters van de voornaam of de achternaam."),
        min_length=LEAST_LETTERS,
        max_length=80,
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": _("Vul een naam in."),
            "min_length": _("Vul minstens drie letters in."),
        },
    )

    @property
    def words(self) -> list[str]:
        """Each must be in the name."""
        return str(self.cleaned_data["naam"]).split()[:6]


class SeenForm(OnceForm):
    """Which kind of document was shown at the desk."""

    document = forms.ChoiceField(
        label=_("Hoe weet u wie dit is?"),
        help_text=_("Kijk alleen. Maak geen kopie en schrijf geen nummer op."),
        choices=FactorReset.DOCUMENTS,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    @property
    def document_seen(self) -> DocumentSeen:
        """The kind, as the rules know it."""
        return DocumentSeen(self.cleaned_data["document"])


class StopForm(forms.Form):
    """Why a reset that waits is stopped."""

    why = forms.ChoiceField(
        label=_("Waarom stopt u dit?"),
        choices=[
            (StopReason.FOUND.value, _("De persoon kan toch weer inloggen.")),
            (StopReason.MISTAKE.value, _("Dit was een vergissing. Het ging om iemand anders.")),
            (StopReason.DOUBT.value, _("Wij weten niet zeker wie dit vroeg.")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )

    @property
    def reason(self) -> StopReason:
        """The reason, as the rules know it."""
        return StopReason(self.cleaned_data["why"])


class LostPhoneForm(SeenForm):
    """How somebody asked, and how the desk knows who it is."""

    via = forms.ChoiceField(
        label=_("Hoe vraagt deze persoon om hulp?"),
        choices=FactorReset.WAYS,
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    field_order = ["via", "document"]

    @property
    def asked_via(self) -> AskedVia:
        """The way, as the rules know it."""
        return AskedVia(self.cleaned_data["via"])

    def clean(self) -> dict[str, Any]:
        """Nobody sees a document through the telephone."""
        given = super().clean() or {}
        if {"via", "document"} <= set(given) and not can_be_seen(
            self.document_seen, self.asked_via
        ):
            self.add_error("document", NOT_BY_PHONE)
        return given
