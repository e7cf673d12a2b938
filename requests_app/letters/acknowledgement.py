"""Bevestiging van ontvangst: the number, both dates and how they were computed (law.md §1)."""

from datetime import date

from django.utils import translation
from django.utils.translation import gettext as _

from portal.pdf import render
from requests_app.letters.clock import letter_to
from requests_app.models import Case


def acknowledgement_letter(case: Case, *, today: date) -> bytes:
    """The letter as PDF/UA, in Dutch, to who gets the answer."""
    with translation.override("nl"):
        number = case.request.reference
        title = _("Bevestiging van verzoek %(number)s") % {"number": number}
        facts = {**letter_to(case.request, today), "case": case}
        return render("pdf/acknowledgement.html", facts, title=title)
