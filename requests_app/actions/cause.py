"""Uitvoeren: the tasks that a granted decision causes, once each; AVG 16-19, 21."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from portal.people.models import User
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.letters.caused import caused_by
from requests_app.letters.follows import Caused, Step, steps_of
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import (
    CAUSES,
    EXCUSES,
    Kind,
    Outcome,
    Result,
    State,
    TaskPurpose,
    carried_out_by,
    is_carried_out,
    results_for,
)

MADE = [TaskPurpose(one).value for one in {*CAUSES.values(), TaskPurpose.NOTIFY}]


@transaction.atomic
def cause(request: DataRequest, caused: Caused) -> int:
    """Makes the tasks that are not there yet; how many. A kill half-way: the next call goes on.

    None in a case that is closed: no list shows them there. `close` waits for them.
    """
    row = locked(request)
    if not hasattr(row, "decision") or row.state == State.CLOSED:
        return 0
    due_on = carried_out_by(Kind(row.kind), row.decision.promise_by, row.decision.answered_on)
    more = {"due_on": due_on, "assignee": row.assignee}
    made = sum(
        CaseTask.objects.get_or_create(
            request=row,
            purpose=one.purpose.value,
            key=one.key,
            defaults={"holder": one.holder, "recipient": one.recipient, **more},
        )[1]
        for one in _steps(row, caused)
    )
    if made:
        logged("requests.cause", row, None, tasks=made)
    return made


def has_tasks(row: DataRequest) -> bool:
    """Whether they were made. Who got data after the decision is no part of it."""
    return row.tasks.filter(purpose__in=MADE).exists()


def owes_tasks(row: DataRequest) -> bool:
    """Whether the tasks of its decision must still be made."""
    if not hasattr(row, "decision") or has_tasks(row):
        return False
    return any(True for _one in _steps(row, caused_by(row)))


def _steps(row: DataRequest, caused: Caused) -> Iterator[Step]:
    outcome, own = Outcome(row.decision.outcome), hasattr(row, "statement")
    return steps_of(row, outcome, caused, adds_statement=own)


@dataclass(frozen=True)
class Ending:
    """How a task ended: the result, the day, and why not; `answered_on`: what a recipient did."""

    result: Result
    on: date
    because: str = ""
    answered_on: date | None = None


@transaction.atomic
def finish_task(task: CaseTask, ending: Ending, *, by: User, today: date) -> CaseTask:
    """The task is done. Refused: "state" when it was done before, "result", "because", or "on" and
    "answered_on" for a day that cannot be.

    When the last thing to correct is done, the correction is carried out (seed 001 art. 10.3);
    where it was not possible somewhere it is not, and a person says what happened (`plan`).
    """
    row = locked(task.request)
    kept: CaseTask = row.tasks.select_for_update(of=("self",)).get(pk=task.pk)
    _check(row, kept, ending, today)
    kept.result, kept.done_on, kept.because = ending.result.value, ending.on, ending.because
    told = ending.result == Result.INFORMED
    kept.informed_on, kept.answered_on = (ending.on if told else None), ending.answered_on
    kept.save(update_fields=["result", "done_on", "because", "informed_on", "answered_on"])
    logged("requests.finish_task", row, by, purpose=kept.purpose, result=kept.result)
    _carried_out(row)
    return kept


@transaction.atomic
def reopen_task(task: CaseTask, *, by: User) -> CaseTask:
    """What was said of it by mistake is taken back; the log keeps it. Refused: "state".

    A correction is then no longer carried out, also when a person gave the day (`plan`).
    """
    row = locked(task.request)
    kept: CaseTask = row.tasks.select_for_update(of=("self",)).get(pk=task.pk)
    if kept.done_on is None or not kept.can_reopen:
        raise Refused("state")
    facts = {"purpose": kept.purpose, "result": kept.result, "done_on": kept.done_on.isoformat()}
    logged("requests.reopen_task", row, by, **facts)
    kept.result, kept.because, kept.done_on = "", "", None
    kept.informed_on = kept.answered_on = kept.reminded_on = None
    kept.save()
    if kept.purpose == TaskPurpose.CORRECT and row.carried_out_on is not None:
        row.carried_out_on = None
        row.save(update_fields=["carried_out_on"])
    return kept


def _check(row: DataRequest, task: CaseTask, ending: Ending, today: date) -> None:
    """What a colleague wrote stands, and so does that the case ended first."""
    if task.done_on is not None or row.anonymised_on is not None:
        raise Refused("state")
    if ending.result not in results_for(TaskPurpose(task.purpose)):
        raise Refused("result")
    if ending.result in EXCUSES and not ending.because.strip():
        raise Refused("because")  # AVG 19: who is not told, and why not
    if not row.received_on <= ending.on <= today:
        raise Refused("on")
    if ending.answered_on is not None and not ending.on <= ending.answered_on <= today:
        raise Refused("answered_on")


def _carried_out(row: DataRequest) -> None:
    if row.kind != Kind.CORRECTION or row.carried_out_on is not None:
        return
    tasks = list(row.tasks.filter(purpose=TaskPurpose.CORRECT.value))
    results = [Result(one.result) if one.done_on else None for one in tasks]
    if is_carried_out(results):
        row.carried_out_on = max(one.done_on for one in tasks if one.done_on is not None)
        row.save(update_fields=["carried_out_on"])
