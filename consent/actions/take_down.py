"""Weghalen: tasks open as soon as consent ends, and somebody of the school ends them (AVG 7(3))."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from consent import mails
from consent.actions.ledger import hold
from consent.models import CurrentChoice, PublicationPupil, TakeDown
from consent.outcomes import Outcomes, outcomes_of
from consent.rules import (
    Answer,
    FinishRefusal,
    Medium,
    Removal,
    Step,
    finish_refusal,
    next_step,
)
from consent.take_downs import may_own, owners_for
from portal.audit.actions import record
from portal.calendar.actions import holiday_dates
from portal.people.access import tie_about
from portal.people.models import Pupil, User
from portal.people.rules import Right
from portal.prepared import Prepared

BATCH = 200  # pupils that the sweep weighs at once
# With every answer; see portal/prepared.py.
PUBLISHED_OF = Prepared(
    lambda pupils: (
        PublicationPupil.objects.filter(pupil_id__in=pupils)
        .select_related("publication")
        .order_by()
    )
)


class FinishRefusedError(Exception):
    """Nothing was written; `code` tells the page which words to use."""

    def __init__(self, code: FinishRefusal) -> None:
        super().__init__(code)
        self.code = code


class Due(NamedTuple):
    """What must happen with the task of one pupil in one publication."""

    step: Step
    row: PublicationPupil


def follow(pupils: Collection[UUID], *, today: date) -> int:
    """Opens and ends the tasks of these pupils as consent stands now; how many changed.

    In the transaction of what changed consent, in which the pupils are held.
    """
    steps = _due(PUBLISHED_OF(pupils), today)
    for step, row in steps:
        if step is Step.OPEN:
            _open(row, today)
        else:
            _close(row, today)
    return len(steps)


def follow_everybody(now: datetime) -> int:
    """Sweep: what lapsed by date, by a new text or by an import. How many pupils it changed.

    Only who needs it is held, and weighed again then.
    """
    today = timezone.localtime(now).date()
    rows = _unsettled()
    keys = list(rows.order_by("pupil_id").values_list("pupil_id", flat=True).distinct())
    changed = 0
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        published = rows.filter(pupil_id__in=batch).select_related("publication")
        found = _due(list(published), today)
        changed += sum(_follow_one(key, today) for key in {one.row.pupil_id for one in found})
    return changed


@transaction.atomic
def take_on(task: TakeDown, *, by: User) -> bool:
    """ "Ik doe dit"; False when somebody else does it already, or it is done."""
    free = TakeDown.objects.open().filter(pk=task.pk, owner__isnull=True)
    if not free.update(owner=by):
        return False
    _note("consent.take_down_taken", task, by)
    return True


@transaction.atomic
def give(task: TakeDown, *, to: User, by: User, today: date) -> bool:
    """A colleague does it from now on and gets a mail; False when it is done or `to` may not."""
    row = TakeDown.objects.select_for_update(of=("self",)).get(pk=task.pk)
    if row.done_on is not None or not may_own(to, row, today):
        return False
    if row.owner_id == to.pk:
        return True
    row.owner = to
    row.save(update_fields=["owner"])
    _note("consent.take_down_given", row, by, owner=str(to.pk))
    if to.pk != by.pk:
        mails.take_down_given(row, to=to, today=today)
    return True


def remind_owners(now: datetime) -> int:
    """Sweep: one mail to who still has a task after its last day, and to everybody who may take
    it when nobody has it. How many tasks are late.

    What somebody may not do any more, as after a role ended, first finds an owner as a new task.
    """
    today = timezone.localtime(now).date()
    rows = TakeDown.objects.open().filter(opened_on__lt=today)
    late = 0
    for task in rows.select_related("owner", "publication__school").order_by("pk"):
        if task.owner is not None and not may_own(task.owner, task, today):
            _pass_on(task, today)
            continue
        days = holiday_dates(task.opened_on, today, task.publication.school.board_id)
        if task.due_on(days) < today:
            for one in [task.owner] if task.owner else owners_for(task, today):
                mails.take_down_late(task, to=one)
            late += 1
    return late


@transaction.atomic
def finish(
    task: TakeDown, *, how: Removal, reason: str, on: date, by: User, today: date
) -> TakeDown:
    """It is gone, or cannot be; the family is told that there is news. Raises `FinishRefusedError`.

    `reason` is for staff alone: it may name somebody.
    """
    rows = TakeDown.objects.select_for_update(of=("self",))
    row = rows.select_related("publication__purpose", "pupil").get(pk=task.pk)
    if row.done_on is not None:
        raise FinishRefusedError(FinishRefusal.DONE)
    medium = Medium(row.publication.purpose.medium)
    published_on = row.publication.on
    refusal = finish_refusal(
        how, medium=medium, reason=reason, on=on, published_on=published_on, today=today
    )
    if refusal:
        raise FinishRefusedError(refusal)
    row.done_on, row.done_by_id, row.how, row.reason = on, by.pk, how.value, reason
    row.save(update_fields=["done_on", "done_by_id", "how", "reason"])
    _note("consent.take_down_done", row, by, how=how.value)
    _tell(row, today)
    return row


def _unsettled() -> QuerySet[PublicationPupil]:
    """Of whom something may still have to come down; the rest is weighed no more."""
    settled = TakeDown.objects.filter(
        publication=OuterRef("publication"), pupil=OuterRef("pupil_id"), done_on__isnull=False
    ).exclude(how=Removal.ALLOWED_AGAIN.value)
    return PublicationPupil.objects.exclude(Exists(settled))


def _due(rows: list[PublicationPupil], today: date) -> list[Due]:
    """Weighs the pupils of these rows afresh; one query when nothing was published of them."""
    if not rows:
        return []
    keys = {row.pupil_id for row in rows}
    outcomes = outcomes_of(list(Pupil.objects.filter(pk__in=keys)), today)
    tasks: dict[tuple[UUID, UUID], list[TakeDown]] = defaultdict(list)
    for task in TakeDown.objects.filter(pupil__in=keys):
        tasks[task.publication_id, task.pupil_id].append(task)
    spoken = CurrentChoice.objects.filter(pupil__in=keys).exclude(answer=Answer.GIVEN.value)
    noes = set(spoken.values_list("pupil_id", "purpose_id"))
    return list(_steps(rows, outcomes, noes, tasks))


def _steps(
    rows: list[PublicationPupil],
    outcomes: Outcomes,
    noes: set[tuple[UUID, UUID]],
    tasks: dict[tuple[UUID, UUID], list[TakeDown]],
) -> Iterator[Due]:
    """`noes`: pupil and purpose of whoever says no, also to what is not asked any more."""
    for row in rows:
        found = outcomes.get(row.pupil_id, {}).get(row.publication.purpose_id)
        said_no = (row.pupil_id, row.publication.purpose_id) in noes
        unasked = False if said_no else None
        mine = tasks[row.publication_id, row.pupil_id]
        step = next_step(
            allowed=found.effective.allowed if found else unasked,
            is_open=any(task.done_on is None for task in mine),
            ended=[Removal(task.how) for task in mine if task.done_on],
        )
        if step:
            yield Due(step, row)


@transaction.atomic
def _follow_one(pupil_id: UUID, today: date) -> bool:
    hold(pupil_id)
    return follow([pupil_id], today=today) > 0


def _open(row: PublicationPupil, today: date) -> None:
    """Nobody's name stands with it: whose answer it was is told to nobody (law.md §4)."""
    task = TakeDown.objects.create(
        publication=row.publication, pupil_id=row.pupil_id, opened_on=today
    )
    _note("consent.take_down_opened", task, None)
    owner = _first_owner(task, today)
    if owner is not None:
        task.owner = owner
        task.save(update_fields=["owner"])
    for one in [owner] if owner else owners_for(task, today):
        mails.take_down_opened(task, to=one)


def _first_owner(task: TakeDown, today: date) -> User | None:
    """Who logged the publication, as long as a role still reaches the task; or else nobody."""
    owner = User.objects.filter(pk=task.publication.recorded_by_id).first()
    return owner if owner is not None and may_own(owner, task, today) else None


@transaction.atomic
def _pass_on(task: TakeDown, today: date) -> None:
    """Away from who may not do it any more; not when it was given away or ended meanwhile."""
    owner = _first_owner(task, today)
    if not TakeDown.objects.open().filter(pk=task.pk, owner=task.owner_id).update(owner=owner):
        return
    if owner is None:
        _note("consent.take_down_freed", task, None)
        for one in owners_for(task, today):
            mails.take_down_free(task, to=one, today=today)
        return
    _note("consent.take_down_given", task, None, owner=str(owner.pk))
    mails.take_down_given(task, to=owner, today=today)


def _close(row: PublicationPupil, today: date) -> None:
    mine = TakeDown.objects.open().filter(publication=row.publication, pupil=row.pupil_id)
    task = mine.first()  # none when somebody ended it at this moment
    if task and mine.update(done_on=today, how=Removal.ALLOWED_AGAIN.value):
        _note("consent.take_down_ended", task, None)


def _note(verb: str, task: TakeDown, by: User | None, **facts: str) -> None:
    record(
        verb,
        actor=by,
        subject=task,
        board_id=task.pupil.board_id,
        pupil_id=task.pupil_id,
        publication=str(task.publication_id),
        **facts,
    )


def _tell(task: TakeDown, today: date) -> None:
    """Everybody with an account who may look at the pupil, each once a day and channel."""
    rows = Pupil.objects.select_related("board", "user")
    pupil = rows.prefetch_related(
        "enrolments__school", "mandates", "guardianships__guardian__user"
    ).get(pk=task.pupil_id)
    people = {row.guardian_id: row.guardian.user for row in pupil.guardianships.all()}
    for guardian_id, user in [(None, pupil.user), *people.items()]:
        tie = tie_about(pupil, guardian_id, today)
        if user is not None and tie is not None and tie.may(Right.VIEW):
            mails.taken_down(task, to=user, informal=guardian_id is None)
