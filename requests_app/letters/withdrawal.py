"""Bevestiging van intrekking: on which day and by which way it came, and what if it is wrong."""

from datetime import date

from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from portal.pdf import render
from requests_app.letters.clock import letter_to
from requests_app.letters.decision import day_words
from requests_app.models import Case


def withdrawal_letter(case: Case, *, via: str | Promise, today: date) -> bytes:
    """The letter as PDF/UA, in Dutch, to who would have had the answer."""
    request = case.request
    with translation.override("nl"):
        title = _("Verzoek %(number)s is ingetrokken") % {"number": request.reference}
        facts = {**letter_to(request, today), "via": via}
        facts["on"] = day_words(request.ended_on)
        return render("pdf/withdrawn.html", facts, title=title)
