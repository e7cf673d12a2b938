"""Beginregister: the texts for children, and who at school sees it; by the code of the entry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What a family reads beside the entry itself; `rule` is a code of starter_family.RULES."""

    child_text: str
    seen_by: str
    rule: str = ""


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
    "leerlingvolgsysteem": Told(
        "De leraar schrijft op wat je al kunt en wat nog moeilijk is. "
        "Zo krijg je de hulp die bij je past.",
        "de eigen leraren, de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "leermiddelen": Told(
        "Je maakt lessen op het scherm. De leraar ziet wat af is en wat goed gaat.",
        "de eigen leraren",
    ),
    "website": Told(
        "Soms zet de school een foto van je op haar website. Dat mag alleen als er ja is gezegd.",
        "wie de website maakt en de directie",
        "publicatie",
    ),
    "tevredenheid": Told(
        "De school vraagt elk jaar wat je van school vindt. Niemand ziet wat jij hebt gezegd.",
        "wie het onderzoek regelt; de antwoorden staan er zonder naam in",
    ),
    "onderzoek-door-anderen": Told(
        "Soms willen mensen van buiten iets onderzoeken op school. "
        "Meedoen mag alleen als er ja is gezegd.",
        "wie het onderzoek regelt",
    ),
    "bijdragen": Told(
        "De school houdt bij wie een reisje of feest heeft betaald.",
        "de administratie en de directie",
        "geld",
    ),
    "incasso": Told(
        "Soms betaalt iemand een rekening niet. "
        "Dan vraagt een ander bedrijf om het geld. Jij hoeft niets te doen.",
        "de administratie en de directie",
        "geld",
    ),
    "accountant": Told(
        "Een controleur kijkt of de school goed met haar geld omgaat.",
        "de administratie en de directie",
        "geld",
    ),
    "oud-leerlingen": Told(
        "Ben je van school? Dan mag de school je soms nog nieuws sturen. "
        "Wil je dat niet, dan stopt zij.",
        "de administratie",
        "oud-leerlingen",
    ),
    "veilig-thuis": Told(
        "Elk kind moet veilig zijn. Maakt de school zich zorgen? "
        "Dan vraagt zij raad aan mensen die daar veel van weten.",
        "de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "politie-aangifte": Told(
        "Gebeurt er iets dat niet mag van de wet? Dan kan de school naar de politie gaan.",
        "de directie",
        "leerlingdossier",
    ),
    "politie-overleg": Told(
        "Bij een groot probleem praat de school soms met de wijkagent.",
        "de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "politie-vordering": Told(
        "De politie kan de school vragen wie je bent en waar je woont. "
        "Dat mag alleen met een brief waarin staat waarom.",
        "de directie en de privacy officer",
    ),
    "politie-bevel": Told(
        "Een rechter of officier kan de school een opdracht geven. Dan moet de school die doen.",
        "de directie en de privacy officer",
    ),
    "inspectie": Told(
        "De inspectie kijkt of je een goede school hebt. Soms kijkt zij daarvoor in het werk.",
        "de eigen leraren en de directie",
        "leerlingdossier",
    ),
    "attrack": Told(
        "De school kijkt later of haar advies goed was voor leerlingen die weg zijn.",
        "de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "vorige-school": Told(
        "Je oude school hoort dat je hier nu op school zit.",
        "de administratie",
        "formulieren",
    ),
    "nieuwe-school": Told(
        "Ga je naar een andere school? Dan vertelt je leraar daar hoe jij het beste leert.",
        "de eigen leraren, de intern begeleider en de directie",
        "leerlingdossier",
    ),
    "leerlingzaken-gemeente": Told(
        "De gemeente hoort het als je vaak niet op school bent. Zo kan zij je helpen.",
        "de administratie en de directie",
        "inschrijving-verzuim",
    ),
    "klachten": Told(
        "Is er ruzie of een klacht? Dan schrijft de school op wat er is gebeurd en zoekt hulp.",
        "de directie",
        "klacht",
    ),
    "dit-portaal": Told(
        "Hier zie je wat de school van je weet. Je ouders kunnen hier ja of nee zeggen.",
        "de administratie, de privacy officer en de functionaris gegevensbescherming",
        "op-school",
    ),
}
