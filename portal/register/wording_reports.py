"""The Dutch words of the onderwijskundig rapport."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.register.rules.reports import ReportRefusal

REPORT_REFUSALS: dict[ReportRefusal, str | Promise] = {
    ReportRefusal.TOO_EARLY: _(
        "Nog niet iedereen heeft het rapport gezien, en de tien schooldagen zijn nog niet voorbij."
    ),
    ReportRefusal.REASON: _("Schrijf op waarom het rapport weggaat voor iedereen het zag."),
    ReportRefusal.NOBODY_ASKED: _(
        "Er is niemand aan wie de school het rapport kan laten zien. "
        "Vul eerst de geboortedatum en het gezag in."
    ),
    ReportRefusal.CALENDAR: _(
        "De feestdagen of schoolvakanties van deze periode staan niet in het portaal. "
        "Daarom kunnen wij de tien schooldagen niet tellen. Vraag de beheerder om ze in te vullen."
    ),
    ReportRefusal.NOT_OPEN: _("Dit rapport is al verstuurd of ingetrokken."),
    ReportRefusal.NOT_ASKED: _("Deze persoon hoeft het rapport niet te zien."),
    ReportRefusal.DATE: _("Kies een dag vanaf het klaarzetten tot en met vandaag."),
    ReportRefusal.HOUSEHOLD: _("Dit gaat over uw eigen gezin. Vraag een collega."),
    ReportRefusal.REGISTER: _(
        "Zet eerst de verwerking 'Onderwijskundig rapport' in het register. "
        "Vraag dat aan de privacy officer."
    ),
    ReportRefusal.OPEN: _("Er staat al een rapport klaar voor deze leerling en deze school."),
    ReportRefusal.RECIPIENT: _(
        "Deze naam staat in het register zonder rol, of is geen naam van een school. "
        "Vul de eigen naam van de nieuwe school in."
    ),
    ReportRefusal.CHANGED: _(
        "Er is net iets veranderd aan de meningen die meegaan. Verstuur het rapport nog een keer."
    ),
}
