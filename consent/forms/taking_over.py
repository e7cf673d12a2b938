"""Keuzes overnemen: the school and the sheet; then the plan that was shown, signed."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules import ImportRefusal
from portal.once.forms import OnceForm
from portal.people.models import School

OUTCOMES: dict[ImportRefusal | None, str | Promise] = {
    None: _("Wordt overgenomen."),
    ImportRefusal.SAME: _("Staat er al."),
    ImportRefusal.NUMBER: _("Dit lijkt op een burgerservicenummer (BSN). Haal het weg."),
    ImportRefusal.NO_PUPIL: _("Deze leerling is niet bekend op deze school."),
    ImportRefusal.NO_PURPOSE: _("Deze vraag stelt de school nu niet."),
    ImportRefusal.NO_ANSWER: _("Vul ja of nee in."),
    ImportRefusal.NO_DAY: _("Dit is geen dag. Schrijf bijvoorbeeld 31-1-2027."),
    ImportRefusal.NO_GIVER: _("Er staat niet bij wie dit antwoord gaf. Vraag het opnieuw."),
    ImportRefusal.NOT_TIED: _("Deze ouder hoort niet bij deze leerling."),
    ImportRefusal.DOUBLE: _("Dit antwoord staat twee keer in het bestand."),
    ImportRefusal.NO_BESIDE: _("Er staat ook een nee bij deze vraag die niet te lezen is."),
    ImportRefusal.FUTURE: _("Deze dag is nog niet geweest."),
    ImportRefusal.NOT_ASKED: _(
        "Op die dag stelde de school deze vraag nog niet. Wel op een andere plek? Zet het vinkje."
    ),
    ImportRefusal.NO_RIGHT: _("Dit antwoord telt niet: er is geen gezag of machtiging bekend."),
    ImportRefusal.CHOSE_SINCE: _("Deze persoon antwoordde al. Dat antwoord blijft staan."),
}


class ChoicesForm(forms.Form):
    """Whose choices, and the file."""

    school = forms.ChoiceField(
        label=_("School"), error_messages={"required": _("Kies een school.")}
    )
    sheet = forms.FileField(
        label=_("Rekenblad (.xlsx of .csv)"),
        help_text=_("Kolommen: leerling, vraag, antwoord, dag, ouder."),
        error_messages={
            "required": _("Kies een bestand."),
            "empty": _("Het bestand is leeg. Kies een ander bestand."),
        },
    )

    stated = forms.BooleanField(
        label=_("Deze vragen zijn eerder ook gesteld, in een andere app of op papier"),
        help_text=_(
            "Zet dit vinkje alleen als twee dingen kloppen. De vragen betekenden hetzelfde als de "
            "eerste tekst hier. En volgens onze administratie hadden deze ouders toen gezag. "
            "Wij bewaren dat u dit verklaart."
        ),
        required=False,
    )

    def __init__(self, *args: Any, schools: Sequence[School]) -> None:
        super().__init__(*args)
        self.schools = {str(one.pk): one for one in schools}
        field = self.fields["school"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("Kies een school")),
            *((k, s.name) for k, s in self.schools.items()),
        ]

    @property
    def chosen(self) -> School:
        """Of a form that is valid."""
        return self.schools[self.cleaned_data["school"]]


class TakeOverForm(OnceForm):
    """The second press."""

    plan = forms.CharField(widget=forms.HiddenInput, strip=False)
