"""Beginvragen: the usual purposes that a board adopts, with a first version of their Dutch text."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from consent.models import Purpose, PurposeText
from consent.rules import Medium
from portal.audit.actions import record
from portal.people.models import Board, User

WEB_WITHDRAWAL = "Later toch nee? Dan haalt de school de foto's weg. Dat begint meteen."
PRINT_WITHDRAWAL = (
    "Later toch nee? Dan komen er geen nieuwe foto's meer in. Wat al gedrukt is, blijft bestaan."
)


@dataclass(frozen=True)
class Asked:
    """One question as it is first asked."""

    code: str
    medium: Medium
    title: str
    question: str
    explanation: str
    withdrawal: str


QUESTIONS = (
    Asked(
        "schoolgids",
        Medium.SCHOOL_GUIDE,
        "Foto in de schoolgids",
        "Mag een herkenbare foto in de schoolgids?",
        "De schoolgids is er op papier en als bestand op de website. Iedereen kan hem lezen. "
        "De drukkerij krijgt de foto ook.",
        PRINT_WITHDRAWAL,
    ),
    Asked(
        "website",
        Medium.WEBSITE,
        "Foto op de website",
        "Mag een herkenbare foto op de website van de school?",
        "Iedereen op internet kan de website zien. De school zet er geen achternaam bij.",
        WEB_WITHDRAWAL,
    ),
    Asked(
        "instagram",
        Medium.INSTAGRAM,
        "Foto of video op Instagram",
        "Mag een herkenbare foto of video op Instagram?",
        "Iedereen kan het zien en doorsturen. Instagram is van het bedrijf Meta. "
        "Meta gebruikt foto's ook voor zichzelf.",
        WEB_WITHDRAWAL,
    ),
    Asked(
        "facebook",
        Medium.FACEBOOK,
        "Foto of video op Facebook",
        "Mag een herkenbare foto of video op Facebook?",
        "Iedereen kan het zien en doorsturen. Facebook is van het bedrijf Meta. "
        "Meta gebruikt foto's ook voor zichzelf.",
        WEB_WITHDRAWAL,
    ),
    Asked(
        "nieuwsbrief",
        Medium.PARENT_APP,
        "Foto in de nieuwsbrief en de ouderapp",
        "Mag een herkenbare foto in de nieuwsbrief en de ouderapp?",
        "Alleen ouders en medewerkers van de school kunnen die lezen. "
        "Zij kunnen een foto wel bewaren of doorsturen.",
        WEB_WITHDRAWAL,
    ),
    Asked(
        "pers",
        Medium.PRESS,
        "Foto of film in de pers",
        "Mag de pers een herkenbare foto of film maken op school?",
        "Soms komt een krant of omroep langs. De pers beslist zelf wat zij laat zien. "
        "De school kan een foto in de krant niet terughalen.",
        "Later toch nee? Dan doet de leerling niet meer mee als de pers komt.",
    ),
    Asked(
        "klassenlijst",
        Medium.CONTACT_LIST,
        "Gegevens op de klassenlijst",
        "Mogen naam en telefoonnummer op de lijst voor andere ouders van de groep?",
        "Met de lijst kunnen ouders elkaar bellen om te spelen of een feestje te vieren. "
        "Het adres staat er niet op.",
        "Later toch nee? Dan staan de gegevens niet op de volgende lijst.",
    ),
)


@transaction.atomic
def adopt_starter(board: Board, *, by: User, today: date) -> list[Purpose]:
    """Adds the questions that the board does not ask yet, from today. Safe to run twice."""
    made = []
    for position, asked in enumerate(QUESTIONS):
        purpose, is_new = Purpose.objects.get_or_create(
            board=board,
            school=None,
            code=asked.code,
            defaults={"medium": asked.medium.value, "position": position, "since": today},
        )
        if is_new:
            _first_text(purpose, asked, today)
            record("consent.purpose_added", actor=by, subject=purpose, board_id=board.pk)
            made.append(purpose)
    return made


def _first_text(purpose: Purpose, asked: Asked, today: date) -> None:
    PurposeText.objects.create(
        purpose=purpose,
        version=1,
        language="nl",
        in_force_on=today,
        title=asked.title,
        question=asked.question,
        explanation=asked.explanation,
        withdrawal=asked.withdrawal,
    )
