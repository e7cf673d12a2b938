"""Intrekken: a request is a right, no duty; who asked may stop it until the answer is there.

In the portal, or by any other channel: as easily as it came in.
"""

from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.advertising import resume_advertising
from requests_app.actions.locks import Refused, locked, move
from requests_app.actions.log import logged
from requests_app.actions.own_data import end_freeze
from requests_app.actions.propose import drop_proposal
from requests_app.models import DataRequest
from requests_app.rules import ReceivedVia, Result, Verb


@transaction.atomic
def withdraw(request: DataRequest, *, by: User, today: date) -> DataRequest:
    """The clock ends without a decision. Refused when the request was answered meanwhile."""
    row = _withdrawn(locked(request), on=today, today=today)
    logged(
        "requests.withdraw",
        row,
        by,
    )
    mails.request_withdrawn(row)
    return row


@transaction.atomic
def note_withdrawal(
    request: DataRequest, *, on: date, via: ReceivedVia, by: User, today: date
) -> DataRequest:
    """Who asked withdrew by letter, phone or at the desk, on a day that may lie in the past.

    What stood still goes on from today. Refused: "state", "ahead", "early" (before the receipt of
    the request) or "via".
    """
    row = locked(request)
    reasons = {
        "ahead": on > today,
        "early": on < row.received_on,
        "via": via == ReceivedVia.PORTAL,
    }
    if refusal := next((code for code, is_so in reasons.items() if is_so), ""):
        raise Refused(refusal)
    row = _withdrawn(row, on=on, today=today)
    logged("requests.note_withdrawal", row, by, via=via.value)
    mails.request_withdrawn(row)
    return row


def _withdrawn(row: DataRequest, *, on: date, today: date) -> DataRequest:
    """What follows is the same, however it came."""
    row.withdrawn_on = on
    drop_proposal(row)
    move(row, Verb.WITHDRAW)
    row.save(update_fields=["withdrawn_on"])
    open_tasks = row.tasks.filter(done_on=None)  # to collect, and to stop advertising
    open_tasks.update(result=Result.CASE_WITHDRAWN.value, done_on=today)
    resume_advertising(row, today=today)
    end_freeze(row, None, today=today)
    return row
