"""Iemand was sneller: what a page says when the case is no longer where it was shown."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from requests_app.rules import State

STALE = _(
    "Dit verzoek is intussen gewijzigd. Ga terug naar het verzoek, kijk wat er is veranderd, en "
    "besluit daarna opnieuw."
)
NOT_TAKEN_UP = _("Dit verzoek kan nu niet worden beantwoord. Pak het eerst op.")
NO_PROPOSAL = _("Er ligt nu geen voorstel bij dit verzoek. Kijk hieronder wat er is gebeurd.")
MEANWHILE = {
    State.PROPOSED: _(
        "Er is intussen al een besluit voorgelegd aan een tweede persoon. Ga terug naar het "
        "verzoek en kijk wat er is veranderd."
    ),
    State.ANSWERED: _("Over dit verzoek is intussen al besloten."),
    State.WITHDRAWN: _(
        "De aanvrager heeft dit verzoek intussen ingetrokken. Een besluit is niet meer nodig."
    ),
    State.CLOSED: _("Deze zaak is intussen gesloten. Een besluit kan niet meer."),
}


def undecidable(state: str) -> Promise:
    """Why nobody can decide now: what a colleague or the requester did, or what comes first."""
    return MEANWHILE.get(State(state), NOT_TAKEN_UP)


def not_proposed(state: str) -> Promise:
    """Why there is nothing to approve any more."""
    return MEANWHILE.get(State(state), NO_PROPOSAL)
