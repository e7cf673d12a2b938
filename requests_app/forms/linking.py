"""Koppelen: who asked, of the people around this pupil."""

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from portal.people.models import Guardian, Pupil
from requests_app.access.desk import Counter
from requests_app.forms.clock import offer
from requests_app.rules import NoLink

STAYS, PUPIL = "blijft", "leerling"
NOT_LINKED: dict[str, Promise] = {
    NoLink.STATE: _("Dit verzoek is al af. Koppelen kan niet meer."),
    NoLink.KNOWN: _("Bij dit verzoek is al bekend om wie het gaat."),
    NoLink.OWN_DATA: _("Dit verzoek gaat over de aanvrager zelf, niet over een leerling."),
    NoLink.OTHER_PUPIL: _("Dit verzoek gaat over een andere leerling. Kies die leerling."),
    NoLink.NOTHING: _("Kies wie de aanvrager is."),
    NoLink.KIND: _("Informatie over een kind kan alleen een ouder vragen. Kies iemand anders."),
}


class LinkForm(OnceForm):
    """One of the guardians, the pupil of 16, or nobody of them: then who asked stays noted."""

    who = forms.ChoiceField(
        label=_("Wie vraagt het?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wie het vraagt.")},
    )

    def __init__(
        self, *args: Any, counter: Counter, pupil: Pupil, name: str, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._pupil, self._guardians = pupil, counter.guardians
        people = [(str(one.pk), one.full_name) for one in counter.guardians]
        itself = [(PUPIL, pupil.full_name)] if counter.is_grown else []
        stays = _("%(name)s, zoals genoteerd: staat niet bij deze leerling") % {"name": name}
        offer(self, "who", [*itself, *people, (STAYS, stays)])

    @property
    def asker(self) -> Guardian | Pupil | None:
        """Who was chosen; None when who asked stays noted."""
        who = self.cleaned_data["who"]
        if who == PUPIL:
            return self._pupil
        return next((one for one in self._guardians if str(one.pk) == who), None)

    def refuse(self, code: str) -> None:
        """Why the rules do not allow it, and what to do."""
        self.add_error(None, str(NOT_LINKED.get(code, NOT_LINKED[NoLink.STATE])))
