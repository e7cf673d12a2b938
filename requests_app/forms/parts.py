"""Onderdelen: three fields for each entry of the register that a decision is about."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.access import Entry
from requests_app.letters import PartDraft
from requests_app.models.words import GROUNDS, PART_OUTCOMES
from requests_app.rules import GroundCode, Kind, PartOutcome, grounds_for_part, law_of, needs_words

NOT_ALL = frozenset({PartOutcome.REFUSED, PartOutcome.PARTLY})
NO_GROUND = _("Kies waarom dit onderdeel niet helemaal ja is.")
NO_WORDS = _("Schrijf bij dit onderdeel op waarom.")


def with_article(kind: Kind, code: GroundCode) -> str:
    """A ground with the law it rests on, as one chooses it."""
    law = law_of(kind, code)
    return f"{GROUNDS[code]} ({law})" if law else str(GROUNDS[code])


@dataclass(frozen=True)
class PartRow:
    """One entry in the form, and what was filled in about it."""

    kind: Kind
    nr: int
    entry: Entry

    @property
    def names(self) -> tuple[str, str, str]:
        """Of the outcome, the ground and the words."""
        return f"deel-{self.nr}-besluit", f"deel-{self.nr}-reden", f"deel-{self.nr}-uitleg"

    def fields(self) -> dict[str, forms.Field]:
        """Yes is filled in; the rest only matters when it is changed."""
        codes = {g.code for one in PartOutcome for g in grounds_for_part(self.kind, one)}
        fitting = [one for one in GroundCode if one in codes - {GroundCode.AS_ASKED}]
        grounds = [(one.value, with_article(self.kind, one)) for one in fitting]
        outcomes = [(one.value, PART_OUTCOMES[one]) for one in PartOutcome]
        return dict(
            zip(
                self.names,
                (
                    forms.ChoiceField(label=_("Besluit"), choices=outcomes, required=False),
                    forms.ChoiceField(
                        label=_("Reden"),
                        choices=[("", _("Geen reden nodig")), *grounds],
                        required=False,
                    ),
                    forms.CharField(
                        label=_("Uitleg"),
                        widget=forms.Textarea(attrs={"rows": 2}),
                        required=False,
                        max_length=2000,
                    ),
                ),
                strict=True,
            )
        )

    def outcome(self, cleaned: dict[str, Any]) -> PartOutcome:
        """What was chosen; nothing is yes."""
        return PartOutcome(cleaned.get(self.names[0]) or PartOutcome.GRANTED)

    def part(self, cleaned: dict[str, Any]) -> PartDraft:
        """What was filled in, of a form that is valid."""
        outcome = self.outcome(cleaned)
        granted = outcome == PartOutcome.GRANTED
        ground = GroundCode.AS_ASKED if granted else GroundCode(cleaned[self.names[1]])
        words = "" if granted else cleaned[self.names[2]]
        return PartDraft(self.entry.processing, outcome, ground, words, self.entry.kept)

    def alike(self, outcome: PartOutcome, ground: GroundCode) -> PartDraft:
        """The same as the whole."""
        return PartDraft(self.entry.processing, outcome, ground, kept=self.entry.kept)

    def problems(self, cleaned: dict[str, Any]) -> Iterator[tuple[str, str]]:
        """What is missing about this entry, beside which field."""
        outcome = self.outcome(cleaned)
        if outcome == PartOutcome.GRANTED:
            return
        chosen = cleaned.get(self.names[1], "")
        if chosen not in {g.code for g in grounds_for_part(self.kind, outcome)}:
            yield self.names[1], self._about(NO_GROUND)
            return
        draft = self.part({**cleaned, self.names[2]: cleaned.get(self.names[2], "")})
        if needs_words(draft.part, has_term=draft.has_term) and not draft.words.strip():
            yield self.names[2], self._about(NO_WORDS)

    def _about(self, words: Promise) -> str:
        """The error tells which entry it is about: above the form they stand together."""
        return f"{self.entry.processing.name}. {words}"
