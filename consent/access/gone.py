"""Wat weggaat, for a family: that it comes down and when; not what, who or why (law.md §4)."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from consent.access.coming_down import ComingDown, Down
from consent.access.questions import Gone, Question
from consent.rules import Removal, Told, remove_by

NO_MORE = frozenset({Told.NOT_ALLOWED, Told.NO_JOINT_CONSENT, Told.BIRTH_DATE_NEEDED})
OPEN, PRINTED = "open", "printed"


@dataclass(frozen=True)
class Past:
    """A question that is not asked any more, of which something came down."""

    title: str
    gone: tuple[Gone, ...]


def with_gone(questions: list[Question], down: ComingDown) -> tuple[list[Question], list[Past]]:
    """The questions, each with what comes down because of it; and what is not asked any more.

    Everybody who may look at the pupil gets the same lines: they stand with the pupil, never with
    an answer, and only below a question that reads "dit mag niet" for all of them, or is past.
    """
    if not down.tasks:
        return questions, []
    lines = _lines_of(down)
    asked = {one.purpose.pk for one in questions}
    titles = {task.purpose_id: task.title for task in down.tasks}
    past = [Past(titles[key], gone) for key, gone in lines.items() if key not in asked]
    return [
        replace(one, gone=lines.get(one.purpose.pk, ())) if one.told.code in NO_MORE else one
        for one in questions
    ], sorted(past, key=lambda one: one.title)


def _lines_of(down: ComingDown) -> dict[UUID, tuple[Gone, ...]]:
    """Purpose → its lines."""
    by_purpose: dict[UUID, dict[str, list[Down]]] = defaultdict(lambda: defaultdict(list))
    for task in down.tasks:
        by_purpose[task.purpose_id][_kind(task)].append(task)
    return {
        key: tuple(_line(kind, kinds[kind], down.holidays) for kind in sorted(kinds))
        for key, kinds in by_purpose.items()
    }


def _kind(task: Down) -> str:
    is_as_it_was = task.done_on is None or task.how == Removal.NEXT_EDITION
    if task.is_print and is_as_it_was:
        return PRINTED
    return task.how or OPEN


def _line(kind: str, tasks: list[Down], holidays: Collection[date]) -> Gone:
    if kind == OPEN:
        return Gone(kind, len(tasks), max(remove_by(one.opened_on, holidays) for one in tasks))
    if kind == PRINTED:
        return Gone(kind, len(tasks))
    days = tuple(sorted({one.done_on for one in tasks if one.done_on}))
    return Gone(kind, len(tasks), days=days)
