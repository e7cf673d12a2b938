"""Aankondigen: an intention is told first; then it is carried out or dropped (seed 001 art. 6c)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Max

from portal.audit.actions import record
from portal.people.access import household_of
from portal.people.models import Board, Group, Pupil, User
from portal.register.actions.weighing import About, pupils_concerned
from portal.register.models import Disclosure, IntendedDisclosure, Objection, Processing, Recipient
from portal.register.models.announcing import SHOWN_AFTER
from portal.register.rules import (
    DataField,
    Going,
    IntentReason,
    IntentState,
    LegalBasis,
    RuleCode,
    may_announce,
    may_carry_out,
    may_object,
    may_skip_window,
    window_for,
)
from portal.register.wording import INTENT_REFUSALS


class IntentRefusedError(Exception):
    """The rule refuses; `code` for machines, the text in Dutch for people."""

    def __init__(self, reason: IntentReason) -> None:
        super().__init__(str(INTENT_REFUSALS[reason]))
        self.code = reason.value


@dataclass(frozen=True)
class Plan:
    """What families will read: what goes to whom, why, and when. Without a processing: `purpose`.

    `skip_reason` None keeps the window; a text is the exception of the privacy officer.
    """

    processing: Processing | None
    basis: LegalBasis
    recipients: Sequence[Recipient]
    fields: Collection[DataField]
    why: str
    planned_on: date
    purpose: str = ""
    skip_reason: str | None = None


class EmptyAnnouncementError(Exception):
    """Nobody is there to tell, or it is about one's own household."""


@transaction.atomic
def announce_intent(
    about: About, plan: Plan, *, by: User, is_officer: bool, today: date
) -> IntendedDisclosure:
    """Writes the intention down; the messages follow by the sweep (actions/telling.py).

    Raises `IntentRefusedError` when a rule refuses, `EmptyAnnouncementError` without a pupil.
    """
    check_plan(about, plan, by=by, is_officer=is_officer, today=today)
    board = about.school.board if isinstance(about, Group) else about.board
    skipped = plan.skip_reason is not None
    row = IntendedDisclosure.objects.create(
        board=board,
        processing=plan.processing,
        purpose="" if plan.processing else plan.purpose,
        basis=plan.basis.value,
        fields=[one.value for one in DataField if one in plan.fields],
        why=plan.why,
        planned_on=plan.planned_on,
        announced_on=today,
        announced_by_id=by.pk,
        objection_until=window_for(plan.basis, today, board.objection_days, skipped=skipped),
        no_window_reason=plan.skip_reason or "",
        state=(IntentState.NO_WINDOW if skipped else IntentState.ANNOUNCED).value,
        **_whom(about),
    )
    row.recipients.set(plan.recipients)
    _mark(board.pk)
    _note("announced", row, by, basis=row.basis, skipped=skipped)
    return row


def check_plan(about: About, plan: Plan, *, by: User, is_officer: bool, today: date) -> None:
    """Raises what `announce_intent` would raise; writes nothing."""
    answers = [may_announce([RuleCode(one.rule) for one in plan.recipients])]
    if plan.skip_reason is not None:
        answers.append(may_skip_window(reason=plan.skip_reason, is_officer=is_officer))
    for answer in answers:
        if answer is not IntentReason.ALLOWED:
            raise IntentRefusedError(answer)
    own = isinstance(about, Pupil) and household_of(by).filter(pk=about.pk).exists()
    if own or not plan.recipients or not pupils_concerned(about, today):
        raise EmptyAnnouncementError


def locked_intent(row: IntendedDisclosure) -> IntendedDisclosure:
    """For us alone until the transaction ends: an objection and the handing-over never cross."""
    return IntendedDisclosure.objects.select_for_update().get(pk=row.pk)


def objection_of(row: IntendedDisclosure, pupil: Pupil, by: User) -> Objection | None:
    """What this person already said for this pupil."""
    return row.objections.filter(pupil_id=pupil.pk, by_id=by.pk).first()


def check_objection(row: IntendedDisclosure, *, today: date) -> None:
    """Raises `IntentRefusedError` when an objection does not block any more, or never did."""
    answer = may_object(row.intent, today)
    if answer is not IntentReason.ALLOWED:
        raise IntentRefusedError(answer)


@transaction.atomic
def note_objection(
    row: IntendedDisclosure, pupil: Pupil, *, by: User, request_id: UUID, today: date
) -> Objection:
    """Appends it, with the verzet that it became; lock the intention first."""
    check_objection(row, today=today)
    made = Objection.objects.create(
        intended=row, pupil_id=pupil.pk, by_id=by.pk, on=today, request_id=request_id
    )
    _note("objected", row, by, pupil_id=pupil.pk)
    return made


def going_on(row: IntendedDisclosure, on: date, *, fallen: Collection[UUID]) -> Going:
    """Whether it may be carried out on a day, and about whom not.

    `fallen`: requests of which the objection stands no longer (withdrawn, or refused).
    """
    standing = row.objections.exclude(request_id__in=fallen)
    return may_carry_out(
        row.intent,
        on,
        pupils=row.pupils_on(on),
        told=row.pupils_on(row.announced_on),
        objecting=set(standing.values_list("pupil_id", flat=True)),
    )


@transaction.atomic
def close_carried_out(
    row: IntendedDisclosure, disclosure: Disclosure, *, by: User, today: date
) -> None:
    """It went, and stands in the ledger; lock the intention first."""
    row.state, row.disclosure = IntentState.CARRIED_OUT.value, disclosure
    row.closed_on, row.closed_by_id = today, by.pk
    row.save(update_fields=["state", "disclosure", "closed_on", "closed_by_id"])
    _mark(row.board_id)
    _note("carried_out", row, by, disclosure=disclosure.pk)


@transaction.atomic
def drop_intent(row: IntendedDisclosure, *, reason: str, by: User, today: date) -> None:
    """It will not happen; the reason is for staff. Raises `IntentRefusedError`."""
    kept = locked_intent(row)
    if not kept.is_open:
        raise IntentRefusedError(IntentReason.CLOSED)
    if not reason.strip():
        raise IntentRefusedError(IntentReason.NO_REASON)
    kept.state, kept.drop_reason = IntentState.DROPPED.value, reason
    kept.closed_on, kept.closed_by_id = today, by.pk
    kept.save(update_fields=["state", "drop_reason", "closed_on", "closed_by_id"])
    _mark(kept.board_id)
    _note("dropped", kept, by)


def _whom(about: About) -> dict[str, UUID]:
    if isinstance(about, Pupil):
        return {"pupil_id": about.pk}
    return {"group_id" if isinstance(about, Group) else "school_id": about.pk}


def _mark(board_id: UUID) -> None:
    """Spares the first page of every family a question on days on which nothing is announced."""
    board = Board.objects.select_for_update().get(pk=board_id)
    rows = IntendedDisclosure.objects.filter(board=board_id)
    last = rows.aggregate(last=Max("closed_on"))["last"]
    until = last + SHOWN_AFTER if last else None
    board.announced_until = date.max if rows.still_open().exists() else until
    board.save(update_fields=["announced_until"])


def _note(
    verb: str,
    row: IntendedDisclosure,
    by: User,
    *,
    pupil_id: UUID | None = None,
    **facts: str | int | bool | None,
) -> None:
    record(
        f"register.intent_{verb}",
        actor=by,
        subject=row,
        board_id=row.board_id,
        pupil_id=pupil_id or row.pupil_id,
        **facts,
    )
