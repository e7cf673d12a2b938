"""Notitie: for colleagues, not for the page of who asked; part of an inzage answer (law.md §5)."""

from django.db import transaction

from portal.people.models import User
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import CaseNote, DataRequest


@transaction.atomic
def note(request: DataRequest, *, text: str, by: User, number_confirmed: bool = False) -> CaseNote:
    """Refused: "words" without text, "state" when the texts of the case were erased."""
    row = locked(request)
    if not text.strip():
        raise Refused("words")
    if row.anonymised_on is not None:
        raise Refused("state")
    made = CaseNote.objects.create(request=row, by=by.pk, text=text.strip())
    logged(
        "requests.note",
        row,
        by,
        number_confirmed=number_confirmed,
    )
    return made
