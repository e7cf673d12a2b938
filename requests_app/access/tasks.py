"""Taken van een zaak: what must be carried out and who must be told, for staff of the case."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.files.models import StoredFile
from portal.register.models import Disclosure, Processing
from requests_app.letters import Notice, Told
from requests_app.letters.caused import caused_by
from requests_app.letters.follows import STATEMENT, going_on_after, keys_of, names_at, weighed_of
from requests_app.models import Case, CaseTask, DataRequest, OwnStatement
from requests_app.rules import SAYS_WHAT, Kind, Outcome, Result, TaskPurpose, carried

ELSEWHERE = TaskPurpose.COLLECT.value  # has a page of its own, with its documents
OF_PARTS = (TaskPurpose.CORRECT, TaskPurpose.ERASE, TaskPurpose.STOP)
STANDS = frozenset({Result.DONE.value, Result.NOTHING_HELD.value})


@dataclass(frozen=True)
class Frozen:
    """The use stands still while a verzet is weighed; `since` is None until all who must did it."""

    asked_on: date
    since: date | None
    is_named: bool = False  # by entries of the register: nobody has to find out what it is about


def frozen_of(case: Case) -> Frozen | None:
    """What the family and the case page say of it while the request is open (AVG 18(1)(d)).

    None when nobody has such a task: nothing is weighed, or the law knows no verzet here.
    """
    if not case.request.is_open or case.request.kind != Kind.OBJECTION:
        return None
    rows = list(case.request.tasks.filter(purpose=TaskPurpose.FREEZE.value))
    if not rows:
        return None
    days = [one.done_on for one in rows if one.done_on and one.result in STANDS]
    since = max(days) if len(days) == len(rows) else None
    return Frozen(min(one.due_on for one in rows), since, bool(weighed_of(case.request)))


@dataclass(frozen=True)
class Todo:
    """A task, and of a yes in part, or a verzet, for which entries of the register it is."""

    task: CaseTask
    today: date
    names: tuple[str, ...] = ()
    is_partly: bool = False
    statement: str = ""  # the family's own view, where this task is to add it to the file

    @property
    def is_late(self) -> bool:
        """Whether its day has passed while it is open."""
        return self.task.done_on is None and self.task.due_on < self.today

    @property
    def goes_on(self) -> bool:
        """Whether a part may be used again; the rest stays stopped."""
        return self.is_partly and self.task.purpose == TaskPurpose.RESUME


def todos_of(case: Case) -> list[Todo]:
    """What is open first, then what is done."""
    rows = case.request.tasks.exclude(purpose=ELSEWHERE).select_related("assignee", "recipient")
    order = sorted(
        rows, key=lambda one: (one.done_on is not None, one.due_on, one.holder.casefold())
    )
    return _told_apart(case, order)


def is_not_carried_out(case: Case, todos: Sequence[Todo]) -> bool:
    """A correction of which no task is left, and still not done everywhere (seed 001 art. 10.3)."""
    over = [one.task.done_on is not None for one in todos if one.task.purpose in OF_PARTS]
    return case.is_to_be_done and bool(over) and all(over)


def todo_of(case: Case, task: CaseTask) -> Todo:
    """One task as its page shows it."""
    return _told_apart(case, [task])[0]


def _told_apart(case: Case, tasks: list[CaseTask]) -> list[Todo]:
    """After a yes in part the same system can stop one thing and go on with another."""
    own = statement_of(case)
    return [
        replace(one, statement=own.text) if own and one.task.key == STATEMENT else one
        for one in _by_part(case, tasks)
    ]


def _by_part(case: Case, tasks: list[CaseTask]) -> list[Todo]:
    is_partly = case.is_answered and case.request.decision.outcome == Outcome.PARTLY
    found = _weighed(case.request) | (_decided(case.request) if is_partly else {})
    return [
        Todo(one, case.today, names_at(one.key, found.get(one.purpose, ())), is_partly)
        for one in tasks
    ]


def _weighed(row: DataRequest) -> dict[str, list[Processing]]:
    """What a verzet names: that stops meanwhile, and goes on after a no or a withdrawal."""
    if row.kind != Kind.OBJECTION or row.direct_marketing:
        return {}
    named = weighed_of(row)
    return {TaskPurpose.FREEZE.value: named, TaskPurpose.RESUME.value: named}


def _decided(row: DataRequest) -> dict[str, list[Processing]]:
    """After a yes in part: what goes on, and what was granted."""
    granted = list(caused_by(row).entries)
    return {one.value: granted for one in OF_PARTS} | {
        TaskPurpose.RESUME.value: going_on_after(row)
    }


def statement_of(case: Case) -> OwnStatement | None:
    """What the family itself says of an opinion that stays, in the file beside it (AVG 16)."""
    return getattr(case.request, "statement", None) if case.is_answered else None


def get_case_task(case: Case, pk: UUID) -> CaseTask:
    """One of them; 404 for a task of another case."""
    return get_object_or_404(case.request.tasks.exclude(purpose=ELSEWHERE), pk=pk)


def get_any_task(case: Case, pk: UUID) -> CaseTask:
    """Also one to collect; 404 for a task of another case."""
    return get_object_or_404(case.request.tasks, pk=pk)


def get_notice(case: Case, pk: UUID) -> CaseTask:
    """A task to tell a recipient; else 404."""
    task = get_case_task(case, pk)
    is_over = not case.is_answered or case.request.anonymised_on is not None
    if task.purpose != TaskPurpose.NOTIFY or is_over:
        raise Http404
    return task


def notice_file(task: CaseTask) -> StoredFile:
    """The letter as it was made; 404 before that."""
    if task.letter is None:
        raise Http404
    return task.letter


def get_notice_to_write(case: Case, pk: UUID) -> CaseTask:
    """One whose letter says in words what was corrected; 404 for every other."""
    task = get_notice(case, pk)
    if Kind(case.request.kind) not in SAYS_WHAT:
        raise Http404
    return task


def must_be_written(case: Case, task: CaseTask) -> bool:
    """Whether the letter waits for these words."""
    return task.letter_id is None and Kind(case.request.kind) in SAYS_WHAT


def shared_with(case: Case, task: CaseTask) -> list[Disclosure]:
    """What this recipient got about the pupil, by the log that the family sees; newest first."""
    pupil = case.request.subject_pupil
    if pupil is None:
        return []
    rows = Disclosure.objects.visible_to(pupil).filter(recipients=task.recipient)
    return list(rows.newest_first())


def notice_of(case: Case, task: CaseTask) -> Notice:
    """Of what was granted, only what this recipient received by the log that the family sees."""
    received = [one for one in caused_by(case.request).entries if _received(case, task, one)]
    return told_of(case.request, received)


def told_of(row: DataRequest, entries: Sequence[Processing]) -> Notice:
    """What is true of these entries today; of none: of all that the decision asks."""
    acts = row.tasks.filter(purpose__in=[one.value for one in OF_PARTS]).exclude(key=STATEMENT)
    tasks = {one.key: one for one in acts}
    told, found = [], {} if entries else tasks
    for one in entries:
        own = {key: tasks[key] for key in keys_of(one, tasks)} or tasks
        told.append(Told(one.name, carried(_results(own)).way))
        found |= own
    days = [one.due_on for one in found.values() if one.done_on is None]
    return Notice(tuple(told), carried(_results(found)), max(days, default=None))


def _results(tasks: Mapping[str, CaseTask]) -> list[Result | None]:
    return [Result(one.result) if one.done_on else None for one in tasks.values()]


def _received(case: Case, task: CaseTask, entry: Processing) -> bool:
    pupil = case.request.subject_pupil
    if pupil is None:
        return False
    shared = Disclosure.objects.visible_to(pupil).filter(processing__code=entry.code)
    return shared.filter(recipients=task.recipient).exists()
