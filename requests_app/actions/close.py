"""Sluiten: the case is done, and its retention period begins (AVG 5(1)(e), law.md §7)."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from portal.people.models import User
from requests_app.actions.cause import owes_tasks
from requests_app.actions.collect import stop_collecting
from requests_app.actions.locks import Refused, locked, move
from requests_app.actions.log import logged
from requests_app.models import DataRequest, Delivery
from requests_app.rules import Result, State, Verb, closes_on

FINISHED = [State.ANSWERED.value, State.WITHDRAWN.value]


@transaction.atomic
def close(request: DataRequest, *, by: User | None, today: date) -> DataRequest:
    """Refused: "state" while it is open or closed already, "tasks" while something must be done,
    "not_given" while nobody got the answer and nobody noted that it could not be given, "caused"
    while the tasks of its decision must still be made (`follow_up`).

    `by` is None when the portal itself closes a case whose remedies are over.
    """
    row = locked(request)
    is_given = Delivery.objects.filter(request=row).exists()
    if row.state == State.ANSWERED and not is_given:
        raise Refused("not_given")
    if is_given:
        stop_collecting(row, Result.CASE_ANSWERED, today=today)
    if row.state in FINISHED and owes_tasks(row):
        raise Refused("caused")
    if row.tasks.filter(done_on=None).exists():
        raise Refused("tasks")
    row.closed_on = today
    move(row, Verb.CLOSE)
    row.save(update_fields=["closed_on"])
    logged("requests.close", row, by)
    return row


def close_finished(now: datetime) -> int:
    """Sweep, daily: what was answered or withdrawn six weeks ago and has no task left."""
    today = timezone.localtime(now).date()
    closed = 0
    for row in DataRequest.objects.filter(state__in=FINISHED).with_facts():
        if today >= closes_on(row.ended_on):
            closed += _closed(row, today)
    return closed


def _closed(row: DataRequest, today: date) -> int:
    try:
        close(row, by=None, today=today)
    except Refused:  # somebody was first, or a task is open: tomorrow again
        return 0
    return 1
