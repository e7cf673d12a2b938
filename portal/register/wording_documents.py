"""The Dutch words for restrictions, destruction, and the documents of a board."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.register.rules.destruction import DueState, RecordKind
from portal.register.rules.documents import DocumentKind, PublishRefusal
from portal.register.rules.restrictions import StopEnd, StopReason

STOP_REASONS: dict[StopReason, str | Promise] = {
    StopReason.WEIGHED: _("bezwaar wordt beoordeeld"),
    StopReason.UPHELD: _("bezwaar was terecht"),
    StopReason.ACCURACY: _("de gegevens kloppen misschien niet"),
    StopReason.LIMITED: _("gebruik is beperkt"),
}
# For the family: never who asked, or what (product.md rule 7).
STANDS_STILL: dict[StopReason, str | Promise] = {
    StopReason.WEIGHED: _("De school bekijkt of dit door mag gaan."),
    StopReason.UPHELD: _("De school doet dit niet meer."),
    StopReason.ACCURACY: _("De school bekijkt of de gegevens kloppen."),
    StopReason.LIMITED: _("De school bewaart de gegevens wel, maar gebruikt ze niet."),
}
STOP_ENDS: dict[StopEnd, str | Promise] = {
    StopEnd.DECIDED_YES: _("besloten: bezwaar terecht"),
    StopEnd.DECIDED_NO: _("besloten: bezwaar niet terecht"),
    StopEnd.WITHDRAWN: _("verzoek ingetrokken"),
    StopEnd.CHECKED: _("gegevens nagekeken"),
    StopEnd.BY_STAFF: _("opgeheven door de school"),
}
RECORD_KINDS: dict[RecordKind, str | Promise] = {
    RecordKind.FILE: _("leerlingdossier"),
    RecordKind.REFERRAL: _("dossier van de verwijzing"),
    RecordKind.ATTENDANCE: _("verzuim, inschrijving en uitschrijving"),
    RecordKind.FORMS: _("inschrijfformulier en aannameformulier"),
}
DUE_STATES: dict[DueState, str | Promise] = {
    DueState.LATER: _("later"),
    DueState.DUE: _("binnen een maand"),
    DueState.OVERDUE: _("te laat"),
}
DOCUMENT_KINDS: dict[DocumentKind, str | Promise] = {
    DocumentKind.REGLEMENT: _("Privacyreglement"),
    DocumentKind.STATEMENT: _("Privacyverklaring"),
}
PUBLISH_REFUSALS: dict[PublishRefusal, str | Promise] = {
    PublishRefusal.EMPTY: _("Schrijf eerst de tekst."),
    PublishRefusal.NO_DATE: _("Vul in vanaf welke dag de tekst geldt."),
    PublishRefusal.IN_THE_PAST: _("Kies vandaag of een latere dag. Een tekst geldt nooit eerder."),
    PublishRefusal.BEFORE_COUNCIL: _(
        "De tekst geldt eerder dan de medezeggenschapsraad instemde. Kies een latere dag."
    ),
    PublishRefusal.COUNCIL_AHEAD: _(
        "De dag van de instemming ligt in de toekomst. Vul de dag pas in als de raad instemde."
    ),
    PublishRefusal.NOT_AFTER_LAST: _(
        "Er is al een versie die op die dag of later ingaat. Kies een latere dag."
    ),
    PublishRefusal.UNCHANGED: _("De tekst is gelijk aan de vorige versie."),
}
