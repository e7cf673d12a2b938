"""Plannen: whose case it is, what comes next, and the two dates of a correction (law.md §1)."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import DataRequest
from requests_app.rules import Kind, State

OVER = frozenset({State.WITHDRAWN.value, State.CLOSED.value})
CHANGED = ["assignee", "next_step", "next_step_on", "promise_from", "carried_out_on", "version"]


@dataclass(frozen=True)
class Plan:
    """`shown_on`: when the error was shown; `carried_out_on`: when the correction was done."""

    assignee: User | None
    step: str = ""
    step_on: date | None = None
    shown_on: date | None = None
    carried_out_on: date | None = None


@transaction.atomic
def plan(request: DataRequest, wanted: Plan, *, by: User, version: int, today: date) -> DataRequest:
    """Stale when the case moved on. Refused: "state" when it is over, or the name of a date that
    lies before the receipt or in the future; only a correction has these two dates.
    """
    row = locked(request, version=version)
    if row.state in OVER:
        raise Refused("state")
    for name, day in (("shown_on", wanted.shown_on), ("carried_out_on", wanted.carried_out_on)):
        _check_date(row, name, day, today)
    before = row.assignee_id
    row.assignee, row.next_step, row.next_step_on = wanted.assignee, wanted.step, wanted.step_on
    row.promise_from, row.carried_out_on = wanted.shown_on, wanted.carried_out_on
    row.version += 1
    row.save(update_fields=CHANGED)
    event = _note(row, by, is_moved=row.assignee_id != before)
    if row.assignee is not None and row.assignee_id not in (before, by.pk):
        mails.case_assigned(row, row.assignee, event)
    return row


def _check_date(row: DataRequest, name: str, day: date | None, today: date) -> None:
    if day is None:
        return
    if row.kind != Kind.CORRECTION or not row.received_on <= day <= today:
        raise Refused(name)  # seed 001 art. 10.3


def _note(row: DataRequest, by: User, *, is_moved: bool) -> int:
    event = logged(
        "requests.plan",
        row,
        by,
        is_moved=is_moved,
    )
    return int(event.pk)
