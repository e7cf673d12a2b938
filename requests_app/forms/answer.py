"""Uitreiken: by post or at the desk, with what was checked."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck
from requests_app.models.words import HANDED
from requests_app.rules import Handed

ANSWER_REFUSED = {
    "officer": _("Dit antwoord gaat eerst langs de privacy officer."),
    "authority": _("De aanvrager mocht deze gegevens op die dag niet krijgen."),
    "state": _("Er ligt nu niets klaar om uit te reiken. Laad de pagina opnieuw."),
    "account": _("De aanvrager heeft geen account. Geef het antwoord mee, of stuur het per post."),
    "making": _("Het pakket wordt nog gemaakt. Geef het antwoord pas als het klaar is."),
    "given": _("Het antwoord is al gegeven, of u legde al vast dat het niet kon."),
    "day": _("Kies een dag tussen het besluit en vandaag."),
    "note": _("Schrijf op hoe u zeker wist dat het de juiste persoon was, of waarom het niet kon."),
}


def answer_words(code: str) -> Promise:
    """What to do about an answer of the rules."""
    return ANSWER_REFUSED.get(code, ANSWER_REFUSED["state"])


class HandOverForm(NumberCheck, OnceForm):
    """The portal is no choice here: there it goes by itself."""

    free_texts: ClassVar[tuple[str, ...]] = ("note",)
    field_order = ["handed", "on", "note", "number_choice"]
    handed = forms.ChoiceField(
        label=_("Hoe kreeg de aanvrager het antwoord?"),
        widget=forms.RadioSelect,
        choices=[(one.value, HANDED[one]) for one in (Handed.DESK, Handed.POST, Handed.FAILED)],
        error_messages={"required": _("Kies hoe het ging.")},
    )
    on = DayField(
        label=_("Op welke dag?"),
        error_messages={"required": _("Vul de dag in.")},
    )
    note = forms.CharField(
        label=_("Wat hebt u gecontroleerd?"),
        help_text=_(
            "Bijvoorbeeld: paspoort gezien, of aangetekend verstuurd naar het adres in de "
            "administratie. Kon het niet? Schrijf dan waarom. Schrijf geen nummers op."
        ),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": ANSWER_REFUSED["note"]},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today

    @property
    def way(self) -> Handed:
        """Of a form that is valid."""
        return Handed(self.cleaned_data["handed"])
