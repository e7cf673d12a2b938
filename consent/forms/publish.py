"""Publiceren en weghalen: what staff type about a publication, and how a task ended."""

from collections.abc import Collection, Iterable, Sequence
from copy import deepcopy
from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from consent.access import ClassList, Named
from consent.models import TakeDown
from consent.rules import FinishRefusal, Medium, Removal, ways
from consent.wording_publications import FUTURE, MAY_NOT, REFUSALS, WAYS
from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.forms.handover import NUMBER

PICK = _("Kies wat past.")
NOBODY = _("Vink minstens één leerling aan.")
CHOOSE = {"required": PICK, "invalid_choice": PICK}


class NoNumber(OnceForm):
    """No number of a citizen in free text (UAVG 46)."""

    free: tuple[str, ...] = ()

    def clean(self) -> dict[str, Any]:
        """Beside the field in which it stands."""
        cleaned = dict(super().clean() or self.cleaned_data)
        for name in self.free:
            if spans(str(cleaned.get(name, ""))):
                self.add_error(name, NUMBER)
        return cleaned


class PublishForm(NoNumber):
    """What, where and when; and per group who is in it. Nobody is ticked beforehand."""

    free = ("title", "place")
    title = forms.CharField(
        label=_("Wat hebt u geplaatst?"),
        help_text=_("Bijvoorbeeld: foto van de sportdag. Zet er geen namen in."),
        max_length=120,
        error_messages={"required": _("Schrijf op wat het is.")},
    )
    channel = forms.ChoiceField(label=_("Waar?"), widget=forms.RadioSelect, error_messages=CHOOSE)
    place = forms.CharField(
        label=_("Adres of plek"),
        help_text=_("Bijvoorbeeld het webadres, of: schoolgids bladzijde 4. Dit mag leeg blijven."),
        max_length=500,
        required=False,
    )
    on = DayField(
        label=_("Op welke dag?"),
        help_text=_("Bijvoorbeeld: 25-11-2026."),
        error_messages={"required": _("Vul de dag in.")},
    )

    found = forms.BooleanField(
        label=_("Dit staat er al. Leg het toch vast"),
        help_text=_(
            "Bijvoorbeeld: een foto die al online staat. Er komt meteen een taak om weg te halen "
            "wie er niet op mag."
        ),
        required=False,
    )

    def __init__(self, *args: Any, lists: Sequence[ClassList], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        if "found" not in self.data:  # offered by `refuse`, never beforehand
            del self.fields["found"]
        channels = {one.key: one.name for found in lists for one in found.channels}
        _offer(self.fields["channel"], ((str(key), name) for key, name in channels.items()))
        self.pupils: dict[str, Named] = {}
        self.groups = [f"leerlingen-{found.group.pk}" for found in lists]
        for name, found in zip(self.groups, lists, strict=True):
            self.pupils |= {str(line.pupil.pk): line.pupil for line in found.lines}
            self.fields[name] = forms.MultipleChoiceField(
                label=format_lazy("{} {}", _("Wie staan erop?"), found.group.name),
                widget=forms.CheckboxSelectMultiple,
                choices=[(str(line.pupil.pk), line.pupil.full_name) for line in found.lines],
                required=len(lists) == 1,
                error_messages={**CHOOSE, "required": NOBODY},
            )

    def clean(self) -> dict[str, Any]:
        """Without anybody in it there is nothing to log."""
        cleaned = super().clean()
        if not self.ticked and not any(name in self.errors for name in self.groups):
            self.add_error(self.groups[0], str(NOBODY))
        return cleaned

    @property
    def ticked(self) -> list[UUID]:
        """Each pupil once, also one of two groups."""
        keys = (key for name in self.groups for key in self.cleaned_data.get(name, []))
        return [UUID(key) for key in dict.fromkeys(keys)]

    def refuse(self, blocked: Collection[UUID]) -> None:
        """Names who may not, never why; nobody: the day is still to come."""
        if not blocked:
            self.add_error("on", str(FUTURE))
            return
        names = ", ".join(self.called(str(key)) for key in blocked)
        self.add_error(None, str(MAY_NOT) % {"names": names})
        self.fields["found"] = deepcopy(self.base_fields["found"])

    def called(self, key: str) -> str:
        """By the name that is used; in full where two are called alike."""
        pupil = self.pupils[key]
        alike = [one for one in self.pupils.values() if one.call_name == pupil.call_name]
        return pupil.full_name if len(alike) > 1 else pupil.call_name


class FinishForm(NoNumber):
    """How it ended, and when."""

    free = ("reason",)
    how = forms.ChoiceField(
        label=_("Wat is er gedaan?"), widget=forms.RadioSelect, error_messages=CHOOSE
    )
    reason = forms.CharField(
        label=_("Waarom kan het niet weg?"),
        help_text=_("Alleen als het niet weg kan. Alleen collega's lezen dit."),
        max_length=200,
        required=False,
    )
    on = DayField(
        label=_("Op welke dag?"),
        help_text=_("Bijvoorbeeld: 25-11-2026."),
        error_messages={"required": _("Vul de dag in.")},
    )

    def __init__(self, *args: Any, task: TakeDown, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].initial = today
        fitting = ways(Medium(task.publication.purpose.medium))
        _offer(self.fields["how"], ((one.value, WAYS[one]) for one in fitting))
        if Removal.NOT_POSSIBLE not in fitting:
            del self.fields["reason"]

    @property
    def removal(self) -> Removal:
        """Of a form that is valid."""
        return Removal(self.cleaned_data["how"])

    def refuse(self, why: FinishRefusal) -> None:
        """The words of the rule, beside the field that they are about."""
        places = {FinishRefusal.DATE: "on", FinishRefusal.REASON: "reason"}
        self.add_error(places.get(why), str(REFUSALS[why]))


def _offer(field: forms.Field, choices: Iterable[tuple[str, Any]]) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared so
    field.choices = list(choices)
