"""Verzet: the use stands still while it is weighed (AVG 18(1)(d), law.md §1).

What a verzet about a pupil names stops by a restriction of the register; a system outside the
portal does not know of that. And a verzet that names no entry, or is about somebody's own data,
says only in words what it is about. So people get a task on the day itself to stop it, and another
one when it may go on.
"""

from datetime import date

from django.db import transaction

from requests_app.actions.log import logged
from requests_app.letters.follows import (
    NAMES,
    OFFICE,
    going_on_after,
    named_in,
    systems_of,
    weighed_of,
)
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, Outcome, Result, TaskPurpose

VERBS = {
    TaskPurpose.FREEZE: "requests.freeze_own",
    TaskPurpose.RESUME: "requests.resume_own",
}


@transaction.atomic
def freeze_by_task(request: DataRequest, *, today: date) -> int:
    """The tasks to stop the use for as long as the verzet is weighed; how many.

    None when all that is named knows no verzet (AVG 21(1)), or when nothing is weighed.
    """
    is_weighed = request.kind == Kind.OBJECTION and not request.direct_marketing
    if not is_weighed:
        return 0
    stoppable = weighed_of(request)
    if named_in(request) and not stoppable:
        return 0
    holders = {OFFICE: NAMES[OFFICE], **dict(systems_of(stoppable))}
    return _ask(request, TaskPurpose.FREEZE, holders, today)


@transaction.atomic
def end_freeze(row: DataRequest, outcome: Outcome | None, *, today: date) -> int:
    """Inside a verb that ends the case: who stopped the use hears that it may go on; how many.

    After a yes it stays stopped; after a yes in part only who holds what goes on hears it.
    `outcome` is None when the request was withdrawn.
    """
    if row.kind != Kind.OBJECTION:
        return 0
    frozen = row.tasks.filter(purpose=TaskPurpose.FREEZE.value)
    over = Result.CASE_ANSWERED if outcome else Result.CASE_WITHDRAWN
    frozen.filter(done_on=None).update(result=over.value, done_on=today)
    stopped = dict(frozen.filter(result=Result.DONE.value).values_list("key", "holder"))
    if outcome is Outcome.PARTLY and row.decision.parts.exists():
        stopped = _of_others(row, stopped)
    if outcome is Outcome.GRANTED or not stopped:
        return 0
    return _ask(row, TaskPurpose.RESUME, stopped, today)


def _of_others(row: DataRequest, stopped: dict[str, str]) -> dict[str, str]:
    """Who stopped, and holds a part that was not granted; the office holds them all."""
    again = going_on_after(row)
    told = {OFFICE, *dict(systems_of(again))} if again else set()
    return {key: name for key, name in stopped.items() if key in told}


def _ask(row: DataRequest, purpose: TaskPurpose, holders: dict[str, str], today: date) -> int:
    facts = {"request": row, "purpose": purpose.value, "due_on": today, "assignee": row.assignee}
    CaseTask.objects.bulk_create(
        CaseTask(key=key, holder=holder, **facts) for key, holder in holders.items()
    )
    logged(VERBS[purpose], row, None, tasks=len(holders))
    return len(holders)
