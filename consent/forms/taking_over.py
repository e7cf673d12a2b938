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
    ImportRefusal.ALIKE: _("Twee ouders van deze leerling heten zo. Vul de sleutel in."),
    ImportRefusal.DOUBLE: _("Dit antwoord staat twee keer in het bestand."),
    ImportRefusal.NO_BESIDE: _("Er staat ook een nee bij deze vraag die niet te lezen is."),
    ImportRefusal.FUTURE: _("Deze dag is nog niet geweest."),
    ImportRefusal.NOT_ASKED: _(
        "Op die dag stelde de school deze vraag nog niet. Vroeg de vorige app hetzelfde? "
        "Vink de verklaring aan. Vraag het anders opnieuw."
    ),
    ImportRefusal.NO_RIGHT: _("Dit antwoord telt niet: er is geen gezag of machtiging bekend."),
    ImportRefusal.NOT_KNOWN_THEN: _(
        "Van die dag is het gezag niet bekend. Had deze ouder toen al gezag? Vink de verklaring "
        "aan. Vraag het anders opnieuw."
    ),
    ImportRefusal.CHOSE_SINCE: _("Deze persoon antwoordde al. Dat antwoord blijft staan."),
}


class ChoicesForm(forms.Form):
    """Whose choices, the file, and what the school states of the days before the portal."""

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
        label=_(
            "De vorige app vroeg hetzelfde als onze eerste tekst hier. Wie antwoordde, had toen al "
            "gezag volgens onze administratie."
        ),
        help_text=_(
            "Alleen voor een ja van vóór het portaal. Klopt dit niet voor elke regel? Vink het dan "
            "niet aan. Het portaal bewaart dat u dit verklaarde."
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
