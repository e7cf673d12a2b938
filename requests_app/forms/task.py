"""Taak afmaken: what happened, when, and why not."""

from typing import Any, ClassVar

from django import forms
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.once.forms import OnceForm
from portal.people.models import User
from requests_app.actions.cause import Ending
from requests_app.forms.numbers import NumberCheck
from requests_app.models import CaseTask
from requests_app.models.words import RESULTS
from requests_app.rules import EXCUSES, Result, TaskPurpose, results_for

FOR_FAMILY = _("Alleen nodig als u deze ontvanger niet inlicht. De aanvrager leest dit ook.")
NOT_DONE: dict[str, Promise] = {
    "result": _("Kies een uitkomst die bij deze taak past."),
    "because": _("Schrijf op waarom niet."),
    "on": _("Deze dag kan niet. Kies een dag na de ontvangst en niet in de toekomst."),
    "answered_on": _("Deze dag kan niet. Kies een dag na het bericht en niet in de toekomst."),
    "state": _("Deze taak is al af. Er valt niets meer te wijzigen."),
}
NOT_REOPENED = _("Deze taak kan niet weer open. Een collega was u voor, of de zaak is voorbij.")


NOT_CHANGED: dict[str, Promise] = {
    "state": NOT_DONE["state"],
    "due_on": _("Deze dag is voorbij. Kies vandaag of een latere dag."),
}


class ChangeTaskForm(OnceForm):
    """Another day, or another colleague of this case."""

    due_on = DayField(
        label=_("Uiterlijk op welke dag?"),
        help_text=_("Bijvoorbeeld 3-3-2026"),
        error_messages={"required": _("Vul de dag in.")},
    )
    assignee = forms.ChoiceField(
        label=_("Wie doet deze taak?"),
        help_text=_("Zonder naam gaat de herinnering naar wie de zaak behandelt."),
        required=False,
    )

    def __init__(self, *args: Any, task: CaseTask, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(one.pk): one for one in people}
        field = self.fields["assignee"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("Nog niemand")), *((pk, str(u)) for pk, u in self.people.items())]
        self.fields["due_on"].initial = task.due_on
        field.initial = str(task.assignee_id or "")

    @property
    def person(self) -> User | None:
        """Who was chosen, of a form that is valid."""
        return self.people.get(self.cleaned_data["assignee"])


class TaskForm(NumberCheck, OnceForm):
    """The results are those of this purpose."""

    at_times: ClassVar[tuple[str, ...]] = ("because",)
    free_texts: ClassVar[tuple[str, ...]] = ("because",)
    field_order = ["result", "on", "answered_on", "because", "number_choice"]
    result = forms.ChoiceField(
        label=_("Wat gebeurde er?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat er gebeurde.")},
    )
    on = DayField(
        label=_("Op welke dag?"),
        help_text=_("Bijvoorbeeld 3-3-2026"),
    )
    answered_on = DayField(
        label=_("Antwoord van de ontvanger op"),
        required=False,
    )
    because = forms.CharField(
        label=_("Waarom niet?"),
        help_text=_("Alleen nodig als het niet kan."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, task: CaseTask, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = TaskPurpose(task.purpose)
        field = self.fields["result"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.value, RESULTS[one]) for one in results_for(purpose)]
        self.fields["on"].initial = timezone.localdate()
        if purpose == TaskPurpose.NOTIFY:
            self.fields["because"].help_text = FOR_FAMILY
        else:
            del self.fields["answered_on"]

    @property
    def ending(self) -> Ending:
        """What happened, of a form that is valid."""
        facts = self.cleaned_data
        return Ending(
            Result(facts["result"]), facts["on"], facts["because"], facts.get("answered_on")
        )

    def clean(self) -> dict[str, Any]:
        """Not possible, too much effort, not received: always with a reason (AVG 19)."""
        cleaned = super().clean()
        excuse = cleaned.get("result") in EXCUSES
        if excuse and not str(cleaned.get("because", "")).strip():
            self.refuse("because")
        return cleaned

    def refuse(self, code: str) -> None:
        """What to do, beside the field that it is about."""
        self.add_error(code if code in self.fields else None, str(NOT_DONE[code]))
