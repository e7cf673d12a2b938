"""Taak wijzigen: another day, or another colleague, for a task that is open."""

from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app import mails
from requests_app.actions.collect import OVER
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import CaseTask
from requests_app.rules import State


@transaction.atomic
def change_task(
    task: CaseTask, *, due_on: date, assignee: User | None, by: User, today: date
) -> CaseTask:
    """A later day is reminded of anew. Refused: "state" when it is done, "due_on" in the past."""
    row = locked(task.request)
    kept: CaseTask = row.tasks.select_for_update(of=("self",)).get(pk=task.pk)
    if kept.done_on is not None or State(row.state) in OVER:
        raise Refused("state")
    is_moved, is_given = due_on != kept.due_on, getattr(assignee, "pk", None) != kept.assignee_id
    if is_moved and due_on < today:
        raise Refused("due_on")
    kept.due_on, kept.assignee = due_on, assignee
    kept.reminded_on = None if is_moved else kept.reminded_on
    kept.save(update_fields=["due_on", "assignee", "reminded_on"])
    facts = {"purpose": kept.purpose, "due_on": due_on.isoformat(), "is_given": is_given}
    event = logged("requests.change_task", row, by, **facts)
    if is_given and assignee is not None and assignee.pk != by.pk:
        mails.task_waits(kept, assignee, str(event.pk))
    return kept
