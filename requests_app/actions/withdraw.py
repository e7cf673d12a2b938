"""Intrekken: a request is a right, no duty; who asked may stop it until the answer is there."""

from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.advertising import resume_advertising
from requests_app.actions.locks import locked, move
from requests_app.actions.log import logged
from requests_app.actions.own_data import end_freeze
from requests_app.actions.propose import drop_proposal
from requests_app.models import DataRequest
from requests_app.rules import Result, Verb


@transaction.atomic
def withdraw(request: DataRequest, *, by: User, today: date) -> DataRequest:
    """The clock ends without a decision. Refused when the request was answered meanwhile."""
    row = locked(request)
    row.withdrawn_on = today
    drop_proposal(row)
    move(row, Verb.WITHDRAW)
    row.save(update_fields=["withdrawn_on"])
    open_tasks = row.tasks.filter(done_on=None)  # to collect, and to stop advertising
    open_tasks.update(result=Result.CASE_WITHDRAWN.value, done_on=today)
    resume_advertising(row, today=today)
    end_freeze(row, None, today=today)
    logged(
        "requests.withdraw",
        row,
        by,
    )
    mails.request_withdrawn(row)
    return row
