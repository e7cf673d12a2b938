"""Bericht aan een ontvanger: the letter that was made stays with its task (AVG 19, 5(2))."""

from django.db import transaction

from portal.files.actions import store
from portal.people.models import User
from requests_app.actions.locks import locked
from requests_app.actions.log import logged
from requests_app.models import CaseTask


@transaction.atomic
def keep_notice(
    task: CaseTask, letter: bytes, *, by: User, number_confirmed: bool = False
) -> CaseTask:
    """The first one stays: it is the proof of what was sent. `letter`: letters.notice_letter."""
    row = locked(task.request)
    task = CaseTask.objects.get(pk=task.pk)
    if task.letter_id is None and row.anonymised_on is None:
        name = f"bericht-{row.reference}.pdf"
        task.letter = store(letter, name=name, content_type="application/pdf")
        task.save(update_fields=["letter"])
        logged("requests.tell", row, by, number_confirmed=number_confirmed)
    return task
