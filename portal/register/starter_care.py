"""Beginregister, zorg en veiligheid: Veilig Thuis and the police at the school (seed 002)."""

from portal.register.rules import Informing, LegalBasis, Topic
from portal.register.starter_entry import Entry

CARE_ENTRIES = (
    Entry(
        code="veilig-thuis",
        topic=Topic.CARE,
        name="Advies of melding bij Veilig Thuis",
        purpose="Maakt de school zich zorgen over de veiligheid van een kind? "
        "Dan vraagt zij advies aan Veilig Thuis, meldt zij de zorg of beantwoordt zij vragen.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date address postcode town guardian_name "
        "safety_concern absence",
        source="de leraren en het team; bij elk gegeven staat van wie het komt",
        retention="tot 2 jaar na vertrek",
        consent_reason="De wet laat dit toe zonder toestemming. De school vertelt het de ouders "
        "vooraf, behalve als dat voor iemand onveilig is.",
        parties=("safe_home",),
        informing=Informing.TOLD_UNLESS_SAFETY,
        special_ground="AVG art. 9 lid 2 onder g: meldcode en Wmo 2015",
        about="pupil guardian",
        inside="care_coordinator director",
        owner="directeur van de school",
    ),
    Entry(
        code="politie-aangifte",
        topic=Topic.CARE,
        name="Aangifte of advies bij de politie",
        purpose="De school meldt een strafbaar feit of vraagt de politie om advies.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date address postcode town offence",
        source="wat de school zelf zag of hoorde",
        retention="tot 2 jaar na vertrek",
        consent_reason="De school moet zorgen dat het op school veilig is. "
        "De directeur beslist en schrijft de reden op.",
        parties=("police_report",),
        informing=Informing.TOLD_UNLESS_SAFETY,
        special_ground="AVG art. 10: alleen wat voor de aangifte nodig is",
        inside="director",
        owner="directeur van de school",
    ),
    Entry(
        code="politie-overleg",
        topic=Topic.CARE,
        name="De politie in het ondersteuningsteam",
        purpose="Gaat het overleg over een leerling die ergens van verdacht wordt? "
        "Dan kan de school de wijkagent uitnodigen, tot het probleem voorbij is.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date offence",
        source="het ondersteuningsteam; bij elk gegeven staat van wie het komt",
        retention="tot 2 jaar na vertrek",
        consent_reason="Veiligheid hoort bij de taak van de school. "
        "De ouders of de leerling horen het vooraf.",
        parties=("police_team",),
        informing=Informing.TOLD,
        special_ground="AVG art. 10: alleen over verdachten",
        inside="care_coordinator director",
        owner="intern begeleider",
    ),
)
