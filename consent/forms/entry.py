"""Toestemming op papier: what the school types over. Nothing is filled in beforehand."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from consent.access import AskedAtDesk, Speaker
from consent.models import Purpose
from consent.rules import EntryRefusal, GivenVia
from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.forms.handover import NUMBER

YES, NO, LEAVE = "ja", "nee", "leeg"
ANSWERS = [
    (YES, gettext_lazy("Ja")),
    (NO, gettext_lazy("Nee")),
    (LEAVE, gettext_lazy("Niet ingevuld")),
]
PICK = gettext_lazy("Kies wat past.")
CHOOSE = {"required": PICK, "invalid_choice": PICK}
REFUSALS = {
    EntryRefusal.FUTURE: gettext_lazy("Deze dag is nog niet geweest. Vul de dag op het papier in."),
    EntryRefusal.NOT_ASKED: gettext_lazy(
        "Op die dag stelde de school deze vraag nog niet. Stond er hetzelfde op het papier? "
        "Vink de verklaring aan. Vraag het anders opnieuw."
    ),
    EntryRefusal.NO_RIGHT: gettext_lazy(
        "Een ja van deze persoon telt niet: op die dag of vandaag is er geen gezag of machtiging "
        "bekend. Kies ‘Niet ingevuld’."
    ),
    EntryRefusal.CHOSE_SINCE: gettext_lazy(
        "Deze persoon heeft op die dag of later zelf gekozen. Dat antwoord blijft staan. "
        "Kies ‘Niet ingevuld’."
    ),
}


class EntryForm(OnceForm):
    """Whose paper, of which day and where it is; then one answer for each question."""

    who = forms.ChoiceField(
        label=gettext_lazy("Wie gaf het antwoord?"),
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    via = forms.ChoiceField(
        label=gettext_lazy("Hoe?"),
        choices=[
            (GivenVia.PAPER.value, gettext_lazy("Op papier, met een handtekening")),
            (GivenVia.DESK.value, gettext_lazy("Mondeling, aan de balie")),
        ],
        widget=forms.RadioSelect,
        error_messages=CHOOSE,
    )
    on = DayField(
        label=gettext_lazy("Op welke dag?"),
        help_text=gettext_lazy(
            "De dag bij de handtekening, of de dag aan de balie. Bijvoorbeeld: 25-11-2026."
        ),
        error_messages={"required": gettext_lazy("Vul de dag in.")},
    )
    reference = forms.CharField(
        label=gettext_lazy("Waar ligt het papier of de scan?"),
        help_text=gettext_lazy("Bijvoorbeeld: map 12, blad 3. Alleen collega's lezen dit."),
        max_length=80,
        required=False,
    )
    stated = forms.BooleanField(
        label=gettext_lazy(
            "Op het papier staat hetzelfde als in onze eerste tekst hier. Wie tekende, had toen al "
            "gezag volgens onze administratie."
        ),
        help_text=gettext_lazy(
            "Alleen nodig voor een ja van vóór het portaal. Het portaal bewaart dat u dit "
            "verklaarde."
        ),
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        speakers: Sequence[Speaker],
        asked: Sequence[AskedAtDesk],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.speakers = {one.key: one for one in speakers}
        self.purposes = {_name(one.purpose.pk): one.purpose for one in asked}
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - declared above
        who.choices = [(one.key, _label(one)) for one in speakers]
        for one in asked:
            self.fields[_name(one.purpose.pk)] = forms.ChoiceField(
                label=one.title,
                help_text=_("Nu: %(now)s") % {"now": f"{one.told.status}. {one.told.text}".strip()},
                choices=ANSWERS[1:] if one.only_no else ANSWERS,
                widget=forms.RadioSelect,
                required=False,
                error_messages=CHOOSE,
            )

    def clean_reference(self) -> str:
        """No number of a citizen in free text (UAVG 46)."""
        text = str(self.cleaned_data["reference"])
        if spans(text):
            raise forms.ValidationError(NUMBER)
        return text

    def clean(self) -> dict[str, Any]:
        """A paper is somewhere, and it answers something."""
        cleaned = dict(super().clean() or self.cleaned_data)
        on_paper = cleaned.get("via") == GivenVia.PAPER.value
        if on_paper and not cleaned.get("reference") and "reference" not in self.errors:
            self.add_error("reference", _("Schrijf op waar het papier of de scan ligt."))
        if cleaned.get("stated") and cleaned.get("via") == GivenVia.DESK.value:
            self.add_error("stated", _("Dit kan alleen bij papier. Haal het vinkje weg."))
        if not self.answers and not any(name in self.errors for name in self.purposes):
            self.add_error(None, _("Kies bij minstens één vraag Ja of Nee."))
        return cleaned

    def refuse(self, why: Mapping[UUID, EntryRefusal]) -> None:
        """Puts the words of the rule beside the field that they are about."""
        if EntryRefusal.FUTURE in why.values():
            self.add_error("on", str(REFUSALS[EntryRefusal.FUTURE]))
            return
        for purpose, refusal in why.items():
            self.add_error(_name(purpose), str(REFUSALS[refusal]))

    @property
    def answers(self) -> dict[Purpose, bool]:
        """Purpose → yes or no; what was left is not there."""
        given = {one: self.cleaned_data.get(name) for name, one in self.purposes.items()}
        return {one: answer == YES for one, answer in given.items() if answer in {YES, NO}}

    @property
    def speaker(self) -> Speaker:
        """Of a form that is valid."""
        return self.speakers[self.cleaned_data["who"]]

    @property
    def day(self) -> date:
        """Of a form that is valid."""
        day: date = self.cleaned_data["on"]
        return day


def _name(purpose: UUID) -> str:
    return f"vraag-{purpose}"


def _label(speaker: Speaker) -> str:
    if speaker.only_no:
        return _("%(name)s (gezag onbekend: alleen een nee telt)") % {"name": speaker.name}
    return speaker.name
