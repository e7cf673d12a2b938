"""What staff choose of an export, which system gets a key, and what a system asks for."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from consent.access import Exportable
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.people.models import Board, School
from portal.register.forms.handover import NUMBER

CSV, XLSX = "csv", "xlsx"


class ExportForm(forms.Form):
    """All that is in reach, or one school, group or question."""

    school = forms.ChoiceField(label=_("School"), required=False)
    groep = forms.ChoiceField(label=_("Groep"), required=False)
    doel = forms.ChoiceField(label=_("Vraag"), required=False)
    soort = forms.ChoiceField(
        label=_("Soort bestand"),
        choices=[(XLSX, _("Excel")), (CSV, _("CSV"))],
        widget=forms.RadioSelect,
    )

    def __init__(self, data: Any = None, *, reach: Exportable) -> None:
        super().__init__(data, initial={"soort": XLSX})
        groups: dict[str, list[tuple[str, str]]] = {}
        for one in reach.groups:
            groups.setdefault(one.school.name, []).append((str(one.pk), one.name))
        titles = {one.purpose.code: one.leading.title for one in reach.asked}
        self._offer("school", _("Alle scholen"), [(str(one.pk), one.name) for one in reach.schools])
        self._offer("groep", _("Alle groepen"), list(groups.items()))
        self._offer("doel", _("Alle vragen"), list(titles.items()))

    def _offer(self, name: str, everything: Any, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", everything), *choices]


class TokenForm(OnceForm):
    """Which system, and what it may read."""

    name = forms.CharField(
        label=_("Welk systeem?"),
        help_text=_("Bijvoorbeeld: ouderapp. Alleen collega's lezen dit."),
        max_length=60,
        error_messages={"required": _("Vul de naam van het systeem in.")},
    )
    place = forms.ChoiceField(
        label=_("Wat mag het lezen?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat past."), "invalid_choice": _("Kies wat past.")},
    )

    def __init__(self, data: Any = None, *, boards: Sequence[Board]) -> None:
        super().__init__(data)
        self.places: dict[str, tuple[Board, School | None]] = {}
        for board in boards:
            self.places[str(board.pk)] = (board, None)
            self.places |= {str(one.pk): (board, one) for one in board.schools.all()}
        place = self.fields["place"]
        assert isinstance(place, forms.ChoiceField)  # noqa: S101 - declared above
        place.choices = [
            (key, str(school or _("Alle scholen van %(board)s") % {"board": board}))
            for key, (board, school) in self.places.items()
        ]

    def clean_name(self) -> str:
        """No number of a citizen in free text (UAVG 46)."""
        text = str(self.cleaned_data["name"])
        if spans(text):
            raise forms.ValidationError(NUMBER)
        return text

    @property
    def chosen(self) -> tuple[Board, School | None]:
        """Of a form that is valid."""
        return self.places[self.cleaned_data["place"]]


class MomentField(forms.CharField):
    """A moment of ISO 8601 with its zone; without a zone nobody knows which moment it is."""

    def clean(self, value: Any) -> datetime | None:
        """In UTC; what no database can hold is refused."""
        text = super().clean(value)
        if not text:
            return None
        try:
            moment = datetime.fromisoformat(text)
        except ValueError as error:
            raise forms.ValidationError("sinds") from error
        if moment.tzinfo is None or not 2000 <= moment.year < 2200:
            raise forms.ValidationError("sinds")
        return moment.astimezone(UTC)


class ReadForm(forms.Form):
    """The query of a system. A name that is not known is refused, so that no filter is lost."""

    school = forms.RegexField(r"^[0-9A-Z]{6}\Z", required=False)
    groep = forms.CharField(max_length=64, required=False)
    doel = forms.RegexField(r"^[\w-]{1,40}\Z", required=False)
    sinds = MomentField(max_length=40, required=False)
    bladzijde = forms.RegexField(r"^[1-9][0-9]{0,5}\Z", required=False)

    def __init__(self, asked: QueryDict) -> None:
        super().__init__(asked)
        self.asked = asked

    def clean(self) -> dict[str, Any]:
        """Each name at most once."""
        for name, values in self.asked.lists():
            if name not in self.fields or len(values) != 1:
                raise forms.ValidationError("onbekend")
        return dict(super().clean() or self.cleaned_data)

    @property
    def number(self) -> int:
        """Which page; of a form that is valid."""
        return int(self.cleaned_data["bladzijde"] or 1)
