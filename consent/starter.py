"""Beginvragen: the usual purposes that a board adopts, with a first version of their Dutch text."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from consent.actions.purposes import Words, write
from consent.models import Purpose
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
    words: Words


QUESTIONS = (
    Asked(
        "schoolgids",
        Medium.SCHOOL_GUIDE,
        Words(
            "Foto in de schoolgids",
            "Mag een herkenbare foto in de schoolgids?",
            "De schoolgids is er op papier en als bestand op de website. Iedereen kan hem lezen. "
            "De drukkerij krijgt de foto ook.",
            PRINT_WITHDRAWAL,
            audience="Iedereen die de gids leest.",
            kept="Een schooljaar. Op papier blijft het bestaan.",
            for_child="Dan staat jouw foto in het boekje over de school.",
        ),
    ),
    Asked(
        "website",
        Medium.WEBSITE,
        Words(
            "Foto op de website",
            "Mag een herkenbare foto op de website van de school?",
            "Iedereen op internet kan de website zien. De school zet er geen achternaam bij.",
            WEB_WITHDRAWAL,
            audience="Iedereen op internet.",
            kept="Twee schooljaren.",
            for_child="Dan kan iedereen op internet jouw foto zien.",
        ),
    ),
    Asked(
        "instagram",
        Medium.INSTAGRAM,
        Words(
            "Foto of video op Instagram",
            "Mag een herkenbare foto of video op Instagram?",
            "Iedereen kan het zien en doorsturen. Instagram is van het bedrijf Meta. "
            "Meta gebruikt foto's ook voor zichzelf.",
            WEB_WITHDRAWAL,
            audience="Iedereen op internet.",
            kept="Twee schooljaren.",
            for_child="Dan staat jouw foto op een app. Mensen die je niet kent, zien hem ook.",
        ),
    ),
    Asked(
        "facebook",
        Medium.FACEBOOK,
        Words(
            "Foto of video op Facebook",
            "Mag een herkenbare foto of video op Facebook?",
            "Iedereen kan het zien en doorsturen. Facebook is van het bedrijf Meta. "
            "Meta gebruikt foto's ook voor zichzelf.",
            WEB_WITHDRAWAL,
            audience="Iedereen op internet.",
            kept="Twee schooljaren.",
            for_child="Dan staat jouw foto op een app. Mensen die je niet kent, zien hem ook.",
        ),
    ),
    Asked(
        "nieuwsbrief",
        Medium.NEWSLETTER,
        Words(
            "Foto in de nieuwsbrief",
            "Mag een herkenbare foto in de nieuwsbrief?",
            "Alleen ouders en medewerkers van de school krijgen die. "
            "Zij kunnen een foto wel bewaren of doorsturen.",
            WEB_WITHDRAWAL,
            audience="Ouders en medewerkers van de school.",
            kept="Een schooljaar.",
            for_child="Dan zien andere ouders jouw foto in een bericht van school.",
        ),
    ),
    Asked(
        "pers",
        Medium.PRESS,
        Words(
            "Foto of film in de pers",
            "Mag de pers een herkenbare foto of film maken op school?",
            "Soms komt een krant of omroep langs. De pers beslist zelf wat zij laat zien. "
            "De school kan een foto in de krant niet terughalen.",
            "Later toch nee? Dan doet de leerling niet meer mee als de pers komt.",
            audience="Iedereen die de krant leest of het programma ziet.",
            kept="Zo lang als de pers wil.",
            for_child="Dan kun je in de krant of op tv komen.",
        ),
    ),
    Asked(
        "klassenlijst",
        Medium.CONTACT_LIST,
        Words(
            "Gegevens op de klassenlijst",
            "Mogen naam en telefoonnummer op de lijst voor andere ouders van de groep?",
            "Met de lijst kunnen ouders elkaar bellen om te spelen of een feestje te vieren. "
            "Het adres staat er niet op.",
            "Later toch nee? Dan staan de gegevens niet op de volgende lijst.",
            audience="De ouders van de groep.",
            kept="Een schooljaar.",
            for_child="Dan staan jouw naam en een nummer op een lijst voor ouders.",
        ),
    ),
)

# Not adopted by themselves: a board picks what fits, and changes the words.
EXAMPLES = (
    Asked(
        "ouderapp",
        Medium.CLOSED_APP,
        Words(
            "Foto in de ouderapp",
            "Mag een herkenbare foto in de ouderapp?",
            "Alleen ouders en medewerkers van de school kunnen erin. "
            "Zij kunnen een foto wel bewaren of doorsturen.",
            WEB_WITHDRAWAL,
            audience="Ouders en medewerkers van de school.",
            kept="Een schooljaar.",
            for_child="Dan zien andere ouders jouw foto in de app van school.",
        ),
    ),
    Asked(
        "youtube",
        Medium.YOUTUBE,
        Words(
            "Film op YouTube",
            "Mag een herkenbare film op YouTube?",
            "Iedereen kan de film zien en doorsturen. YouTube is van het bedrijf Google.",
            WEB_WITHDRAWAL,
            audience="Iedereen op internet.",
            kept="Twee schooljaren.",
            for_child="Dan kan iedereen op internet jou in een film zien.",
        ),
    ),
    Asked(
        "lesfilm",
        Medium.LESSON_VIDEO,
        Words(
            "Film om van te leren",
            "Mag de leraar filmen in de klas om er zelf van te leren?",
            "De leraar kijkt met een begeleider terug hoe de les ging. "
            "Daarna wist de school de film.",
            "Later toch nee? Dan wist de school de film meteen.",
            audience="De leraar en de begeleider.",
            kept="Vier weken.",
            for_child="De juf of meester kijkt terug hoe de les ging.",
        ),
    ),
    Asked(
        "schoolfotograaf",
        Medium.PHOTOGRAPHER,
        Words(
            "De schoolfotograaf",
            "Mag de schoolfotograaf een foto maken?",
            "De fotograaf maakt een portret. U beslist zelf of u het koopt. "
            "De fotograaf krijgt de naam en de groep.",
            "Later toch nee? Dan vraagt de school de fotograaf om de foto te wissen.",
            audience="De fotograaf en u.",
            kept="Een schooljaar, bij de fotograaf.",
            for_child="Een fotograaf maakt een foto van jou, voor thuis.",
        ),
    ),
    Asked(
        "klassenfoto",
        Medium.CLASS_PHOTO,
        Words(
            "De klassenfoto met namen",
            "Mag de foto met de naam op de klassenfoto?",
            "Alle ouders van de groep kunnen de klassenfoto kopen. De namen staan erbij.",
            PRINT_WITHDRAWAL,
            audience="De ouders van de groep.",
            kept="De foto blijft bij wie hem koopt.",
            for_child="Dan sta je met je naam op de foto van de klas.",
        ),
    ),
    Asked(
        "onderzoek",
        Medium.RESEARCH,
        Words(
            "Onderzoek door anderen",
            "Mag een onderzoeker gegevens van de leerling gebruiken?",
            "Schrijf hier wie onderzoekt, wat hij wil weten en welke gegevens hij krijgt.",
            "Later toch nee? Dan stopt het gebruik. De onderzoeker wist de gegevens.",
            audience="De onderzoekers.",
            kept="Zo lang het onderzoek duurt.",
        ),
    ),
    Asked(
        "jgz-meer",
        Medium.YOUTH_HEALTH,
        Words(
            "Meer gegevens voor de GGD",
            "Mag de school meer vertellen aan de jeugdarts van de GGD?",
            "Naam, geboortedatum en groep krijgt de GGD altijd. Het gaat hier om meer: "
            "bijvoorbeeld hoe vaak de leerling ziek is.",
            "Later toch nee? Dan krijgt de GGD daarna niets meer.",
            audience="De jeugdarts en de verpleegkundige.",
            kept="De GGD bewaart dit in het eigen dossier.",
        ),
    ),
    Asked(
        "hulpverleners",
        Medium.FAMILY_CARERS,
        Words(
            "Praten met hulpverleners",
            "Mogen hulpverleners van uw gezin meepraten over de leerling?",
            "Het gaat om het overleg van het ondersteuningsteam. Schrijf hier wie er meepraat.",
            "Later toch nee? Dan praten zij daarna niet meer mee.",
            audience="Wie bij het overleg is.",
            kept="Het verslag blijft zo lang als het dossier.",
        ),
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
            write(purpose, asked.words, version=1, in_force_on=today)
            record("consent.purpose_added", actor=by, subject=purpose, board_id=board.pk)
            made.append(purpose)
    return made
