"""Een dag invullen: as people in the Netherlands write it."""

from typing import Any

from django import forms


class DayField(forms.DateField):
    """25-11-2026 in every language of the page, or what a program writes."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            input_formats=["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d"],
            widget=forms.DateInput(format="%d-%m-%Y", attrs={"inputmode": "numeric"}),
            **kwargs,
        )
