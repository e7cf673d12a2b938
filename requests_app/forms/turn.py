"""Van vraag naar recht: which right it is, and the same details as on the form of a request."""

from collections.abc import Iterator
from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.access import Details
from requests_app.forms.details import DetailFields
from requests_app.forms.numbers import NumberCheck
from requests_app.models import Ask
from requests_app.models.words import ASKS, KINDS, MARKETING
from requests_app.rules import Kind, may_turn_into

RIGHTS = tuple(kind for kind in Kind if may_turn_into(kind))


def _choices() -> Iterator[tuple[str, Promise]]:
    """Each right, and beside verzet the one that is upheld at once."""
    for kind in RIGHTS:
        yield kind.value, KINDS[kind]
        if kind is Kind.OBJECTION:
            yield MARKETING, ASKS[MARKETING]


class TurnForm(DetailFields, NumberCheck):
    """Only the kinds that have the clock of a right."""

    free_texts: ClassVar[tuple[str, ...]] = ("should_be", "shown_by")
    field_order = ["right", "number_choice"]
    right = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[("", "–"), *_choices()],
        error_messages={"required": _("Kies wat het is.")},
    )

    def __init__(self, *args: Any, details: Details, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.offer(details, RIGHTS)
        del self.fields["in_english"]  # that choice was made with the question

    def clean(self) -> dict[str, Any]:
        """A period in its order."""
        cleaned = super().clean()
        self.check_period(cleaned)
        return cleaned

    @property
    def kind(self) -> Kind:
        """What was chosen, of a form that is valid."""
        return Kind.OBJECTION if self.stops_advertising else Kind(self.cleaned_data["right"])

    @property
    def stops_advertising(self) -> bool:
        """Verzet against direct marketing: nothing is weighed (AVG 21(2)-(3))."""
        return bool(self.cleaned_data["right"] == MARKETING)

    @property
    def told(self) -> Ask:
        """What is known of it, as far as it fits the right."""
        facts = self.details(self.kind)
        return Ask(
            self.kind,
            direct_marketing=self.stops_advertising,
            number_confirmed=self.number_confirmed,
            **facts,
        )
