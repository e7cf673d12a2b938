"""Besluit: outcome, ground and own words; a refusal without reasons is refused (AVG 12(4))."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.once.forms import OnceForm
from requests_app.access import Entry
from requests_app.forms.meanwhile import NOT_TAKEN_UP, STALE, undecidable
from requests_app.forms.numbers import NumberCheck
from requests_app.forms.parts import NOT_ALL, PartRow, with_article
from requests_app.letters import Draft, PartDraft, with_law
from requests_app.models import DataRequest
from requests_app.models.weighing import is_withheld
from requests_app.models.words import outcome_words
from requests_app.rules import (
    ALIKE,
    GroundCode,
    Kind,
    Outcome,
    State,
    Verb,
    grounds_for,
    needs_reasons,
    outcomes_for,
    overall,
    owes_words,
    transition,
)
from requests_app.rules.collecting import is_collected, tells_of_it

REFUSED = {
    "extracts": _(
        "Er is een document dat nog niemand heeft nagekeken op gegevens van anderen. Doe dat eerst "
        "bij 'Verzamelen'."
    ),
    "notes": _(
        "Er zijn notities die nog niet zijn nagekeken voor het antwoord. Doe dat eerst bij "
        "'Verzamelen'."
    ),
    "officer": _("Dit antwoord gaat eerst langs de privacy officer. Die neemt het besluit."),
    "state": NOT_TAKEN_UP,
    "withheld": _(
        "Een of meer documenten gaan niet mee, omdat er gegevens van anderen in staan. Het besluit "
        "is dan ‘Ja, maar niet alles’, met als reden dat er gegevens van iemand anders in staan."
    ),
    "outcome": _("Dit besluit kan niet bij dit verzoek."),
    "ground": _("Deze reden past niet bij dit besluit. Kies een andere reden."),
    "parts": _("De onderdelen passen niet bij dit besluit. Kijk ze nog eens na."),
    "four_eyes": _("Bij dit bestuur kijkt een tweede persoon mee. Leg het besluit eerst voor."),
    "entries": _(
        "Een onderdeel van dit voorstel staat niet meer in het register. Kies ‘Nee, terug’: het "
        "besluit moet opnieuw worden voorgesteld."
    ),
    "self": _("U hebt dit besluit zelf voorgesteld. Een ander moet ermee akkoord gaan."),
    "words": _("Schrijf op waarom. Zonder uitleg mag de school niet weigeren."),
    "told": _("Schrijf op wat u over het kind vertelt. Dat is het antwoord op dit verzoek."),
    "answer": _("Schrijf het antwoord op. De aanvrager leest het in de brief."),
    "found": _("Schrijf op wat u hebt uitgezocht, en wat de school nu doet."),
    "authority": _(
        "Het gezag van de aanvrager is niet vastgesteld, of het is geëindigd. Laat het gezag eerst "
        "vaststellen, of wijs het verzoek af met uitleg."
    ),
}

NOT_PARTLY = {
    Outcome.GRANTED: _("Alle onderdelen zijn ja. Kies dan ‘Ja, helemaal’."),
    Outcome.REFUSED: _("Alle onderdelen zijn nee. Kies dan ‘Nee’."),
    Outcome.NOT_HANDLED: _("Geen onderdeel is van toepassing. Kies ‘Niet in behandeling’."),
}

# A yes that says nothing without words.
OWED = {Kind.INFORMATION: "told", Kind.QUESTION: "answer", Kind.COMPLAINT: "found"}

PARTS_SAY = _(
    "Nodig bij ‘Nee’ en ‘Niet in behandeling’. "
    "Bij ‘Ja, maar niet alles’ kiest u de reden per onderdeel."
)


def words_for(code: str) -> Promise:
    """What to do about an answer of the rules; empty code: somebody else was first."""
    return REFUSED.get(code, STALE)


class DecisionForm(NumberCheck, OnceForm):
    """The grounds are those of this kind of request; `version` tells which page was shown."""

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

    def __init__(
        self, *args: Any, case: DataRequest, entries: Sequence[Entry] = (), **kwargs: Any
    ) -> None:
        self.rows = [PartRow(Kind(case.kind), nr, entry) for nr, entry in enumerate(entries)]
        super().__init__(*args, **kwargs)
        for row in self.rows:
            self.fields.update(row.fields())
        self.at_times = ("ground", "words", *(name for row in self.rows for name in row.names))
        if self.rows:
            self.fields["ground"].help_text = PARTS_SAY
        self.kind, self.identified, self.case = Kind(case.kind), case.is_identified, case
        outcomes = outcomes_for(self.kind, direct_marketing=case.direct_marketing)
        self._offer("outcome", [(str(one), outcome_words(self.kind, one)) for one in outcomes])
        codes = {code for one in outcomes for code in self._fitting(one)}
        codes.discard(GroundCode.AS_ASKED)
        listed = [
            (str(code), with_article(self.kind, code)) for code in GroundCode if code in codes
        ]
        self._offer("ground", [("", _("Geen reden nodig")), *listed])
        self.fields["version"].initial = case.version

    def _fitting(self, outcome: Outcome) -> set[GroundCode]:
        return {g.code for g in grounds_for(self.kind, outcome, identified=self.identified)}

    def _offer(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = choices

    @property
    def texts_of_people(self) -> tuple[str, ...]:
        """Also the words about each part."""
        return ("words", *(row.names[2] for row in self.rows))

    @property
    def head(self) -> list[forms.BoundField]:
        """The fields of the whole; those of the parts stand in a list of their own."""
        names = {name for row in self.rows for name in row.names}
        return [field for field in self.visible_fields() if field.name not in names]

    @property
    def parts_open(self) -> bool:
        """Unfolded when the parts matter: they were filled in, or something is wrong there."""
        return self.is_bound and self.data.get("outcome") == Outcome.PARTLY

    @property
    def part_fields(self) -> list[tuple[Entry, list[forms.BoundField]]]:
        """Each entry with its three fields."""
        return [(row.entry, [self[name] for name in row.names]) for row in self.rows]

    @property
    def goes_back(self) -> bool:
        """From the page that shows what will happen, to mend something."""
        return "wijzig" in self.data

    def agrees_to(self, mark: str) -> bool:
        """Whether exactly this was shown before it was sent."""
        return bool(self.data.get("gezien") == mark)

    @property
    def draft(self) -> Draft:
        """The decision as typed, of a form that is valid."""
        outcome, words = Outcome(self.cleaned_data["outcome"]), self.cleaned_data["words"]
        parts = tuple(self._parts(outcome))
        ground = self._ground(outcome, parts)
        return with_law(self.kind, Draft(outcome, ground, words, self.number_confirmed, parts))

    def _parts(self, outcome: Outcome) -> list[PartDraft]:
        if outcome == Outcome.PARTLY:
            return [row.part(self.cleaned_data) for row in self.rows]
        ground = self._ground(outcome, ())
        return [row.alike(ALIKE[outcome], ground) for row in self.rows]

    def _ground(self, outcome: Outcome, parts: Sequence[PartDraft]) -> GroundCode:
        """A full yes needs no choice; of a yes in part the first part that is no gives it."""
        if not needs_reasons(outcome):
            return GroundCode.AS_ASKED
        weighed = [one for one in parts if one.outcome in NOT_ALL]
        return weighed[0].ground if weighed else GroundCode(self.cleaned_data["ground"])

    def clean(self) -> dict[str, Any]:
        """The same answers that the rules give, beside the field where they belong."""
        cleaned = super().clean()
        if late := self._too_late(cleaned):
            self.add_error(None, str(late))
        if not cleaned.get("outcome"):
            return cleaned
        outcome = Outcome(cleaned["outcome"])
        if self._is_silent(outcome, cleaned):
            self.add_error("outcome", REFUSED["withheld"])
        if not needs_reasons(outcome):
            self._check_told(cleaned, outcome)
            return cleaned
        if outcome == Outcome.PARTLY and self.rows:
            self._check_parts(cleaned)
            return cleaned
        if cleaned.get("ground") not in self._fitting(outcome):
            self.add_error("ground", REFUSED["ground"])
        if not str(cleaned.get("words", "")).strip():
            self.add_error("words", REFUSED["words"])
        return cleaned

    def _check_told(self, cleaned: dict[str, Any], outcome: Outcome) -> None:
        """A yes that is nothing without words."""
        if owes_words(self.kind, outcome) and not str(cleaned.get("words", "")).strip():
            self.add_error("words", REFUSED[OWED[self.kind]])

    def _is_silent(self, outcome: Outcome, cleaned: dict[str, Any]) -> bool:
        """Whether a document stays behind of which the letter would say nothing."""
        if outcome not in (Outcome.GRANTED, Outcome.PARTLY) or not is_collected(self.kind):
            return False
        names = ("ground", *(row.names[1] for row in self.rows))
        found = {GroundCode(cleaned[name]) for name in names if cleaned.get(name)}
        return is_withheld(self.case) and not tells_of_it(outcome, found)

    def _too_late(self, cleaned: dict[str, Any]) -> Promise | None:
        """Said before somebody reads what would happen; the verb asks it again.

        Where the case stands says more than that it changed, so that comes first.
        """
        verb = Verb.PROPOSE if self.case.board.four_eyes else Verb.DECIDE
        if transition(State(self.case.state), verb) is None:
            return undecidable(self.case.state)
        return STALE if cleaned.get("version", self.case.version) != self.case.version else None

    def _check_parts(self, cleaned: dict[str, Any]) -> None:
        """Some yes and some no, and each no with its reason and words."""
        found = overall(row.outcome(cleaned) for row in self.rows)
        if found != Outcome.PARTLY:
            self.add_error("outcome", NOT_PARTLY[found])
        for row in self.rows:
            for name, words in row.problems(cleaned):
                self.add_error(name, words)
