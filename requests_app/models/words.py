"""Dutch words for the codes of the rules: labels of columns, forms, pages and letters."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.rules import (
    Alarm,
    AuthorityProof,
    Document,
    GroundCode,
    Handed,
    Kind,
    Others,
    Outcome,
    PartOutcome,
    ReceivedVia,
    Result,
    Standing,
    State,
    SuspensionReason,
    TaskPurpose,
    Watch,
)

KINDS: dict[Kind, Promise] = {
    Kind.ACCESS: _("gegevens inzien"),
    Kind.CORRECTION: _("gegevens verbeteren"),
    Kind.ERASURE: _("gegevens verwijderen"),
    Kind.LIMITATION: _("gegevens tijdelijk niet gebruiken"),
    Kind.PORTABILITY: _("gegevens meenemen"),
    Kind.OBJECTION: _("bezwaar tegen het gebruik van gegevens"),
    Kind.COMPLAINT: _("klacht over privacy"),
    Kind.INFORMATION: _("informatie over uw kind"),
    Kind.QUESTION: _("vraag over privacy"),
}
ADVERTISING = _("stoppen met reclame en werving")  # a verzet at once: AVG 21(2)-(3)

STATES: dict[State, Promise] = {
    State.RECEIVED: _("ontvangen"),
    State.IN_PROGRESS: _("in behandeling"),
    State.PROPOSED: _("wacht op akkoord"),
    State.ANSWERED: _("beantwoord"),
    State.CLOSED: _("gesloten"),
    State.WITHDRAWN: _("ingetrokken"),
}

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.GRANTED: _("Ja, helemaal"),
    Outcome.PARTLY: _("Ja, maar niet alles"),
    Outcome.REFUSED: _("Nee"),
    Outcome.NOT_HANDLED: _("Niet in behandeling"),
}

# Of these kinds nobody gives or refuses a right: other words for the same codes.
OUTCOMES_OF_KIND: dict[Kind, dict[Outcome, Promise]] = {
    Kind.COMPLAINT: {
        Outcome.GRANTED: _("Gegrond: de klacht klopt"),
        Outcome.PARTLY: _("Deels gegrond: de klacht klopt voor een deel"),
        Outcome.REFUSED: _("Ongegrond: de klacht klopt niet"),
    },
    Kind.QUESTION: {Outcome.GRANTED: _("De vraag is beantwoord")},
}


def outcome_words(kind: Kind, outcome: Outcome) -> Promise:
    """What was decided, in the words that fit this kind of request."""
    return OUTCOMES_OF_KIND.get(kind, OUTCOMES).get(outcome, OUTCOMES[outcome])


PART_OUTCOMES: dict[PartOutcome, Promise] = {
    PartOutcome.GRANTED: _("Ja"),
    PartOutcome.PARTLY: _("Deels"),
    PartOutcome.REFUSED: _("Nee"),
    PartOutcome.NOT_APPLICABLE: _("Niet van toepassing"),
}

VIAS: dict[ReceivedVia, Promise] = {
    ReceivedVia.PORTAL: _("via het portaal"),
    ReceivedVia.LETTER: _("per brief"),
    ReceivedVia.MAIL: _("per e-mail"),
    ReceivedVia.PHONE: _("per telefoon"),
    ReceivedVia.TALK: _("in een gesprek"),
}

DOCUMENTS: dict[Document, Promise] = {
    Document.PASSPORT: _("paspoort"),
    Document.ID_CARD: _("identiteitskaart"),
    Document.DRIVING: _("rijbewijs"),
    Document.RESIDENCE: _("verblijfsdocument"),
    Document.KNOWN: _("persoonlijk bekend bij de school"),
}

AUTHORITY_PROOFS: dict[AuthorityProof, Promise] = {
    AuthorityProof.REGISTER: _("uittreksel uit het gezagsregister"),
    AuthorityProof.COURT: _("uitspraak van de rechter"),
    AuthorityProof.BIRTH: _("akte van geboorte of erkenning"),
    AuthorityProof.ROSTER: _("administratie van de school"),
}

SUSPENSION_REASONS: dict[SuspensionReason, Promise] = {
    SuspensionReason.IDENTITY: _("twijfel over wie het verzoek doet"),
    SuspensionReason.AUTHORITY: _("twijfel over het gezag"),
    SuspensionReason.SCOPE: _("vraag om een groot verzoek kleiner te maken"),
}

ALARMS: dict[Alarm, Promise] = {
    Alarm.ASKED_LATE: _("later gevraagd dan vijf werkdagen na ontvangst"),
    Alarm.OPEN_LONG: _("langer dan drie weken open"),
    Alarm.ONLY_BY_PAUSE: _("alleen op tijd door de pauze"),
}

TASKS: dict[TaskPurpose, Promise] = {
    TaskPurpose.COLLECT: _("gegevens verzamelen"),
    TaskPurpose.CORRECT: _("gegevens verbeteren"),
    TaskPurpose.ERASE: _("gegevens verwijderen"),
    TaskPurpose.STOP: _("gebruik stoppen"),
    TaskPurpose.FREEZE: _("gebruik stilleggen tot het besluit"),
    TaskPurpose.RESUME: _("gebruik mag weer"),
    TaskPurpose.NOTIFY: _("ontvanger inlichten"),
}

RESULTS: dict[Result, Promise] = {
    Result.DELIVERED: _("gegevens aangeleverd"),
    Result.NOTHING_HELD: _("heeft geen gegevens"),
    Result.DONE: _("gedaan"),
    Result.INFORMED: _("ingelicht"),
    Result.IMPOSSIBLE: _("kan niet"),
    Result.DISPROPORTIONATE: _("te veel moeite voor wat het oplevert"),
    Result.NOT_RECEIVED: _("kreeg deze gegevens niet"),
    Result.CASE_ANSWERED: _("niet meer nodig: het antwoord is gegeven"),
    Result.CASE_WITHDRAWN: _("niet meer nodig: het verzoek is ingetrokken"),
}

OTHERS: dict[Others, Promise] = {
    Others.UNCHECKED: _("nog niet bekeken"),
    Others.NONE: _("geen gegevens van anderen"),
    Others.KEPT: _("wel, en het mag mee"),
    Others.BLACKENED: _("wel, en onleesbaar gemaakt"),
    Others.LEFT_OUT: _("wel, en daarom niet mee"),
}

HANDED: dict[Handed, Promise] = {
    Handed.PORTAL: _("in het portaal"),
    Handed.POST: _("per post"),
    Handed.DESK: _("aan de balie"),
    Handed.FAILED: _("kon niet worden gegeven"),
}

STANDINGS: dict[Standing, Promise] = {
    Standing.IN_TIME: _("op tijd"),
    Standing.PROMISE_PASSED: _("later dan beloofd, binnen de wet"),
    Standing.OVERDUE: _("te laat"),
}

GROUNDS: dict[GroundCode, Promise] = {
    GroundCode.AS_ASKED: _("De school doet wat is gevraagd."),
    GroundCode.OTHERS_RIGHTS: _("Er staan gegevens van iemand anders in."),
    GroundCode.UNFOUNDED: _("Het verzoek heeft duidelijk geen goede reden."),
    GroundCode.EXCESSIVE: _("Het verzoek is veel te groot, of het komt steeds terug."),
    GroundCode.NATIONAL_EXCEPTION: _("Een ander zwaar belang gaat voor, zoals de veiligheid."),
    GroundCode.FACTS_ARE_RIGHT: _("De gegevens kloppen."),
    GroundCode.PROFESSIONAL_OPINION: _(
        "Het is het oordeel van een deskundige. De eigen verklaring komt erbij."
    ),
    GroundCode.LEGAL_DUTY: _("De school moet deze gegevens van de wet bewaren."),
    GroundCode.LEGAL_CLAIM: _("De gegevens zijn nodig voor een rechtszaak."),
    GroundCode.NO_FREEZE_GROUND: _("De wet geeft hier geen reden om het gebruik te stoppen."),
    GroundCode.NO_CONSENT_OR_CONTRACT: _(
        "Meenemen kan alleen met gegevens op grond van toestemming of een contract."
    ),
    GroundCode.COMPELLING_GROUNDS: _("De reden van de school weegt zwaarder."),
    GroundCode.INTEREST_OF_CHILD: _("Het is niet goed voor het kind om dit te vertellen."),
    GroundCode.NOT_GIVEN_TO_OTHER: _("De school vertelt dit ook niet aan de andere ouder."),
    GroundCode.RULES_WERE_KEPT: _("De school heeft zich aan de regels gehouden."),
    GroundCode.NO_DATA_HELD: _("De school heeft deze gegevens niet."),
    GroundCode.NO_AUTHORITY: _("De aanvrager heeft geen gezag over het kind."),
    GroundCode.IDENTITY_UNKNOWN: _("Het is niet duidelijk wie het verzoek doet."),
    GroundCode.OTHER_CONTROLLER: _("Een andere organisatie gaat over deze gegevens."),
}

WATCHES: dict[Watch, Promise] = {
    Watch.OVERDUE: _("wet voorbij"),
    Watch.PROMISE_PASSED: _("belofte voorbij"),
    Watch.SUSPENDED: _("in pauze"),
    Watch.SOON: _("binnen 7 dagen"),
    Watch.IN_TIME: _("op tijd"),
}

MARKETING = "reclame"
ASKS: dict[str, Promise] = {
    Kind.ACCESS: _("Inzien: welke gegevens heeft de school?"),
    Kind.CORRECTION: _("Verbeteren: er klopt iets niet"),
    Kind.ERASURE: _("Verwijderen: er moet iets weg"),
    Kind.LIMITATION: _("Beperken: gegevens voorlopig niet gebruiken"),
    Kind.PORTABILITY: _("Meenemen: een bestand met de gegevens krijgen"),
    Kind.OBJECTION: _("Stoppen: de school moet gegevens niet meer zo gebruiken"),
    MARKETING: _("Stoppen met reclame of werving"),
    Kind.COMPLAINT: _("Klacht: de school ging niet goed met gegevens om"),
    Kind.INFORMATION: _("Informatie: hoe gaat het op school?"),
    Kind.QUESTION: _("Vraag over privacy"),
}

EVENTS: dict[str, Promise] = {
    "requests.file": _("Verzoek ontvangen"),
    "requests.register": _("Verzoek ontvangen, door de school ingevoerd"),
    "requests.link": _("Gekoppeld aan de leerlingadministratie"),
    "requests.take_up": _("In behandeling genomen"),
    "requests.collect": _("Gegevens gevraagd aan wie ze heeft"),
    "requests.decide": _("Besluit genomen"),
    "requests.withdraw": _("Verzoek ingetrokken"),
    "requests.note_withdrawal": _("Verzoek ingetrokken, vastgelegd door de school"),
    "requests.deliver": _("Antwoord uitgereikt"),
    "requests.not_delivered": _("Antwoord kon niet worden gegeven"),
    "requests.open_answer": _("Antwoord voor het eerst geopend"),
    "requests.suspend": _("Vraag gesteld: de termijn staat stil"),
    "requests.reply": _("Antwoord op de vraag: de termijn loopt weer"),
    "requests.note_answer": _("Antwoord op de vraag vastgelegd: de termijn loopt weer"),
    "requests.mend_answer": _("Dag van het antwoord verbeterd"),
    "requests.take_back_question": _("Vraag ingetrokken: de pauze telt niet"),
    "requests.remind_question": _("Herinnering aan de vraag gestuurd"),
    "requests.extend": _("Termijn verlengd"),
    "requests.take_back_extension": _("Verlenging teruggenomen"),
    "requests.check_identity": _("Identiteit vastgesteld"),
    "requests.keep_copy": _("Kopie van een identiteitsbewijs bewaard"),
    "requests.destroy_copy": _("Kopie van het identiteitsbewijs vernietigd"),
    "requests.check_authority": _("Gezag nagegaan"),
    "requests.hand_over": _("Overgedragen aan de leerling van 16"),
    "requests.turn_question": _("Van de vraag is een verzoek gemaakt"),
    "requests.stop_advertising": _("Gevraagd te stoppen met reclame en werving"),
    "requests.freeze_own": _("Gevraagd de gegevens nu niet te gebruiken"),
    "requests.resume_own": _("Verteld dat de gegevens weer mogen worden gebruikt"),
    "requests.cause": _("Taken na het besluit klaargezet"),
    "requests.close": _("Zaak gesloten"),
    "requests.write": _("Bericht van de aanvrager"),
    "requests.write_back": _("Bericht van de school"),
    "requests.anonymise": _("Teksten, bestanden en namen gewist"),
}

STAFF_EVENTS: dict[str, Promise] = {
    **EVENTS,
    "requests.note": _("Notitie geschreven"),
    "requests.question_needs_letter": _("Herinnering aan de vraag moet per brief"),
    "requests.propose": _("Besluit voorgelegd aan een tweede persoon"),
    "requests.approve": _("Tweede persoon is akkoord"),
    "requests.send_back": _("Voorstel teruggestuurd"),
    "requests.nothing_held": _("Iemand heeft geen gegevens"),
    "requests.extract": _("Document aangeleverd"),
    "requests.extract_weighed": _("Document bekeken op gegevens van anderen"),
    "requests.extract_replaced": _("Document vervangen door een versie met zwart"),
    "requests.plan": _("Planning vastgelegd"),
    "requests.finish_task": _("Taak afgemaakt"),
    "requests.reopen_task": _("Taak weer geopend"),
    "requests.change_task": _("Taak gewijzigd: dag of collega"),
    "requests.tell": _("Brief aan een ontvanger gemaakt"),
    "requests.ask_package": _("Pakket gevraagd"),
    "requests.make_package": _("Pakket gemaakt"),
}
