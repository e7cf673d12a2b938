"""Akkoord: the answer of the second person on a proposed decision."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck

AGREE, BACK = "akkoord", "terug"


class ApprovalForm(NumberCheck, OnceForm):
    """Agree, or send back with words; `version` tells which proposal was read."""

    free_texts: ClassVar[tuple[str, ...]] = ("words",)
    field_order = ["answer", "words", "number_choice"]
    version = forms.IntegerField(widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        label=_("Gaat u akkoord?"),
        widget=forms.RadioSelect,
        choices=[(AGREE, _("Ja, dit besluit gaat zo de deur uit")), (BACK, _("Nee, terug"))],
        error_messages={"required": _("Kies of u akkoord gaat.")},
    )
    words = forms.CharField(
        label=_("Wat moet anders?"),
        help_text=_("Alleen nodig als u niet akkoord gaat. Deze tekst wordt een notitie."),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=4000,
    )

    def __init__(self, *args: Any, version: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = version

    @property
    def sends_back(self) -> bool:
        """What was chosen, of a form that is valid."""
        return bool(self.cleaned_data["answer"] == BACK)

    def clean(self) -> dict[str, Any]:
        """Back without words helps nobody."""
        cleaned = super().clean()
        if cleaned.get("answer") == BACK and not str(cleaned.get("words", "")).strip():
            self.add_error("words", _("Schrijf op wat er anders moet."))
        return cleaned
