"""Woorden per soort: what the form says once one knows what is asked; AVG 15-18, 20, 21."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from portal.register.models import Processing
from portal.register.rules import LegalBasis
from requests_app.models.words import MARKETING
from requests_app.rules import Kind

MAY_BE_EMPTY = _("Dit mag leeg blijven. Dan gaat het om alles.")

HINTS: dict[str, Promise] = {
    Kind.ACCESS: _("De school stuurt een kopie van de gegevens, en zegt wie ze kreeg."),
    Kind.CORRECTION: _(
        "Feiten die niet kloppen worden hersteld. Bij een mening van een leraar komt de eigen "
        "mening erbij in het dossier."
    ),
    Kind.ERASURE: _("Sommige gegevens moet de school van de wet een tijd bewaren."),
    Kind.LIMITATION: _("De school bewaart ze, maar gebruikt ze voorlopig niet."),
    Kind.PORTABILITY: _(
        "Dit kan met gegevens die de school heeft door toestemming of een contract."
    ),
    Kind.OBJECTION: _("Vertel waarom. De school moet dan een sterke reden hebben om door te gaan."),
    Kind.COMPLAINT: _("De school zoekt uit wat er gebeurde, en antwoordt."),
    Kind.INFORMATION: _("Ook zonder gezag mag u vragen hoe het op school gaat."),
    Kind.QUESTION: _("Nog niet zeker? Begin hier."),
}

QUESTIONS: dict[str, tuple[Promise, Promise]] = {
    Kind.ACCESS: (_("Om welke gegevens gaat het?"), MAY_BE_EMPTY),
    Kind.CORRECTION: (_("Wat klopt er niet?"), _("Een paar woorden zijn genoeg.")),
    Kind.ERASURE: (_("Wat moet er weg, en waarom?"), MAY_BE_EMPTY),
    Kind.LIMITATION: (_("Welke gegevens, en waarom?"), MAY_BE_EMPTY),
    Kind.PORTABILITY: (_("Welke gegevens moeten mee?"), MAY_BE_EMPTY),
    Kind.OBJECTION: (
        _("Waarom moet de school stoppen?"),
        _(
            "Vertel over de situatie. Dan kan de school beter kiezen wat zwaarder telt "
            "(AVG, artikel 21, lid 1). Leeg laten mag."
        ),
    ),
    MARKETING: (_("Waar gaat het om?"), _("Dit mag leeg blijven. De reclame stopt dan ook.")),
    Kind.COMPLAINT: (_("Wat is er gebeurd?"), _("Een paar woorden zijn genoeg.")),
    Kind.INFORMATION: (_("Wat wilt u weten?"), _("Dit mag leeg blijven.")),
    Kind.QUESTION: (_("Wat is de vraag?"), _("Een paar woorden zijn genoeg.")),
}

LABELS: dict[str, Promise] = {
    "should_be": _("Wat moet er staan?"),
    "shown_by": _("Waaruit blijkt dat?"),
    "scope_from": _("Vanaf welke dag?"),
    "scope_until": _("Tot en met welke dag?"),
    "about_request": _("Over welk verzoek gaat de klacht?"),
}

UNFOLDED: dict[str, frozenset[str]] = {
    Kind.CORRECTION: frozenset({"should_be", "shown_by"}),
    Kind.ERASURE: frozenset({"parts"}),
    Kind.OBJECTION: frozenset({"parts"}),
    Kind.COMPLAINT: frozenset({"about_request"}),
}

DUTY = _("dit moet de school volgens de wet; bezwaar indienen mag toch")
NO_OBJECTION = _("hier geldt dit recht meestal niet; bezwaar indienen mag toch")
KEPT = _("dit moet de school van de wet een tijd bewaren; vragen mag")
NOT_CARRIED = _("meenemen geldt hier meestal niet; vragen mag")


def advice_about(kind: str, entry: Processing) -> Promise | None:
    """Why this right mostly does not reach this entry; None where it does. Never a lock."""
    basis = LegalBasis(entry.basis)
    if kind == Kind.OBJECTION and not entry.objection:  # AVG 21(1): only (e) and (f)
        return DUTY if basis == LegalBasis.LEGAL_DUTY else NO_OBJECTION
    if kind == Kind.ERASURE and basis == LegalBasis.LEGAL_DUTY:  # AVG 17(3)(b)
        return KEPT
    if kind == Kind.PORTABILITY and basis not in {LegalBasis.CONSENT, LegalBasis.CONTRACT}:
        return NOT_CARRIED  # AVG 20(1)(a)
    return None
