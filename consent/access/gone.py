"""Wat weggaat, for a family: that it comes down and when; not what, who or why (law.md §4)."""

from collections import defaultdict
from dataclasses import replace
from datetime import date
from uuid import UUID

from consent.access.last_days import holidays_after
from consent.access.questions import Gone, Question
from consent.models import TakeDown
from consent.rules import Removal, Told
from portal.people.access import Tie

NO_MORE = frozenset({Told.NOT_ALLOWED, Told.NO_JOINT_CONSENT, Told.BIRTH_DATE_NEEDED})
OPEN, PRINTED = "open", "printed"


def with_gone(tie: Tie, questions: list[Question]) -> list[Question]:
    """The questions, each with what comes down because of it.

    Everybody who may look at the pupil gets the same lines: they stand with the pupil, never with
    an answer, and only below a question that reads "dit mag niet" for all of them.
    """
    if not any(one.has_tasks for one in questions):
        return questions  # nearly always: the page asks nothing more
    lines = gone_of(tie)
    return [
        replace(one, gone=lines.get(one.purpose.pk, ())) if one.told.code in NO_MORE else one
        for one in questions
    ]


def gone_of(tie: Tie) -> dict[UUID, tuple[Gone, ...]]:
    """Purpose → its lines; one query, and one for the calendar while something must come down."""
    rows = TakeDown.objects.filter(pupil=tie.pupil).exclude(how=Removal.ALLOWED_AGAIN.value)
    by_purpose: dict[UUID, dict[str, list[TakeDown]]] = defaultdict(lambda: defaultdict(list))
    for row in rows.select_related("publication__purpose").order_by("pk"):
        by_purpose[row.publication.purpose_id][_kind(row)].append(row)
    opened = [row for kinds in by_purpose.values() for row in kinds.get(OPEN, [])]
    holidays = holidays_after(opened, tie.pupil.board_id)
    return {
        key: tuple(_line(kind, kinds[kind], holidays) for kind in sorted(kinds))
        for key, kinds in by_purpose.items()
    }


def _kind(row: TakeDown) -> str:
    is_as_it_was = row.done_on is None or row.how == Removal.NEXT_EDITION
    if row.publication.is_print and is_as_it_was:
        return PRINTED
    return row.how or OPEN


def _line(kind: str, rows: list[TakeDown], holidays: frozenset[date]) -> Gone:
    if kind == OPEN:
        return Gone(kind, len(rows), max(row.due_on(holidays) for row in rows))
    if kind == PRINTED:
        return Gone(kind, len(rows))
    return Gone(kind, len(rows), max(row.done_on for row in rows if row.done_on))
