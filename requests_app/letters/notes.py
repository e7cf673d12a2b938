"""Notities: what staff noted about a person, as a document for an inzage answer (law.md §5)."""

from collections.abc import Sequence

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.pdf import render
from requests_app.models import CaseNote, DataRequest


def notes_letter(request: DataRequest, notes: Sequence[CaseNote]) -> bytes:
    """The notes in the order of time, as PDF/UA; who wrote them is a member of staff."""
    with translation.override("nl"):
        facts = {
            "sender": request.board.name,
            "request": request,
            "notes": [
                (timezone.localtime(one.at).date(), one.request.reference, one.text)
                for one in notes
            ],
        }
        return render("pdf/notes.html", facts, title=_("Notities van medewerkers"))
