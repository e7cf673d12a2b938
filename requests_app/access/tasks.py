"""Taken van een zaak: what must be carried out and who must be told, for staff of the case."""

from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from requests_app.models import Case, CaseTask
from requests_app.rules import TaskPurpose

ELSEWHERE = TaskPurpose.COLLECT.value  # has a page of its own, with its documents


def tasks_of(case: Case) -> list[CaseTask]:
    """What is open first, then what is done."""
    rows = case.request.tasks.exclude(purpose=ELSEWHERE).select_related("assignee", "recipient")
    return sorted(
        rows, key=lambda one: (one.done_on is not None, one.due_on, one.holder.casefold())
    )


def get_case_task(case: Case, pk: UUID) -> CaseTask:
    """One of them; 404 for a task of another case."""
    return get_object_or_404(case.request.tasks.exclude(purpose=ELSEWHERE), pk=pk)


def get_notice(case: Case, pk: UUID) -> CaseTask:
    """A task to tell a recipient; else 404."""
    task = get_case_task(case, pk)
    if task.purpose != TaskPurpose.NOTIFY or not case.is_answered:
        raise Http404
    return task
