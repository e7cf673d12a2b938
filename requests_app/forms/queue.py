"""Filter: which of the open cases, and which cell of the watch."""

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.people.models import School, User
from requests_app.access import Wanted
from requests_app.models.words import STATES
from requests_app.rules import Watch, open_states

PAUSED, TO_DO, UNCLAIMED, NOT_GIVEN = "pauze", "uitvoeren", "taken", "niet-gegeven"
MINE, NOBODY = "ik", "niemand"
WAITS = (
    (PAUSED, _("pauze")),
    (TO_DO, _("wacht op uitvoering")),
    (UNCLAIMED, _("taak waar niemand bij staat")),
    (NOT_GIVEN, _("beantwoord, nog niet gegeven")),
)


class InAddress(forms.Form):
    """A form whose fields stand in the address."""

    @property
    def query(self) -> str:
        """The filled-in fields as they stand in an address, for the links to other pages."""
        self.is_valid()
        kept = {name: value for name, value in self.cleaned_data.items() if value}
        return urlencode(kept)


class QueueFilter(InAddress):
    """All three may stay empty; what is unknown in an address is ignored."""

    stand = forms.ChoiceField(label=_("Stand"), required=False)
    school = forms.ChoiceField(label=_("School"), required=False)
    wie = forms.ChoiceField(
        label=_("Behandelaar"),
        required=False,
    )

    def __init__(
        self, *args: Any, schools: list[School], handlers: list[User], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.handlers = {str(one.pk): one for one in handlers}
        people = [(key, str(one)) for key, one in self.handlers.items()]
        first = [("", _("Iedereen")), (MINE, _("Ik")), (NOBODY, _("Nog niemand"))]
        self._offer("wie", [*first, *people])
        states = [(one.value, STATES[one]) for one in STATES if one in open_states()]
        self._offer("stand", [("", _("Alle")), *states, *WAITS])
        self._offer("school", [("", _("Alle")), *((str(one.pk), one.name) for one in schools)])

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    def wanted(self, user: User) -> Wanted:
        """What to narrow the queue to; a field with an unknown value narrows nothing."""
        self.is_valid()
        stand, school = (self.cleaned_data.get(name, "") for name in ("stand", "school"))
        who = self.cleaned_data.get("wie", "")
        return Wanted(
            state="" if stand in dict(WAITS) else stand,
            is_paused=stand == PAUSED,
            to_do=stand == TO_DO,
            unclaimed=stand == UNCLAIMED,
            not_given=stand == NOT_GIVEN,
            school=UUID(school) if school else None,
            assignee=user if who == MINE else self.handlers.get(who),
            unassigned=who == NOBODY,
        )


class WatchCell(InAddress):
    """The cell that an address names: a column, and a school or none."""

    stand = forms.ChoiceField(choices=[(one.value, one.value) for one in Watch])
    school = forms.UUIDField(required=False)
    zonder = forms.BooleanField(required=False)  # the cases that belong to no school

    @property
    def column(self) -> Watch | None:
        """None when the address names no column: then the page shows every request."""
        return Watch(self.cleaned_data["stand"]) if self.is_valid() else None
