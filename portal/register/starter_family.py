"""Beginregister voor het gezin: the child's texts, who sees it at school, and how long it is kept.

The terms are law.md §7's; a board has them checked and adds a new row when one changes.
"""

from dataclasses import dataclass
from datetime import date

from portal.people.models import Board
from portal.register.models import Processing, RetentionRule
from portal.register.rules import CountsFrom


@dataclass(frozen=True)
class Told:
    """What a family reads of a processing beside the entry itself; `rule` is a code of RULES."""

    child_text: str
    seen_by: str
    rule: str = ""


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
    Term("verzoek", "Verzoeken in dit portaal", CountsFrom.ROW, 2, OWN),
    Term("wie-keek", "Wie naar gegevens keek", CountsFrom.ROW, 2, OWN),
)

TOLD = {
    "leerlingadministratie": Told(
        "De school schrijft op hoe je heet, waar je woont en hoe het leren gaat. "
        "Zo weet je leraar wat je al kunt. En de school kan je ouders bellen.",
        "de eigen leraren, de intern begeleider, de administratie en de directie",
        "leerlingdossier",
    ),
    "basispoort": Told(
        "Je logt één keer in op de computer. Daarna werken al je lessen op het scherm.",
        "de eigen leraren en wie de computers beheert",
        "op-school",
    ),
    "duo": Told(
        "De school vertelt de overheid dat je hier op school zit. "
        "Dan krijgt de school geld voor je les.",
        "de administratie en de directie",
        "inschrijving-verzuim",
    ),
    "leerplicht": Told(
        "Elk kind moet naar school. De gemeente kijkt of dat lukt. "
        "De school vertelt het als je vaak weg bent.",
        "de eigen leraren, de administratie en de directie",
        "inschrijving-verzuim",
    ),
    "jgz": Told(
        "De jeugdarts kijkt of je gezond bent en goed groeit. "
        "De school vertelt de arts wie in welke groep zit.",
        "de administratie en de intern begeleider",
    ),
    "ondersteuningsteam": Told(
        "Soms is leren of omgaan met anderen moeilijk. "
        "Dan praat de school met mensen die je goed kunnen helpen.",
        "de eigen leraren, de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "samenwerkingsverband": Told(
        "Heb je meer hulp nodig dan de school kan geven? "
        "Dan vraagt de school aan andere mensen om die hulp te betalen.",
        "de intern begeleider en de directie",
        "verwijzing",
    ),
    "schoolgids": Told(
        "Soms staat er een foto van je in het boekje van de school. "
        "Dat mag alleen als er ja is gezegd.",
        "wie de gids maakt en de directie",
        "drukwerk",
    ),
    "sociale-media": Told(
        "Soms zet de school een foto of filmpje van je op internet. "
        "Dat mag alleen als er ja is gezegd. Nee zeggen kan altijd.",
        "wie de berichten van de school plaatst en de directie",
        "publicatie",
    ),
}
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
    processing.seen_by = processing.seen_by or told.seen_by
    processing.retention_rule = processing.retention_rule or rules.get(told.rule)
    processing.save(update_fields=["child_text", "seen_by", "retention_rule"])
