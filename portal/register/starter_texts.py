"""The texts of the beginregister: Dutch, level B1, edited by each board after adoption."""

from dataclasses import dataclass

from portal.register.rules import LegalBasis, RecipientRole, RuleCode, Topic


@dataclass(frozen=True)
class Party:
    """A recipient; `is_category` when the board must still fill in whose name it is."""

    code: str
    name: str
    role: RecipientRole
    rule: RuleCode
    is_category: bool = False
    needs_agreement: bool = False
    country: str = "NL"


@dataclass(frozen=True)
class Entry:
    """A processing; `fields` and `parties` are codes."""

    code: str
    topic: Topic
    name: str
    purpose: str
    basis: LegalBasis
    fields: str
    source: str
    retention: str
    consent_reason: str
    parties: tuple[str, ...]
    consent_needed: bool = False


PROCESSOR, CONTROLLER = RecipientRole.PROCESSOR, RecipientRole.CONTROLLER
AUTHORITY = RecipientRole.AUTHORITY

PARTIES = (
    Party("esis", "ESIS (Rovict)", PROCESSOR, RuleCode.PUPIL_SYSTEM, needs_agreement=True),
    Party("basispoort", "Basispoort", PROCESSOR, RuleCode.BASISPOORT, needs_agreement=True),
    Party("duo", "Dienst Uitvoering Onderwijs (DUO)", AUTHORITY, RuleCode.DUO),
    Party("jgz", "GGD van de regio", CONTROLLER, RuleCode.YOUTH_HEALTH, is_category=True),
    Party(
        "printer",
        "drukkerij",
        PROCESSOR,
        RuleCode.PUBLICATION,
        is_category=True,
        needs_agreement=True,
    ),
    Party(
        "meta",
        "Meta Platforms Ireland (Instagram en Facebook)",
        CONTROLLER,
        RuleCode.PUBLICATION,
        country="IE",
    ),
    Party(
        "support_team",
        "deelnemers aan het ondersteuningsteam",
        CONTROLLER,
        RuleCode.SUPPORT_TEAM,
        is_category=True,
    ),
    Party(
        "partnership",
        "samenwerkingsverband van de regio",
        CONTROLLER,
        RuleCode.PARTNERSHIP,
        is_category=True,
    ),
    Party(
        "municipality",
        "leerplichtambtenaar van de gemeente",
        AUTHORITY,
        RuleCode.ATTENDANCE_OFFICER,
        is_category=True,
    ),
)

ENTRIES = (
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
        parties=("esis",),
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
    ),
)
