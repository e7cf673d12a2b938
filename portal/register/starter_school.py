"""Beginregister, les en publicaties: more rows of law.md §6 (seed 002; seed 001 art. 3, 12)."""

from portal.register.rules import Dpia, Informing, LegalBasis, Topic
from portal.register.starter_entry import CARE, Entry

SCHOOL_ENTRIES = (
    Entry(
        code="leerlingvolgsysteem",
        topic=Topic.TEACHING,
        name="Volgen hoe het leren gaat",
        purpose="De school ziet zo op tijd of een leerling vooruitgaat of hulp nodig heeft.",
        basis=LegalBasis.LEGAL_DUTY,
        fields="first_name prefix last_name birth_date group_name year_group results test_scores "
        "school_report support_evaluation pupil_key",
        source="toetsen en de leraren",
        retention="tot 2 jaar na vertrek",
        consent_reason="De wet vraagt dat een school de leerlingen volgt.",
        parties=("esis_tracking",),
        inside=CARE,
        systems="ESIS",
        owner="intern begeleider",
    ),
    Entry(
        code="leermiddelen",
        topic=Topic.TEACHING,
        name="Digitale lesboeken",
        purpose="De leerling werkt met het lesboek op het scherm. "
        "De leraar ziet wat af is en wat lukt.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name pupil_key group_name year_group basispoort_id "
        "material_use",
        source="Basispoort en het werk van de leerling",
        retention="zolang de school een licentie heeft, en niet langer dan het schooljaar erna",
        consent_reason="Het lesboek hoort bij de les. "
        "De uitgever geeft de gegevens niet door aan anderen.",
        parties=("publisher",),
        inside="teacher",
        systems="omgeving van de uitgever",
    ),
    Entry(
        code="website",
        topic=Topic.SHOWING,
        name="Foto's en video's op de website",
        purpose="De website laat zien hoe het op school gaat.",
        basis=LegalBasis.CONSENT,
        fields="photo video first_name",
        source="de school of een fotograaf",
        retention="tot iemand het ja intrekt, en anders 2 jaar",
        consent_needed=True,
        consent_reason="Een foto is niet nodig om les te geven. "
        "Ook een pagina met een wachtwoord telt mee.",
        parties=("website",),
        informing=Informing.CONSENT,
        systems="website van de school",
    ),
    Entry(
        code="tevredenheid",
        topic=Topic.TEACHING,
        name="Onderzoek naar tevredenheid",
        purpose="Het bestuur vraagt elk jaar wat leerlingen en ouders van de school vinden.",
        basis=LegalBasis.PUBLIC_TASK,
        fields="first_name prefix last_name birth_date group_name enrolled_on residential gender "
        "address postcode town",
        source="de leerlingadministratie",
        retention="tot het onderzoek klaar is",
        consent_reason="Het bestuur moet weten hoe goed de school is. Meedoen hoeft niet. "
        "Van kleine groepen komen er geen uitkomsten naar buiten.",
        parties=("amplixs",),
        about="pupil guardian",
        inside="board_office",
        systems="Amplixs",
        owner="kwaliteitsmedewerker van het bestuur",
    ),
    Entry(
        code="onderzoek-door-anderen",
        topic=Topic.TEACHING,
        name="Onderzoek door anderen",
        purpose="Een universiteit of bureau onderzoekt iets op school.",
        basis=LegalBasis.CONSENT,
        fields="first_name prefix last_name birth_date gender group_name guardian_name "
        "guardian_email",
        source="de leerlingadministratie",
        retention="zoals in de vraag om toestemming staat",
        consent_needed=True,
        consent_reason="Dit onderzoek is niet nodig om les te geven.",
        parties=("researcher",),
        informing=Informing.CONSENT,
        about="pupil guardian",
    ),
    Entry(
        code="bijdragen",
        topic=Topic.TEACHING,
        name="Bijdragen en rekeningen",
        purpose="De school rekent uit wat ouders betalen voor bijvoorbeeld een reis, "
        "en houdt bij wat betaald is.",
        basis=LegalBasis.CONTRACT,
        fields="first_name prefix last_name group_name guardian_name guardian_address "
        "guardian_email bank_account fees",
        source="de ouders en de schooladministratie",
        retention="7 jaar, want dat vraagt de belastingwet",
        consent_reason="De ouders spraken de betaling met de school af. "
        "De vrijwillige bijdrage blijft vrijwillig.",
        parties=("fees",),
        about="pupil guardian",
        systems="betaalsysteem",
        dpia=Dpia.NOT_NEEDED,
        dpia_reason="Gewone gegevens, klein risico.",
    ),
    Entry(
        code="incasso",
        topic=Topic.TEACHING,
        name="Een rekening laten innen",
        purpose="Blijft een afgesproken rekening na herinneringen open? "
        "Dan mag de school een ander bedrijf vragen die te innen.",
        basis=LegalBasis.CONTRACT,
        fields="guardian_name guardian_address guardian_email guardian_phone fees",
        source="de administratie van bijdragen",
        retention="7 jaar, want dat vraagt de belastingwet",
        consent_reason="Het gaat om een afgesproken betaling. De ouders horen het vooraf.",
        parties=("collection",),
        informing=Informing.TOLD,
        about="guardian",
        systems="betaalsysteem",
        dpia=Dpia.NOT_NEEDED,
        dpia_reason="Gewone gegevens, klein risico.",
        owner="kantoor van het bestuur",
    ),
    Entry(
        code="oud-leerlingen",
        topic=Topic.TEACHING,
        name="Contact met oud-leerlingen",
        purpose="De school houdt contact met oud-leerlingen, stuurt hun nieuws "
        "en houdt bij wat zij geven of betalen.",
        basis=LegalBasis.LEGITIMATE_INTEREST,
        fields="first_name prefix last_name initials gender birth_date address postcode town "
        "phone email bank_account",
        source="de leerlingadministratie en de oud-leerling zelf",
        retention="zolang het contact duurt; weg op verzoek of bij overlijden",
        consent_reason="De school wil contact houden. Wie dat niet wil, zegt nee en is meteen weg.",
        direct_marketing=True,
        parties=("alumni",),
        about="former_pupil",
        systems="adressenlijst van oud-leerlingen",
        dpia=Dpia.NOT_NEEDED,
        dpia_reason="Gewone gegevens, klein risico.",
    ),
)
