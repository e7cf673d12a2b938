"""Een dag invullen: as people in the Netherlands write it."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

FIRST, LAST = date(1900, 1, 1), date(2199, 12, 31)


class DayField(forms.DateField):
    """25-11-2026 in every language of the page, or what a program writes.

    The year 26 or 20226 is a slip of the finger, and comes back.
    """

    default_error_messages = {
        "required": _("Vul een dag in."),
        "invalid": _("Vul een dag in, bijvoorbeeld 25-11-2026."),
    }

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"],
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
            **kwargs,
        )

    def to_python(self, value: Any) -> date | None:
        """As of any day, of years in which somebody lives."""
        day = super().to_python(value)
        if day is not None and not FIRST <= day <= LAST:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return day
