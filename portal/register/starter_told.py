"""Beginregister: the texts for children and the terms, by the code of the entry."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """What a family reads beside the entry itself; `rule` is a code of starter_family.RULES."""

    child_text: str
    rule: str = ""


TOLD = {
    "leerlingadministratie": Told(
        "De school schrijft op hoe je heet, waar je woont en hoe het leren gaat. "
        "Zo weet je leraar wat je al kunt. En de school kan je ouders bellen.",
        "leerlingdossier",
    ),
    "basispoort": Told(
        "Je logt één keer in op de computer. Daarna werken al je lessen op het scherm.",
        "op-school",
    ),
    "duo": Told(
        "De school vertelt de overheid dat je hier op school zit. "
        "Dan krijgt de school geld voor je les.",
        "inschrijving-verzuim",
    ),
    "leerplicht": Told(
        "Elk kind moet naar school. De gemeente kijkt of dat lukt. "
        "De school vertelt het als je vaak weg bent.",
        "inschrijving-verzuim",
    ),
    "jgz": Told(
        "De jeugdarts kijkt of je gezond bent en goed groeit. "
        "De school vertelt de arts wie in welke groep zit.",
    ),
    "ondersteuningsteam": Told(
        "Soms is leren of omgaan met anderen moeilijk. "
        "Dan praat de school met mensen die je goed kunnen helpen.",
        "leerlingdossier",
    ),
    "samenwerkingsverband": Told(
        "Heb je meer hulp nodig dan de school kan geven? "
        "Dan vraagt de school aan andere mensen om die hulp te betalen.",
        "verwijzing",
    ),
    "schoolgids": Told(
        "Soms staat er een foto van je in het boekje van de school. "
        "Dat mag alleen als er ja is gezegd.",
        "drukwerk",
    ),
    "sociale-media": Told(
        "Soms zet de school een foto of filmpje van je op internet. "
        "Dat mag alleen als er ja is gezegd. Nee zeggen kan altijd.",
        "publicatie",
    ),
    "leerlingvolgsysteem": Told(
        "De leraar schrijft op wat je al kunt en wat nog moeilijk is. "
        "Zo krijg je de hulp die bij je past.",
        "leerlingdossier",
    ),
    "leermiddelen": Told(
        "Je maakt lessen op het scherm. De leraar ziet wat af is en wat goed gaat.",
    ),
    "website": Told(
        "Soms zet de school een foto van je op haar website. Dat mag alleen als er ja is gezegd.",
        "publicatie",
    ),
    "tevredenheid": Told(
        "De school vraagt elk jaar wat je van school vindt. Niemand ziet wat jij hebt gezegd.",
    ),
    "onderzoek-door-anderen": Told(
        "Soms willen mensen van buiten iets onderzoeken op school. "
        "Meedoen mag alleen als er ja is gezegd.",
    ),
    "bijdragen": Told(
        "De school houdt bij wie een reisje of feest heeft betaald.",
        "geld",
    ),
    "incasso": Told(
        "Soms betaalt iemand een rekening niet. "
        "Dan vraagt een ander bedrijf om het geld. Jij hoeft niets te doen.",
        "geld",
    ),
    "accountant": Told(
        "Een controleur kijkt of de school goed met haar geld omgaat.",
        "geld",
    ),
    "oud-leerlingen": Told(
        "Ben je van school? Dan mag de school je soms nog nieuws sturen. "
        "Wil je dat niet, dan stopt zij.",
        "oud-leerlingen",
    ),
    "veilig-thuis": Told(
        "Elk kind moet veilig zijn. Maakt de school zich zorgen? "
        "Dan vraagt zij raad aan mensen die daar veel van weten.",
        "leerlingdossier",
    ),
    "politie-aangifte": Told(
        "Gebeurt er iets dat niet mag van de wet? Dan kan de school naar de politie gaan.",
        "leerlingdossier",
    ),
    "politie-overleg": Told(
        "Bij een groot probleem praat de school soms met de wijkagent.",
        "leerlingdossier",
    ),
    "politie-vordering": Told(
        "De politie kan de school vragen wie je bent en waar je woont. "
        "Dat mag alleen met een brief waarin staat waarom.",
    ),
    "politie-bevel": Told(
        "Een rechter of officier kan de school een opdracht geven. Dan moet de school die doen.",
    ),
    "inspectie": Told(
        "De inspectie kijkt of je een goede school hebt. Soms kijkt zij daarvoor in het werk.",
        "leerlingdossier",
    ),
    "attrack": Told(
        "De school kijkt later of haar advies goed was voor leerlingen die weg zijn.",
        "leerlingdossier",
    ),
    "vorige-school": Told(
        "Je oude school hoort dat je hier nu op school zit.",
        "formulieren",
    ),
    "nieuwe-school": Told(
        "Ga je naar een andere school? Dan vertelt je leraar daar hoe jij het beste leert.",
        "leerlingdossier",
    ),
    "leerlingzaken-gemeente": Told(
        "De gemeente hoort het als je vaak niet op school bent. Zo kan zij je helpen.",
        "inschrijving-verzuim",
    ),
    "klachten": Told(
        "Is er ruzie of een klacht? Dan schrijft de school op wat er is gebeurd en zoekt hulp.",
        "klacht",
    ),
    "dit-portaal": Told(
        "Hier zie je wat de school van je weet. Je ouders kunnen hier ja of nee zeggen.",
        "op-school",
    ),
}
