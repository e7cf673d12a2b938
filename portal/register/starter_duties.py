"""Beginregister, plichten: supervision, other schools, police, disputes (seed 000-002)."""

from portal.register.rules import Dpia, Informing, LegalBasis, Topic
from portal.register.starter_entry import CARE, Entry

LAW = "De wet schrijft dit voor."
POLICE_KEPT = "bij de school 2 jaar na vertrek"
DUTY_ENTRIES = (
    Entry(
        code="inspectie",
        topic=Topic.DUTY,
        name="Toezicht door de Inspectie",
        purpose="De Inspectie van het Onderwijs controleert hoe goed de school is. "
        "Zij mag dan ook gegevens van leerlingen zien.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date brin group_name year_group results "
        "test_scores school_advice support_plan support_evaluation absence",
        source="de leerlingadministratie",
        retention="bij de school tot 2 jaar na vertrek",
        consent_reason=f"{LAW} De school geeft niet meer dan nodig is.",
        parties=("inspectorate",),
        special_ground="AVG art. 9 lid 2 onder g: toezicht volgens de wet",
        inside="teacher director",
    ),
    Entry(
        code="attrack",
        topic=Topic.DUTY,
        name="Waar oud-leerlingen nu zijn",
        purpose="De school kijkt of haar advies klopte: "
        "zit de leerling na een tijd nog op dat niveau?",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date gender brin education_kind year_group "
        "school_advice left_on other_schools",
        source="de leerlingadministratie en de nieuwe school",
        retention="tot 2 jaar na vertrek",
        consent_reason="De Inspectie vraagt scholen dit te weten. Het hoort bij hun taak.",
        parties=("attrack",),
        about="former_pupil",
        systems="Attrack",
        owner="kwaliteitsmedewerker van het bestuur",
        inside="care_coordinator director",
    ),
    Entry(
        code="vorige-school",
        topic=Topic.DUTY,
        name="Bericht aan de vorige school",
        purpose="De vorige school hoort dat de leerling is ingeschreven.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name address postcode town birth_date pgn enrolled_on",
        source="de inschrijving",
        retention="5 jaar na vertrek",
        consent_reason=LAW,
        parties=("previous",),
        dpia=Dpia.NOT_NEEDED,
        dpia_reason="Een enkel bericht dat de wet vraagt.",
    ),
    Entry(
        code="nieuwe-school",
        topic=Topic.DUTY,
        name="Onderwijskundig rapport",
        purpose="De nieuwe school weet met het rapport hoe zij de leerling het beste helpt.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date group_name year_group results test_scores "
        "school_report support_reason support_plan support_evaluation school_advice",
        source="de leraren en de intern begeleider",
        retention="bij de school tot 2 jaar na vertrek",
        consent_reason="De wet vraagt dit rapport. De ouders zien het eerst, "
        "en vanaf 16 jaar de leerling. Hun mening gaat mee.",
        parties=("next",),
        informing=Informing.SEES_FIRST,
        special_ground="AVG art. 9 lid 2 onder g: de wet vraagt dit rapport",
        inside=CARE,
        owner="intern begeleider",
    ),
    Entry(
        code="leerlingzaken-gemeente",
        topic=Topic.DUTY,
        name="Leerlingzaken van de gemeente",
        purpose="De gemeente haalt meldingen van verzuim op bij DUO. "
        "Alleen medewerkers van leerlingzaken zien die. Anderen krijgen cijfers zonder namen.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name address postcode town birth_date pgn brin enrolled_on "
        "left_on absence",
        source="de melding van de school aan DUO",
        retention="bij de school 5 jaar na vertrek",
        consent_reason="De Leerplichtwet schrijft dit voor.",
        parties=("pupil_affairs",),
    ),
    Entry(
        code="politie-vordering",
        topic=Topic.DUTY,
        name="De politie eist gegevens",
        purpose="De politie mag bij een misdrijf gegevens eisen. Dat moet in een brief staan: "
        "over wie, welke gegevens, wanneer en hoe, en welk wetsartikel.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name initials address postcode town birth_date gender "
        "administrative_features",
        source="de leerlingadministratie",
        retention=POLICE_KEPT,
        consent_reason=f"{LAW} Zonder goede brief geeft de school niets.",
        parties=("police_demand",),
        informing=Informing.LATER,
        owner="privacy officer",
    ),
    Entry(
        code="politie-bevel",
        topic=Topic.DUTY,
        name="Een officier of rechter beveelt gegevens te geven",
        purpose="De school geeft wat in het bevel staat, en niet meer. "
        "De privacy officer kijkt eerst of het klopt.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date address postcode town absence "
        "conversation_notes offence",
        source="de leerlingadministratie en het dossier",
        retention=POLICE_KEPT,
        consent_reason=LAW,
        parties=("prosecutor",),
        informing=Informing.LATER,
        special_ground="AVG art. 9 en 10: alleen wat het bevel noemt",
        owner="privacy officer",
    ),
    Entry(
        code="klachten",
        topic=Topic.DUTY,
        name="Klachten en geschillen",
        purpose="Is er ruzie met de school of een klacht? "
        "Dan krijgt de commissie die erover gaat wat zij nodig heeft.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date group_name guardian_name guardian_address "
        "conversation_notes school_report support_plan",
        source="het dossier en de klacht",
        retention="2 jaar nadat de klacht klaar is",
        consent_reason="Een klacht goed behandelen hoort bij de taak van de school.",
        parties=("complaints",),
        special_ground="AVG art. 9 lid 2 onder f: nodig in een geschil",
        informing=Informing.TOLD,
        about="pupil guardian",
        inside="director board_office",
        owner="kantoor van het bestuur",
    ),
    Entry(
        code="accountant",
        topic=Topic.DUTY,
        name="Controle door de accountant",
        purpose="De accountant controleert of het geld voor leerlingen klopt.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date pupil_key group_name year_group "
        "education_kind enrolled_on left_on fees",
        source="de leerlingadministratie",
        retention="bij de school 7 jaar",
        consent_reason=LAW,
        parties=("accountant",),
        inside="office board_office",
        dpia=Dpia.NOT_NEEDED,
        dpia_reason="Gewone gegevens, de accountant bewaart geen lijsten van leerlingen.",
        owner="kantoor van het bestuur",
    ),
    Entry(
        code="dit-portaal",
        topic=Topic.DUTY,
        name="Dit portaal",
        purpose="Ouders en leerlingen zien hier hun gegevens, kiezen en doen verzoeken. "
        "Zo laat het bestuur zien dat het zich aan de wet houdt.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date brin group_name year_group enrolled_on "
        "left_on pupil_key guardian_name guardian_address guardian_email guardian_authority",
        source="de leerlingadministratie en wie het portaal gebruikt",
        retention="zolang de leerling op school zit; een verzoek 2 jaar na het antwoord",
        consent_reason="De wet geeft u rechten. Met dit portaal voert het bestuur die uit.",
        parties=("portal",),
        about="pupil guardian staff",
        inside="teacher office director board_office system_keeper",
        systems="Zeggenschap",
        owner="privacy officer",
    ),
)
