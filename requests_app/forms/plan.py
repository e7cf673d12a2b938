"""Plannen: whose case it is, and what comes next."""

from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.people.models import User
from requests_app.actions import Plan
from requests_app.forms.meanwhile import STALE
from requests_app.forms.numbers import NumberCheck
from requests_app.models import DataRequest
from requests_app.rules import Kind

NO_DAY = _("Deze dag kan niet. Kies een dag na de ontvangst en niet in de toekomst.")
NOT_PLANNED: dict[str, Promise] = {
    "state": _("Deze zaak is af. Er valt niets meer te plannen."),
    "": STALE,
}


class PlanForm(NumberCheck):
    """`version` tells which page was shown; the dates are there for a correction only."""

    free_texts: ClassVar[tuple[str, ...]] = ("step",)
    field_order = ["assignee", "step", "number_choice", "step_on", "shown_on", "carried_out_on"]
    version = forms.IntegerField(widget=forms.HiddenInput)
    assignee = forms.ChoiceField(label=_("Wie behandelt deze zaak?"), required=False)
    step = forms.CharField(label=_("Wat is de volgende stap?"), required=False, max_length=120)
    step_on = DayField(
        label=_("Op welke dag?"),
        help_text=_("Bijvoorbeeld 3-3-2026"),
        required=False,
    )
    shown_on = DayField(
        label=_("Wanneer liet de aanvrager zien dat er een fout is?"),
        help_text=_("De belofte telt vanaf die dag. Leeg: vanaf de ontvangst."),
        required=False,
    )
    carried_out_on = DayField(
        label=_("Wanneer is de verbetering gedaan?"),
        required=False,
    )

    def __init__(self, *args: Any, case: DataRequest, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {one.pk: one for one in people}
        field = self.fields["assignee"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            ("", _("Nog niemand")),
            *((str(pk), str(u)) for pk, u in self.people.items()),
        ]
        facts = {
            "version": case.version,
            "assignee": str(case.assignee_id or ""),
            "step": case.next_step,
            "step_on": case.next_step_on,
            "shown_on": case.promise_from,
            "carried_out_on": case.carried_out_on,
        }
        for name, value in facts.items():
            self.fields[name].initial = value
        if case.kind != Kind.CORRECTION:
            del self.fields["shown_on"], self.fields["carried_out_on"]

    @property
    def plan(self) -> Plan:
        """What was filled in, of a form that is valid."""
        facts, chosen = self.cleaned_data, self.cleaned_data["assignee"]
        return Plan(
            assignee=self.people[UUID(chosen)] if chosen else None,
            step=facts["step"],
            step_on=facts["step_on"],
            shown_on=facts.get("shown_on"),
            carried_out_on=facts.get("carried_out_on"),
        )

    def refuse(self, code: str) -> None:
        """Says what to do about an answer of the rules; empty: somebody else was first."""
        if code in self.fields:
            self.add_error(code, str(NO_DAY))
        else:
            self.add_error(None, str(NOT_PLANNED.get(code, STALE)))
