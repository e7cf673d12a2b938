"""Beginregister voor het gezin: the retention rules, and what fills an entry for a family.

The terms are law.md §7's; a board has them checked and adds a new row when one changes.
"""

from dataclasses import dataclass
from datetime import date

from portal.people.models import Board
from portal.register.models import Processing, RetentionRule
from portal.register.rules import CountsFrom
from portal.register.starter_told import TOLD


@dataclass(frozen=True)
class Term:
    """A retention rule to start with."""

    code: str
    name: str
    counts_from: CountsFrom
    years: int
    source: str


AP = "Autoriteit Persoonsgegevens, bewaartermijnen in het onderwijs"
OWN = "regel van dit portaal"

RULES = (
    Term("leerlingdossier", "Dossier van de leerling", CountsFrom.FILE, 2, AP),
    Term("verwijzing", "Verwijzing naar speciaal onderwijs", CountsFrom.LEFT, 3, AP),
    Term("inschrijving-verzuim", "Inschrijving, vertrek en verzuim", CountsFrom.LEFT, 5, AP),
    Term(
        "formulieren",
        "Formulieren van inschrijving en aanname",
        CountsFrom.LEFT,
        5,
        "privacyreglement leerlingen, artikel 11",
    ),
    Term("op-school", "Zolang de leerling op school zit", CountsFrom.LEFT, 0, OWN),
    Term(
        "oud-leerlingen",
        "Contact met oud-leerlingen",
        CountsFrom.RELATION,
        0,
        "privacyreglement leerlingen, artikel 12",
    ),
    Term("publicatie", "Foto's en video's met toestemming", CountsFrom.CONSENT, 2, OWN),
    Term("drukwerk", "Gedrukte gids", CountsFrom.ROW, 1, OWN),
    Term("bewijs-toestemming", "Bewijs van toestemming", CountsFrom.CONSENT, 5, OWN),
    Term("klacht", "Klachten en geschillen, na afloop", CountsFrom.ROW, 2, OWN),
    Term("geld", "Rekeningen en betalingen", CountsFrom.ROW, 7, "belastingwet (AWR), artikel 52"),
    Term("verzoek", "Verzoeken in dit portaal", CountsFrom.ROW, 2, OWN),
    Term("wie-keek", "Wie naar gegevens keek", CountsFrom.ROW, 2, OWN),
)

YEARS_OF_BOARD = {"leerlingdossier": "pupil_file_years", "verzoek": "request_years"}


def adopt_rules(board: Board, today: date) -> dict[str, RetentionRule]:
    """Adds the terms that the board does not have yet; the newest of each code."""
    known = RetentionRule.objects.filter(board=board).order_by("valid_from")
    found = {row.code: row for row in known}
    for term in RULES:
        if term.code not in found:
            found[term.code] = RetentionRule.objects.create(
                board=board,
                code=term.code,
                name=term.name,
                counts_from=term.counts_from.value,
                years=getattr(board, YEARS_OF_BOARD.get(term.code, ""), term.years),
                source=term.source,
                valid_from=today,
            )
    return found


def complete(processing: Processing, rules: dict[str, RetentionRule]) -> None:
    """Fills what a family reads where it is still empty; a board's own words stay."""
    told = TOLD.get(processing.code)
    if told is None:
        return
    processing.child_text = processing.child_text or told.child_text
    processing.retention_rule = processing.retention_rule or rules.get(told.rule)
    processing.save(update_fields=["child_text", "retention_rule"])
