"""The Dutch words of publishing and taking down."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consent.rules import FinishRefusal, Removal

WAYS: dict[Removal, str | Promise] = {
    Removal.REMOVED: _("Weggehaald"),
    Removal.BLURRED: _("Onherkenbaar gemaakt"),
    Removal.NEXT_EDITION: _("Niet terug te halen; komt niet in een volgende uitgave"),
    Removal.NOT_POSSIBLE: _("Kan niet weg, want …"),
}
REFUSALS: dict[FinishRefusal, str | Promise] = {
    FinishRefusal.DONE: _("Dit is al klaar. Iemand anders legde het vast."),
    FinishRefusal.DATE: _("Kies een dag vanaf de publicatie tot en met vandaag."),
    FinishRefusal.WAY: _("Kies wat past."),
    FinishRefusal.REASON: _("Schrijf op waarom het niet weg kan."),
}
FUTURE = _("Deze dag is nog niet geweest. Vul de dag in waarop u het plaatste.")
MAY_NOT = _("Mag niet: %(names)s. Kies een andere foto of een andere plek.")
