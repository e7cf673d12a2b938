"""Van vraag naar recht: a question that was a right all along, with its own date (law.md §1)."""

from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.actions.own_data import freeze_own
from requests_app.models import DataRequest
from requests_app.rules import Kind, may_turn_into


@transaction.atomic
def turn_question(request: DataRequest, *, kind: Kind, by: User, today: date) -> DataRequest:
    """The clock counts from the receipt of the question. Refused: "state", or "kind"."""
    row = locked(request)
    if row.kind != Kind.QUESTION or not row.is_open:
        raise Refused("state")
    if not may_turn_into(kind):
        raise Refused("kind")
    row.kind, row.turned_on = kind.value, today
    row.version += 1
    row.save(update_fields=["kind", "turned_on", "version"])
    freeze_own(row, today=today)
    logged(
        "requests.turn_question",
        row,
        by,
        kind=row.kind,
    )
    mails.request_turned(row)
    return row
