"""Besluit: outcome, ground and own words; a refusal without reasons is refused (AVG 12(4))."""

from typing import Any, ClassVar

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from requests_app.forms.numbers import NumberCheck
from requests_app.letters import Draft
from requests_app.models import DataRequest
from requests_app.models.words import GROUNDS, OUTCOMES
from requests_app.rules import (
    GroundCode,
    Kind,
    Outcome,
    grounds_for,
    needs_reasons,
    outcomes_for,
)

STALE = _(
    "Dit verzoek is intussen gewijzigd. Ga terug naar het verzoek, kijk wat er is veranderd, en "
    "besluit daarna opnieuw."
)
REFUSED = {
    "extracts": _(
        "Er is een document dat nog niemand heeft nagekeken op gegevens van anderen. Doe dat eerst "
        "bij 'Verzamelen'."
    ),
    "officer": _("Dit antwoord gaat eerst langs de privacy officer. Die neemt het besluit."),
    "state": _("Dit verzoek kan nu niet worden beantwoord. Pak het eerst op."),
    "outcome": _("Dit besluit kan niet bij dit verzoek."),
    "ground": _("Deze reden past niet bij dit besluit. Kies een andere reden."),
    "words": _("Schrijf op waarom. Zonder uitleg mag de school niet weigeren."),
    "authority": _(
        "Het gezag van de aanvrager is niet vastgesteld, of het is geëindigd. Laat het gezag eerst "
        "vaststellen, of wijs het verzoek af met uitleg."
    ),
}


def words_for(code: str) -> Promise:
    """What to do about an answer of the rules; empty code: somebody else was first."""
    return REFUSED.get(code, STALE)


class DecisionForm(NumberCheck, OnceForm):
    """The grounds are those of this kind of request; `version` tells which page was shown."""

    free_texts: ClassVar[tuple[str, ...]] = ("words",)
    field_order = ["outcome", "ground", "words", "number_choice"]
    version = forms.IntegerField(widget=forms.HiddenInput)
    outcome = forms.ChoiceField(
        label=_("Wat is het besluit?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een besluit.")},
    )
    ground = forms.ChoiceField(
        label=_("Waarom niet, of niet alles?"),
        help_text=_("Alleen nodig als het antwoord niet helemaal ja is."),
        required=False,
    )
    words = forms.CharField(
        label=_("Uitleg in eigen woorden"),
        help_text=_(
            "Deze tekst komt in de brief. Schrijf aan de aanvrager. "
            "Noem geen gegevens van een andere ouder."
        ),
        widget=forms.Textarea(attrs={"rows": 8}),
        required=False,
        max_length=8000,
    )

    def __init__(self, *args: Any, case: DataRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind, self.identified = Kind(case.kind), case.is_identified
        outcomes = outcomes_for(self.kind, direct_marketing=case.direct_marketing)
        self._offer("outcome", [(str(one), OUTCOMES[one]) for one in outcomes])
        codes = {code for one in outcomes for code in self._fitting(one)}
        codes.discard(GroundCode.AS_ASKED)
        listed = [(str(code), GROUNDS[code]) for code in GroundCode if code in codes]
        self._offer("ground", [("", _("Geen reden nodig")), *listed])
        self.fields["version"].initial = case.version

    def _fitting(self, outcome: Outcome) -> set[GroundCode]:
        return {g.code for g in grounds_for(self.kind, outcome, identified=self.identified)}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    @property
    def draft(self) -> Draft:
        """The decision as typed, of a form that is valid."""
        outcome = Outcome(self.cleaned_data["outcome"])
        return Draft(outcome, self.ground_code, self.cleaned_data["words"], self.number_confirmed)

    @property
    def ground_code(self) -> GroundCode:
        """The ground of the decision; a full yes needs no choice."""
        if not needs_reasons(Outcome(self.cleaned_data["outcome"])):
            return GroundCode.AS_ASKED
        return GroundCode(self.cleaned_data["ground"])

    def clean(self) -> dict[str, Any]:
        """The same answers that the rules give, beside the field where they belong."""
        cleaned = super().clean()
        outcome = cleaned.get("outcome")
        if not outcome or not needs_reasons(Outcome(outcome)):
            return cleaned
        if cleaned.get("ground") not in self._fitting(Outcome(outcome)):
            self.add_error("ground", REFUSED["ground"])
        if not str(cleaned.get("words", "")).strip():
            self.add_error("words", REFUSED["words"])
        return cleaned
