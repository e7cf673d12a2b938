"""Zoeken in de verstrekkingen, en een verborgen rij opnieuw bekijken."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.days import DayField
from portal.numbers import spans
from portal.once.forms import OnceForm
from portal.register.access import Wanted
from portal.register.forms.handover import NO_REVIEW, NUMBER
from portal.register.models import Processing, Recipient
from portal.register.rules import is_review_planned


class LogForm(forms.Form):
    """Recipient, processing and period; empty is everything."""

    aan = forms.ChoiceField(label=_("Ontvanger"), required=False)
    verwerking = forms.ChoiceField(label=_("Verwerking"), required=False)
    vanaf = DayField(label=_("Vanaf"), required=False)
    tot = DayField(label=_("Tot en met"), required=False)

    def __init__(
        self,
        *args: Any,
        recipients: Sequence[Recipient],
        processings: Sequence[Processing],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, dict[str, Any]] = {
            "aan": {str(one.pk): one for one in recipients},
            "verwerking": {str(one.pk): one for one in processings},
        }
        for name, rows in self.rows.items():
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
            field.choices = [("", _("Alle")), *((key, str(one)) for key, one in rows.items())]

    @property
    def wanted(self) -> Wanted:
        """What is looked for; a field that was filled in wrongly counts as empty."""
        typed = self.cleaned_data if self.is_valid() or self.is_bound else {}
        return Wanted(
            recipient=self.rows["aan"].get(typed.get("aan", "")),
            processing=self.rows["verwerking"].get(typed.get("verwerking", "")),
            since=typed.get("vanaf"),
            until=typed.get("tot"),
        )


class ReviewForm(OnceForm):
    """It stays hidden: why, and until when."""

    use_required_attribute = False
    reason = forms.CharField(
        label=_("Waarom blijft dit verborgen?"),
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2000,
    )
    review_on = DayField(label=_("Wanneer kijkt de school opnieuw?"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean(self) -> dict[str, Any]:
        """A day in time, and no number of a citizen."""
        cleaned = dict(super().clean() or self.cleaned_data)
        if spans(str(cleaned.get("reason", ""))):
            self.add_error("reason", NUMBER)
        review_on = cleaned.get("review_on")
        if review_on and not is_review_planned(review_on, today=self.today):
            self.add_error("review_on", NO_REVIEW)
        return cleaned
