"""Stilleggen en weer vrijgeven: a processing stops for one pupil, at once (AVG 18, 21(1))."""

from datetime import date
from uuid import UUID

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Pupil, User
from portal.register import mails
from portal.register.models import Processing, Restriction, RestrictionEnd
from portal.register.rules.restrictions import StopEnd, StopReason, lifts_from


class NotStoppableError(Exception):
    """The processing cannot be stopped for this pupil; the first argument is a code."""


@transaction.atomic
def restrict(
    pupil: Pupil,
    *,
    processing: Processing,
    why: StopReason,
    since: date,
    by: User | None,
    request_id: UUID | None = None,
) -> Restriction:
    """Stops the processing from `since`; a repeat gives the row that holds already.

    A verzet that is upheld takes the place of the same verzet while it was weighed, without a day
    between. `by` is None when the portal does it because a request came in. NotStoppableError:
    "other_board" or "basis".
    """
    Pupil.objects.select_for_update().get(pk=pupil.pk)  # two at once never make two rows
    if processing.board_id != pupil.board_id:
        raise NotStoppableError("other_board")
    if not processing.may_stop_for(why):
        raise NotStoppableError("basis")
    open_rows = Restriction.objects.filter(pupil=pupil, processing=processing, ending=None)
    rows = list(open_rows.filter(request_id=request_id))
    if same := next((row for row in rows if row.why == why.value), None):
        return same
    for row in rows:
        if why is StopReason.UPHELD and row.why == StopReason.WEIGHED.value:
            _end(row, because=StopEnd.DECIDED_YES, on=since, by=by)
    made = Restriction.objects.create(
        board_id=pupil.board_id,
        pupil=pupil,
        processing=processing,
        since=since,
        why=why.value,
        request_id=request_id,
        by_id=by.pk if by else None,
    )
    _note("register.restricted", made, by, why=why.value)
    return made


@transaction.atomic
def lift_restriction(
    restriction: Restriction, *, because: StopEnd, on: date, by: User | None
) -> bool:
    """The processing may go on from `on`; False when that was so already."""
    Pupil.objects.select_for_update().get(pk=restriction.pupil_id)
    if RestrictionEnd.objects.filter(restriction=restriction).exists():
        return False
    _end(restriction, because=because, on=on, by=by)
    return True


@transaction.atomic
def lift_with_notice(restriction: Restriction, *, by: User | None, today: date) -> date | None:
    """The school lets go, and the family is told first (AVG 18(3)).

    Gives the first day on which it may go on; None when that was decided already.
    """
    on = lifts_from(StopReason(restriction.why), today)
    if not lift_restriction(restriction, because=StopEnd.BY_STAFF, on=on, by=by):
        return None
    mails.tell_lifting(restriction, today=today)
    return on


def _end(row: Restriction, *, because: StopEnd, on: date, by: User | None) -> None:
    RestrictionEnd.objects.create(
        restriction=row, on=on, because=because.value, by_id=by.pk if by else None
    )
    _note("register.unrestricted", row, by, because=because.value)


def _note(verb: str, row: Restriction, by: User | None, **facts: str) -> None:
    record(
        verb,
        actor=by,
        subject=row,
        board_id=row.board_id,
        pupil_id=row.pupil_id,
        processing=str(row.processing_id),
        **facts,
    )
