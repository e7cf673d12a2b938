"""Notities: what staff noted about a person, as a document for an inzage answer (law.md §5)."""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone, translation
from django.utils.translation import gettext as _

from portal.pdf import render
from requests_app.models import CaseNote, DataRequest, addressee_of


def notes_letter(request: DataRequest, notes: Sequence[CaseNote], *, today: date) -> bytes:
    """The notes in the order of time, as PDF/UA; who wrote them is a member of staff.

    The number of a request that somebody else made stands in it nowhere.
    """
    with translation.override("nl"):
        facts = {
            "sender": request.board.name,
            "request": request,
            "receiver": addressee_of(request, today),
            "notes": [
                (timezone.localtime(one.at).date(), _number(one, request), one.text)
                for one in notes
            ],
        }
        return render("pdf/notes.html", facts, title=_("Notities van medewerkers"))


def _number(note: CaseNote, request: DataRequest) -> str:
    same = ("requester_guardian_id", "requester_pupil_id", "requester_noted")
    is_same = all(getattr(note.request, one) == getattr(request, one) for one in same)
    return note.request.reference if is_same else ""
