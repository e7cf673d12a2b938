"""Verzamelen: for what, with whom, and what came in; for staff of the case (AVG 15)."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person
from portal.people.models import Enrolment, School
from portal.register.models import Processing
from portal.register.rules import DataSubject
from requests_app.access.staff import get_case, get_case_to_decide
from requests_app.models import (
    Case,
    CaseTask,
    DataRequest,
    Extract,
    RequestPart,
)
from requests_app.models.weighing import blocks_of, notes_about, unweighed_notes
from requests_app.rules import Kind, Others, TaskPurpose
from requests_app.rules.collecting import (
    Block,
    Entry,
    Holder,
    blocks,
    concerns,
    holders,
    is_collected,
)

__all__ = ["blocks_of", "notes_about", "unweighed_notes"]  # what the models say, for the views


@dataclass(frozen=True)
class Asked:
    """A task to collect, with the names of the entries it is for and what came in."""

    task: CaseTask
    entries: tuple[str, ...]
    extracts: tuple[Extract, ...]


@dataclass(frozen=True)
class Collecting:
    """All that the page shows. `new`: who would be asked; `notes`: how many wait for a document."""

    asked: tuple[Asked, ...]
    new: tuple[Holder, ...]
    notes: int
    blocks: tuple[Block, ...]

    @property
    def open(self) -> int:
        """How many have not answered yet."""
        return sum(one.task.done_on is None for one in self.asked)


def get_collected(user: Person, pk: UUID, today: date) -> Case:
    """A case of which the answer holds data, for staff; any other has no such page (404)."""
    return _with_data(get_case(user, pk, today))


def get_to_collect(user: Person, pk: UUID, today: date) -> Case:
    """The same, to act on; 403 for who may only see it."""
    return _with_data(get_case_to_decide(user, pk, today))


def _with_data(case: Case) -> Case:
    if not is_collected(Kind(case.request.kind)):
        raise Http404
    return case


def get_task(case: Case, pk: UUID) -> CaseTask:
    """A task to collect of this case."""
    rows = case.request.tasks.filter(purpose=TaskPurpose.COLLECT.value)
    return get_object_or_404(rows, pk=pk)


def get_extract(case: Case, pk: UUID) -> Extract:
    """A document of this case."""
    rows = extracts_of(case.request).select_related("task")
    return get_object_or_404(rows, pk=pk)


def get_readable_extract(case: Case, pk: UUID) -> Extract:
    """The same, while its key is there; else 404."""
    extract = get_extract(case, pk)
    if not extract.file.is_readable:
        raise Http404
    return extract


@dataclass(frozen=True)
class Missing:
    """What an answer with data would lack today; `nobody`: it was not even asked."""

    names: tuple[str, ...]
    nobody: bool


def missing_of(request: DataRequest) -> Missing | None:
    """Of whom nothing came in; None when all is there, or the answer holds no data."""
    if not is_collected(Kind(request.kind)):
        return None
    tasks = request.tasks.filter(purpose=TaskPurpose.COLLECT.value)
    asked = [(one.holder, one.done_on is None) for one in tasks]
    names = tuple(holder for holder, waits in asked if waits)
    return Missing(names, nobody=not asked) if names or not asked else None


def extracts_of(request: DataRequest) -> QuerySet[Extract]:
    """Everything that came in, with what took its place."""
    return Extract.objects.filter(request=request).select_related("file", "replaced_by")


def is_replaced(extract: Extract) -> bool:
    """Whether a version that was made black took its place."""
    return hasattr(extract, "replaced_by")


def entries_of(request: DataRequest) -> list[Processing]:
    """What the request is about: the entries it names, or all that are published for who it is."""
    chosen = set(RequestPart.objects.filter(request=request).values_list("processing", flat=True))
    chosen |= {request.processing_id} if request.processing_id else set()
    if chosen:
        return list(Processing.objects.filter(pk__in=chosen))
    return published_about(request.board_id, request.subject_pupil_id)


def asked_entries(request: DataRequest, today: date) -> list[Processing]:
    """Of these the ones somebody is asked about: nobody who keeps former pupils has a child of 8.

    What the request itself names is always asked.
    """
    rows = entries_of(request)
    if request.subject_pupil_id is None or request.parts.exists() or request.processing_id:
        return rows
    gone = Enrolment.objects.filter(pupil=request.subject_pupil_id, until__lte=today)
    has_left = gone.exists()
    return [one for one in rows if concerns(one.data_subjects, has_left=has_left)]


def published_about(board_id: UUID, pupil_id: UUID | None) -> list[Processing]:
    """What is published about a pupil; without one: about the parents of the board."""
    rows = Processing.objects.published().at(board_id, _schools(board_id, pupil_id))
    if pupil_id:
        return list(rows)
    return [row for row in rows if DataSubject.GUARDIAN in row.data_subjects]


def _schools(board_id: UUID, pupil_id: UUID | None) -> set[UUID]:
    """Of a pupil those it went to; of others all of the board: their data may be at each."""
    if pupil_id:
        rows = Enrolment.objects.filter(pupil=pupil_id)
        return set(rows.values_list("school_id", flat=True))
    return set(School.objects.filter(board=board_id).values_list("pk", flat=True))


def holders_of(entries: list[Processing]) -> list[Holder]:
    """Which systems and people hold data, by the register."""
    return holders(Entry(str(row.pk), row.name, row.systems, tuple(row.inside)) for row in entries)


def collecting_of(case: Case) -> Collecting:
    """The page of one case; a fixed number of queries."""
    entries = asked_entries(case.request, case.today)
    found = holders_of(entries)
    names = {str(row.pk): row.name for row in entries}
    about = {one.key: tuple(names[key] for key in one.entries) for one in found}
    extracts: dict[UUID | None, list[Extract]] = defaultdict(list)
    for row in extracts_of(case.request):
        extracts[row.task_id].append(row)
    waits = case.request.tasks.filter(purpose=TaskPurpose.COLLECT.value)
    tasks = list(waits.select_related("assignee"))
    known = {task.key for task in tasks}
    notes = unweighed_notes(case.request, case.today)
    current = [row for rows in extracts.values() for row in rows if not is_replaced(row)]
    unread = [Others(row.others) for row in current if row.file.is_readable]
    return Collecting(
        asked=tuple(
            Asked(task, about.get(task.key, ()), tuple(extracts[task.pk])) for task in tasks
        ),
        new=tuple(one for one in found if one.key not in known),
        notes=len(notes),
        blocks=tuple(blocks(unread, notes_open=bool(notes))),
    )
