"""Gevolg geven: what a decision causes, made once: tasks, and what the officer is asked (AVG 19).

By the sweep of every minute, and before somebody closes the case.
"""

from datetime import date

from django.db import transaction

from requests_app.actions.cause import cause, has_tasks
from requests_app.actions.hidden import ask_officer
from requests_app.actions.locks import locked
from requests_app.letters.caused import caused_by, hidden_recipients_of
from requests_app.models import DataRequest
from requests_app.rules import CAUSES


@transaction.atomic
def follow_up(request: DataRequest, *, today: date) -> int:
    """Makes it when it is not there yet; how much. Nothing before a decision.

    What the officer alone must know comes first: the tasks take the case out of the sweep.
    """
    row = locked(request)
    if row.kind not in CAUSES or not hasattr(row, "decision") or has_tasks(row):
        return 0
    caused = caused_by(row)
    asked = ask_officer(row, hidden_recipients_of(row, caused.entries), today=today)
    return asked + cause(row, caused)
