"""De deur naar gestaakte verwerkingen: who must not be in a disclosure, and who may see that."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, household_of, scopes_of
from portal.people.models import Enrolment, Pupil
from portal.people.rules import Duty, Scope
from portal.register.models import Processing, Recipient, Restriction
from portal.register.models.restrictions import RestrictionQuerySet


@dataclass(frozen=True)
class Stopped:
    """A processing with the restrictions that hold for it and that this person may see."""

    processing: Processing
    rows: list[Restriction]


def restricted_pupils(processing: Processing, on: date) -> set[UUID]:
    """For whom this must not be done on a day, also when a school has a row of its own for it."""
    rows = Restriction.objects.of_processing(processing).in_force(on)
    return set(rows.values_list("pupil_id", flat=True))


def restrictions_of(pupil: Pupil, on: date) -> RestrictionQuerySet:
    """What stands still for a pupil on a day."""
    return Restriction.objects.filter(pupil=pupil).in_force(on).select_related("processing")


def stopped_for(user: Person, today: date) -> list[Stopped]:
    """Every processing that stands still for somebody; 403 without a role that sees cases."""
    rows = list(_seen(user, today, refuse=True))
    found: dict[UUID, Stopped] = {}
    for row in rows:
        found.setdefault(row.processing_id, Stopped(row.processing, [])).rows.append(row)
    return sorted(found.values(), key=lambda one: (one.processing.position, one.processing.name))


def get_stopped(user: Person, processing_id: UUID, today: date) -> Stopped:
    """One processing with the pupils for whom it stands still; also with nobody: then empty."""
    boards = [scope.board for scope in scopes_of(user, today, Duty.SEE_CASES)]
    processing = get_object_or_404(Processing, pk=processing_id, board__in=boards)
    return Stopped(processing, list(_seen(user, today).of_processing(processing)))


def systems_of(user: Person, today: date) -> list[Recipient]:
    """The systems and parties that some stopped processing goes to."""
    ids = _seen(user, today).order_by().values("processing")
    return list(Recipient.objects.filter(processings__in=ids).distinct().order_by("name"))


def get_system_list(
    user: Person, recipient_id: UUID, today: date
) -> tuple[Recipient, list[Restriction]]:
    """What must not go to, or be done in, this system; 404 outside one's own boards."""
    boards = [scope.board for scope in scopes_of(user, today, Duty.SEE_CASES)]
    recipient = get_object_or_404(Recipient, pk=recipient_id, board__in=boards)
    rows = _seen(user, today).filter(processing__recipients=recipient)
    return recipient, list(rows)


def get_liftable(user: Person, pk: UUID, today: date) -> Restriction:
    """One that this person may lift; 403 for who may only see it, 404 for everybody else."""
    seen = _reached(user, scopes_of(user, today, Duty.SEE_CASES))
    row = seen.filter(pk=pk).first()  # pressed twice: it is over already
    if row is None:
        raise Http404
    if not _reached(user, scopes_of(user, today, Duty.EDIT_REGISTER)).filter(pk=pk).exists():
        raise PermissionDenied
    return row


def may_lift(user: Person, today: date) -> bool:
    """Whether the page offers to lift."""
    return bool(scopes_of(user, today, Duty.EDIT_REGISTER))


def keys_of(rows: list[Restriction]) -> dict[UUID, tuple[str, str]]:
    """Per pupil the key in the school's administration and the school, of the newest enrolment."""
    pupils = {row.pupil_id for row in rows}
    newest = Enrolment.objects.filter(pupil__in=pupils).select_related("school").order_by("since")
    return {one.pupil_id: (one.roster_key, one.school.name) for one in newest}


def _seen(user: Person, today: date, *, refuse: bool = False) -> RestrictionQuerySet:
    """Those that hold today; `refuse`: 403 without a role that sees cases."""
    scopes = scopes_of(user, today, Duty.SEE_CASES)
    if refuse and not scopes:
        raise PermissionDenied
    rows = _reached(user, scopes).in_force(today)
    return rows.select_related("pupil", "processing", "processing__board", "ending").order_by(
        "pupil__last_name", "pupil__first_name", "since"
    )


def _reached(user: Person, scopes: list[Scope]) -> RestrictionQuerySet:
    """Those of one's own schools or board, without one's own household."""
    rows = Restriction.objects.filter(_reach(scopes))
    return rows.exclude(pupil__in=household_of(user))


def _reach(scopes: list[Scope]) -> Q:
    """A school's role reaches who is or was enrolled there; a board's role reaches everybody."""
    condition = Q(pk__in=[])
    for scope in scopes:
        if scope.board is None:
            continue
        where = Q(board_id=scope.board)
        if scope.school:
            there = Enrolment.objects.filter(school_id=str(scope.school)).values("pupil")
            where &= Q(pupil__in=there)
        condition |= where
    return condition
