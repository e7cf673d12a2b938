"""Ronde: start, remind and stop. It locks nothing and changes nobody's choice (AVG 7(4))."""

from collections.abc import Collection, Sequence
from datetime import date, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from consent import mails
from consent.models import Round, RoundReminder
from consent.rules import ReminderVia
from portal.audit.actions import record
from portal.people.models import Board, Guardian, Pupil, School, User

REST = timedelta(days=14)  # nobody is reminded twice in this time, whatever the rounds
KEPT = timedelta(days=90)  # after a round was stopped: who was reminded is of no use any more
AT_ONCE = 500  # people in one statement

Someone = Guardian | Pupil


@transaction.atomic
def start_round(board: Board, school: School | None, *, by: User, today: date) -> Round:
    """The round of this place: the one that is open, of its whole board too, or a new one."""
    Board.objects.select_for_update().get(pk=board.pk)  # twenty at once make one
    there = Q(school=None) | Q(school=school) if school else Q(school=None)
    opened = Round.objects.filter(there, board=board, stopped_on=None).first()
    if opened is not None:
        return opened
    row = Round.objects.create(board=board, school=school, started_by=by, started_on=today)
    record("consent.round_started", actor=by, subject=row, board_id=board.pk)
    return row


@transaction.atomic
def stop_round(row: Round, *, by: User, today: date) -> None:
    """From now on nobody is reminded, and mail that waits is taken back: who was to get it counts
    as not reminded. A second stop does nothing.
    """
    held = Round.objects.select_for_update().get(pk=row.pk)
    if not held.is_open:
        return
    held.stopped_on = max(today, held.started_on)
    held.save(update_fields=["stopped_on"])
    recalled = mails.recall_questions(held)
    _forget(held, recalled)
    record(
        "consent.round_stopped",
        actor=by,
        subject=held,
        board_id=held.board_id,
        recalled=len(recalled),
    )


def hold_round(key: UUID) -> Round | None:
    """The round while it sends, held until the transaction ends; None when it was stopped."""
    row = Round.objects.select_for_update().get(pk=key)
    return row if row.is_sending else None


@transaction.atomic
def remind(
    row: Round,
    people: Collection[tuple[Someone, str]],
    *,
    through: UUID | None,
    is_last: bool,
    today: date,
) -> int:
    """Mails each with an address, notes a letter for the others; once a person and round.

    `through` is how far the round came. Returns how many mails were written.
    """
    done = _reminded(row, people, today)
    rows = [_reminder(row, one, to, today) for one, to in people if one.pk not in done]
    RoundReminder.objects.bulk_create(rows)
    new = [(one, to) for one, to in people if to and one.pk not in done]
    for one, to in new:
        mails.questions_wait(row, one, to=to)
    row.told_through = through or row.told_through
    row.told_on = today if is_last else None
    row.save(update_fields=["told_through", "told_on"])
    if is_last:
        record("consent.round_told", actor=None, subject=row, board_id=row.board_id)
    return len(new)


@transaction.atomic
def letters_fetched(row: Round, *, by: User, letters: int) -> None:
    """Somebody made the list of letters: it says who has not answered."""
    record("consent.round_letters", actor=by, subject=row, board_id=row.board_id, letters=letters)


def forget_reminders(today: date) -> int:
    """Who was reminded goes, a while after the round was stopped; how many went."""
    return RoundReminder.objects.filter(round__stopped_on__lte=today - KEPT).delete()[0]


def _forget(row: Round, people: Sequence[UUID]) -> None:
    for start in range(0, len(people), AT_ONCE):
        keys = people[start : start + AT_ONCE]
        row.reminders.filter(Q(guardian__in=keys) | Q(pupil__in=keys)).delete()


def _reminded(row: Round, people: Collection[tuple[Someone, str]], today: date) -> set[UUID]:
    keys = [one.pk for one, _to in people]
    recent = Q(round__board=row.board_id, on__gt=today - REST) | Q(round=row)
    rows = RoundReminder.objects.filter(recent, Q(guardian__in=keys) | Q(pupil__in=keys))
    guardians = rows.exclude(guardian=None).values_list("guardian_id", flat=True)
    pupils = rows.exclude(pupil=None).values_list("pupil_id", flat=True)
    return {*guardians, *pupils} - {None}


def _reminder(row: Round, one: Someone, to: str, today: date) -> RoundReminder:
    return RoundReminder(
        round=row,
        guardian=one if isinstance(one, Guardian) else None,
        pupil=one if isinstance(one, Pupil) else None,
        via=(ReminderVia.MAIL if to else ReminderVia.LETTER).value,
        on=today,
    )
