"""Inlichten of niet: the officer's choice about a recipient that the family does not see."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck

TOLD, NOT_TOLD = "told", "not_told"
UNDECIDED: dict[str, Promise] = {
    "because": _("Schrijf op waarom niet."),
    "state": _("Hierover is al besloten."),
}


class HiddenNoticeForm(NumberCheck, OnceForm):
    """Told, or not and why not (AVG 19)."""

    free_texts: ClassVar[tuple[str, ...]] = ("because",)
    field_order = ["told", "because", "number_choice"]
    told = forms.ChoiceField(
        label=_("Is deze ontvanger ingelicht?"),
        choices=[
            (TOLD, _("Ja, ik heb deze ontvanger ingelicht")),
            (NOT_TOLD, _("Nee, ik licht deze ontvanger niet in")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies of deze ontvanger is ingelicht.")},
    )
    because = forms.CharField(
        label=_("Toelichting"),
        help_text=_("Nodig als u niet inlicht. Alleen de privacy officer leest dit."),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """Not telling always has a reason."""
        cleaned = super().clean()
        if cleaned.get("told") == NOT_TOLD and not str(cleaned.get("because", "")).strip():
            self.add_error("because", str(UNDECIDED["because"]))
        return cleaned
