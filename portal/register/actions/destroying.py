"""Vernietigd: people destroyed records of former pupils; one says so, a second confirms."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import School, User
from portal.register.models import DestroyedRecord, Destruction
from portal.register.rules.destruction import RecordKind, may_confirm


class NotDestroyed(Exception):
    """It cannot be recorded like this; `code` tells the page which words to use."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Gone:
    """What somebody destroyed: of which pupils (with the last day of keeping), where and when."""

    kind: RecordKind
    due: dict[UUID, date]
    system: str
    destroyed_on: date


@transaction.atomic
def propose_destruction(
    school: School, gone: Gone, *, household: Collection[UUID], by: User, today: date
) -> Destruction:
    """The first person's statement; nothing counts as destroyed before the second agrees.

    NotDestroyed: "nobody", "ahead", "too_early", "household" or "already".
    """
    School.objects.select_for_update().get(pk=school.pk)
    if refusal := _why_not(gone, household, today):
        raise NotDestroyed(refusal)
    row = Destruction.objects.create(
        board_id=school.board_id,
        school=school,
        kind=gone.kind.value,
        system=gone.system,
        destroyed_on=gone.destroyed_on,
        proposed_by=by,
        proposed_on=today,
    )
    DestroyedRecord.objects.bulk_create(
        DestroyedRecord(destruction=row, pupil_id=pupil, due_on=day)
        for pupil, day in sorted(gone.due.items())
    )
    _note("register.destruction_proposed", row, by, pupils=len(gone.due))
    return row


def _why_not(gone: Gone, household: Collection[UUID], today: date) -> str:
    if not gone.due:
        return "nobody"
    if gone.destroyed_on > today:
        return "ahead"
    if any(day > gone.destroyed_on for day in gone.due.values()):
        return "too_early"
    if set(gone.due) & set(household):
        return "household"
    known = DestroyedRecord.objects.filter(
        pupil_id__in=gone.due, destruction__kind=gone.kind.value, destruction__dropped_on=None
    )
    return "already" if known.exists() else ""


@transaction.atomic
def confirm_destruction(
    row: Destruction, *, household: Collection[UUID], by: User, on: date
) -> None:
    """The second person. NotDestroyed: "same_person", "household" or "settled"."""
    current = Destruction.objects.select_for_update().get(pk=row.pk)
    own = [one.pupil_id for one in current.records.all() if one.pupil_id in set(household)]
    if current.confirmed_on or current.dropped_on:
        raise NotDestroyed("settled")
    if not may_confirm(proposer=current.proposed_by_id, confirmer=by.pk, household=own):
        raise NotDestroyed("household" if own else "same_person")
    current.confirmed_by, current.confirmed_on = by, on
    current.save(update_fields=["confirmed_by", "confirmed_on"])
    _note("register.destruction_confirmed", current, by)


@transaction.atomic
def drop_destruction(row: Destruction, *, by: User, on: date) -> None:
    """The statement was wrong: what it named is due again. NotDestroyed: "settled"."""
    current = Destruction.objects.select_for_update().get(pk=row.pk)
    if current.confirmed_on or current.dropped_on:
        raise NotDestroyed("settled")
    current.dropped_on = on
    current.save(update_fields=["dropped_on"])
    _note("register.destruction_dropped", current, by)


def _note(verb: str, row: Destruction, by: User, *, pupils: int | None = None) -> None:
    board_id = row.board_id
    record(verb, actor=by, subject=row, board_id=board_id, kind=row.kind, pupils=pupils)
