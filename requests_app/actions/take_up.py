"""Oppakken: somebody of the staff takes the case (AVG 12(2): the board helps the requester)."""

from django.db import transaction

from portal.people.models import User
from requests_app.actions.locks import locked, move
from requests_app.actions.log import logged
from requests_app.models import DataRequest
from requests_app.rules import Verb


@transaction.atomic
def take_up(request: DataRequest, *, by: User) -> DataRequest:
    """The case is in progress and has a name on it. Refused when it is no longer new."""
    row = locked(request)
    row.assignee = by
    move(row, Verb.TAKE_UP)
    logged(
        "requests.take_up",
        row,
        by,
    )
    return row
