"""De ontvangers van het beginregister; a regional one gets its own name at the board."""

from portal.register.rules import RecipientRole, RuleCode
from portal.register.starter_entry import Party

PROCESSOR, CONTROLLER = RecipientRole.PROCESSOR, RecipientRole.CONTROLLER
AUTHORITY = RecipientRole.AUTHORITY


def _processor(code: str, name: str, rule: RuleCode, *, named: bool = True) -> Party:
    """Works for the board, so under an agreement (AVG 28(3))."""
    return Party(code, name, PROCESSOR, rule, is_category=not named, needs_agreement=True)


def _regional(code: str, name: str, role: RecipientRole, rule: RuleCode) -> Party:
    """Another in each region: the board fills in which."""
    return Party(code, name, role, rule, is_category=True)


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
    _processor("mls", "MLS", RuleCode.PUPIL_SYSTEM),
    _processor("esis_tracking", "ESIS (leerlingvolgsysteem)", RuleCode.TRACKING_SYSTEM),
    Party("publisher", "uitgever van de methode", PROCESSOR, RuleCode.PUBLISHER, True, True),
    _processor("website", "beheerder van de website", RuleCode.PUBLICATION, named=False),
    _regional("safe_home", "Veilig Thuis van de regio", AUTHORITY, RuleCode.SAFE_HOME),
    _regional("police_demand", "politie-eenheid van de regio", AUTHORITY, RuleCode.POLICE_DEMAND),
    Party("prosecutor", "Openbaar Ministerie", AUTHORITY, RuleCode.POLICE_ORDER),
    _regional("police_report", "politie-eenheid van de regio", AUTHORITY, RuleCode.POLICE_REPORT),
    _regional("police_team", "wijkagent van de school", AUTHORITY, RuleCode.POLICE_AT_TEAM),
    Party("inspectorate", "Inspectie van het Onderwijs", AUTHORITY, RuleCode.INSPECTORATE),
    _processor("attrack", "Attrack", RuleCode.MONITOR),
    _processor("amplixs", "Amplixs", RuleCode.SURVEY),
    _regional("researcher", "onderzoeker van buiten", CONTROLLER, RuleCode.RESEARCH),
    # Another for each pupil; its name stands in what was shared about that pupil.
    Party("previous", "vorige school van de leerling", CONTROLLER, RuleCode.PREVIOUS_SCHOOL),
    Party("next", "nieuwe school van de leerling", CONTROLLER, RuleCode.NEW_SCHOOL),
    _regional("pupil_affairs", "leerlingzaken van de gemeente", AUTHORITY, RuleCode.MUNICIPALITY),
    _processor("fees", "leverancier van het betaalsysteem", RuleCode.FEES, named=False),
    _regional("collection", "incassobureau", CONTROLLER, RuleCode.COLLECTION),
    Party("complaints", "Landelijke Klachtencommissie Onderwijs", CONTROLLER, RuleCode.DISPUTE),
    _regional("accountant", "accountant van het bestuur", CONTROLLER, RuleCode.ACCOUNTANT),
    _processor("alumni", "verzender van de nieuwsbrief", RuleCode.FORMER_PUPILS, named=False),
    _processor("portal", "beheerder van dit portaal", RuleCode.PORTAL, named=False),
)
