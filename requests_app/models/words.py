"""Dutch words for the codes of the rules: labels of columns, forms, pages and letters."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.rules import GroundCode, Kind, Outcome, Standing, State

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

STATES: dict[State, Promise] = {
    State.RECEIVED: _("ontvangen"),
    State.IN_PROGRESS: _("in behandeling"),
    State.ANSWERED: _("beantwoord"),
    State.WITHDRAWN: _("ingetrokken"),
}

OUTCOMES: dict[Outcome, Promise] = {
    Outcome.GRANTED: _("Ja, helemaal"),
    Outcome.PARTLY: _("Ja, maar niet alles"),
    Outcome.REFUSED: _("Nee"),
    Outcome.NOT_HANDLED: _("Niet in behandeling"),
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
        "Het is het oordeel van een deskundige. Een eigen verklaring kan erbij."
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
    "requests.take_up": _("In behandeling genomen"),
    "requests.decide": _("Antwoord gegeven"),
    "requests.withdraw": _("Verzoek ingetrokken"),
}
