"""Verzamelen: who holds data is asked for it, once, and reminded (AVG 12(3), 15)."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.utils import timezone, translation

from portal.people.models import User
from portal.register.rules import InnerFunction
from portal.register.wording_keeping import INNER_FUNCTIONS
from requests_app import mails
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.colleagues import reminded_of
from requests_app.models import CaseTask, DataRequest, with_dates
from requests_app.rules import Kind, Result, State, TaskPurpose, open_states
from requests_app.rules.collecting import (
    AGAIN,
    REMIND,
    Holder,
    Holds,
    collect_by,
    is_collected,
    is_reminder_due,
)

OPEN = [state.value for state in open_states()]
OVER = {State.WITHDRAWN, State.CLOSED}  # an answer can still be renewed, these cannot


@transaction.atomic
def collect(
    request: DataRequest, *, found: list[Holder], by: User | None, today: date
) -> list[CaseTask]:
    """A task for each of these holders, those that are there already left as they are.

    `found` comes from `access.holders_of`. Refused with "state" when the case is over, with "kind"
    when its answer holds no data.
    """
    row = locked(request)
    if not row.is_open:
        raise Refused("state")
    if not is_collected(Kind(row.kind)):
        raise Refused("kind")
    due_on = collect_by(with_dates([row], today)[0].due_by, today)
    made = [task for one in found if (task := _asked(row, one, due_on, by)) is not None]
    if made:
        logged("requests.collect", row, by, tasks=len(made))
    return made


def _asked(row: DataRequest, holder: Holder, due_on: date, by: User | None) -> CaseTask | None:
    """The new task; None when this holder was asked before."""
    facts = {
        "holder": name_of(holder),
        "processing_id": holder.entries[0] if len(holder.entries) == 1 else None,
        "assignee": row.assignee,
        "due_on": due_on,
        "made_by": by.pk if by else None,
    }
    task, is_new = CaseTask.objects.get_or_create(
        request=row, purpose=TaskPurpose.COLLECT.value, key=holder.key, defaults=facts
    )
    return task if is_new else None


def name_of(holder: Holder) -> str:
    """In Dutch, whatever the language of who presses the button."""
    if holder.kind is not Holds.FUNCTION:
        return holder.name
    with translation.override("nl"):
        return str(INNER_FUNCTIONS[InnerFunction(holder.name)])


@transaction.atomic
def nothing_held(task: CaseTask, *, by: User, today: date) -> None:
    """This holder has no data of this person. Refused when a document of it is there."""
    row = locked(task.request)
    if State(row.state) in OVER:
        raise Refused("state")
    if task.extracts.exists():
        raise Refused("extracts")
    end_task(task, Result.NOTHING_HELD, today=today)
    logged("requests.nothing_held", row, by)


def end_task(task: CaseTask, result: Result, *, today: date) -> None:
    """What the holder did, and when; said again it is the newest word that counts."""
    task.result, task.done_on = result.value, today
    task.save(update_fields=["result", "done_on"])


def stop_collecting(row: DataRequest, why: Result, *, today: date) -> int:
    """Inside a verb that ends the case: nobody is waited for any more; how many tasks ended."""
    waiting = row.tasks.filter(purpose=TaskPurpose.COLLECT.value, done_on=None)
    return waiting.update(result=why.value, done_on=today)


def remind_collectors(now: datetime) -> int:
    """Sweep: a mail without content to who has a task, once before its day and each week it is
    late; how many. What has to be carried out or told goes on after the answer. Who may no longer
    handle the case gets none.
    """
    today = timezone.localtime(now).date()
    after = Q(request__state=State.ANSWERED.value) & ~Q(purpose=TaskPurpose.COLLECT.value)
    waiting = CaseTask.objects.filter(
        Q(request__state__in=OPEN) | after, done_on=None, due_on__lte=today + REMIND
    ).exclude(reminded_on__gt=today - AGAIN)
    somebody = Q(assignee__isnull=False) | Q(request__assignee__isnull=False)
    return sum(_remind(pk, today) for pk in waiting.filter(somebody).values_list("pk", flat=True))


@transaction.atomic
def _remind(pk: UUID, today: date) -> int:
    """One at a time, so that a kill loses nothing and sends nothing twice."""
    rows = CaseTask.objects.select_for_update(of=("self",))
    task = rows.select_related("assignee", "request__assignee").get(pk=pk)
    if task.done_on is not None or not is_reminder_due(task.due_on, task.reminded_on, today):
        return 0
    people = reminded_of(task, today)
    if not people:
        return 0  # whoever gets a role here hears it then
    task.reminded_on = today
    task.save(update_fields=["reminded_on"])
    for who in people:
        mails.task_waits(task, who, f"{today.isoformat()}:{who.pk}")
    return 1
