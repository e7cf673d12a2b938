"""De teksten van het beginregister: Dutch, level B1, edited by each board after adoption."""

from portal.register.rules import Informing, LegalBasis, Topic
from portal.register.starter_care import CARE_ENTRIES
from portal.register.starter_duties import DUTY_ENTRIES
from portal.register.starter_entry import CARE, Entry, Party
from portal.register.starter_parties import PARTIES
from portal.register.starter_school import SCHOOL_ENTRIES

__all__ = ["ENTRIES", "PARTIES", "Entry", "Party"]

FIRST_ENTRIES = (
    Entry(
        code="leerlingadministratie",
        topic=Topic.TEACHING,
        name="Leerlingadministratie",
        purpose="De school houdt bij wie er les krijgt en hoe het leren gaat. "
        "Ook staat erin hoe zij de ouders bereikt.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name initials gender birth_date address postcode town "
        "pgn nationality birth_place results test_scores school_report conversation_notes "
        "group_name year_group enrolled_on left_on other_schools guardian_name guardian_address "
        "guardian_phone guardian_email guardian_authority absence pupil_key health",
        source="de ouders, de vorige school en de leraren",
        retention="tot 2 jaar na vertrek; verzuim en inschrijving 5 jaar",
        consent_reason="De school heeft deze gegevens nodig om les te geven.",
        parties=("esis", "mls"),
        special_ground="AVG art. 9 lid 2 onder g: nodig voor goed onderwijs en veiligheid",
        about="pupil guardian",
        inside="teacher care_coordinator office director",
        systems="ESIS of MLS",
    ),
    Entry(
        code="basispoort",
        topic=Topic.TEACHING,
        name="Inloggen bij digitale lessen",
        purpose="De leerling logt één keer in en kan dan bij alle digitale lessen van de school.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name gender birth_date group_name year_group brin "
        "pupil_key group_key basispoort_id",
        source="de leerlingadministratie",
        retention="zolang de leerling op school zit",
        consent_reason="De digitale lessen horen bij het onderwijs.",
        parties=("basispoort",),
        systems="Basispoort",
        inside="teacher office system_keeper",
    ),
    Entry(
        code="duo",
        topic=Topic.DUTY,
        name="Aanmelden bij de overheid",
        purpose="De overheid weet zo wie onderwijs volgt en betaalt daarvoor de school.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="pgn first_name prefix last_name gender birth_date address postcode town "
        "nationality birth_place brin education_kind year_group enrolled_on left_on school_advice",
        source="de leerlingadministratie",
        retention="bij de school 5 jaar na vertrek",
        consent_reason="De wet schrijft dit voor. "
        "Een vraag om toestemming zou dus geen echte keus zijn.",
        parties=("duo",),
    ),
    Entry(
        code="leerplicht",
        topic=Topic.DUTY,
        name="Leerplicht",
        purpose="De gemeente controleert of elk kind naar school gaat. "
        "Zij hoort het bij inschrijving, vertrek en veel verzuim.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="pgn first_name prefix last_name birth_date address postcode town enrolled_on "
        "left_on absence",
        source="de leerlingadministratie",
        retention="bij de school 5 jaar na vertrek",
        consent_reason="De Leerplichtwet schrijft dit voor.",
        parties=("municipality",),
        inside="teacher office director",
    ),
    Entry(
        code="jgz",
        topic=Topic.CARE,
        name="Gezondheidsonderzoek op school",
        purpose="De jeugdarts nodigt de juiste kinderen uit voor een onderzoek.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date brin education_kind enrolled_on group_name",
        source="de leerlingadministratie",
        retention="de jeugdarts bepaalt dit zelf volgens de wet",
        consent_reason="De arts heeft deze gegevens nodig voor een taak uit de wet. "
        "Wil de arts meer weten, dan vraagt de school eerst toestemming.",
        parties=("jgz",),
        inside="care_coordinator office",
    ),
    Entry(
        code="ondersteuningsteam",
        topic=Topic.CARE,
        name="Overleg over extra hulp",
        purpose="De school overlegt met deskundigen als een leerling extra hulp nodig heeft.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date group_name support_reason care_given "
        "care_contacts support_plan support_evaluation results",
        source="de leraren, de intern begeleider en de ouders",
        retention="tot 2 jaar na vertrek",
        consent_reason="De wet geeft de school deze taak. "
        "De ouders of de leerling horen het vooraf. "
        "Doet een hulpverlener van het gezin mee? Dan vraagt de school wel toestemming.",
        parties=("support_team",),
        informing=Informing.TOLD,
        special_ground="AVG art. 9 lid 2 onder g: extra hulp hoort bij de taak van de school",
        about="pupil guardian",
        inside=CARE,
        owner="intern begeleider",
    ),
    Entry(
        code="samenwerkingsverband",
        topic=Topic.CARE,
        name="Aanvraag van extra ondersteuning",
        purpose="Het samenwerkingsverband beslist over een plek of geld voor extra ondersteuning.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date address postcode town support_reason "
        "support_plan support_evaluation test_scores",
        source="de leerlingadministratie en het ondersteuningsteam",
        retention="tot 3 jaar na een verwijzing",
        consent_reason="Aanvragen hoort bij de taak van de school. "
        "De ouders of de leerling horen het vooraf.",
        parties=("partnership",),
        informing=Informing.TOLD,
        special_ground="AVG art. 9 lid 2 onder g: de wet vraagt dit voor extra ondersteuning",
        inside="care_coordinator director",
        owner="intern begeleider",
    ),
    Entry(
        code="schoolgids",
        topic=Topic.SHOWING,
        name="Foto's in de schoolgids",
        purpose="De schoolgids laat zien hoe het op school gaat.",
        basis=LegalBasis.CONSENT,
        fields="photo first_name",
        source="de school of een fotograaf",
        retention="tot de volgende gids; een gedrukte gids blijft bestaan",
        consent_needed=True,
        consent_reason="Een foto is niet nodig om les te geven.",
        parties=("printer",),
        informing=Informing.CONSENT,
        systems="fotomap van de school",
    ),
    Entry(
        code="sociale-media",
        topic=Topic.SHOWING,
        name="Foto's en video's op sociale media",
        purpose="De school laat op Instagram en Facebook zien wat er gebeurt.",
        basis=LegalBasis.CONSENT,
        fields="photo video first_name",
        source="de school",
        retention="tot iemand het ja intrekt, en anders 2 jaar",
        consent_needed=True,
        consent_reason="Een foto of video is niet nodig om les te geven. De keuze is per kanaal.",
        parties=("meta",),
        informing=Informing.CONSENT,
        systems="fotomap van de school",
    ),
)

ENTRIES = (*FIRST_ENTRIES, *SCHOOL_ENTRIES, *DUTY_ENTRIES, *CARE_ENTRIES)
