"""The verbs of the log: record what was done, note who looked, erase with a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from portal.audit.models import Erasure, Event, Look
from portal.written import Written


class Actor(Protocol):
    """Whoever does something: an account."""

    @property
    def pk(self) -> UUID: ...


class Looker(Actor, Protocol):
    """A member of staff, who knows what they are for."""

    def roles_on(self, day: date, board_id: UUID | None) -> list[str]:
        """The codes of the roles that hold on a day, at a board."""
        ...


EVENTS = Written(Event)
LOOKS_YEARS = 2  # law.md §7
NOTED_MOST = 20_000
_noted: set[tuple[UUID, str, str, date]] = set()  # looks that this process knows to be written


def record(
    verb: str,
    *,
    actor: Actor | None,
    subject: models.Model,
    board_id: UUID | None = None,
    pupil_id: UUID | None = None,
    **facts: str | int | bool | None,
) -> Event:
    """One row for one verb, in the verb's own transaction. Facts are codes: no names, no text.

    Inside a block of portal/joint.py it has no number.
    """
    event = Event(
        verb=verb,
        actor_id=actor.pk if actor else None,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        board_id=board_id,
        pupil_id=pupil_id,
        facts=facts,
    )
    EVENTS.lay(event)
    return event


def looked(
    user: Looker, subject: models.Model, *, today: date, board_id: UUID | None = None
) -> None:
    """Staff looked at this: one insert, once per person, subject and day.

    `board_id` is needed for what has no board of its own: an account. The roles of that day go
    along: years later nobody can ask any more who was what. A look at what is hidden from a family
    has the hidden row itself as its subject, never the pupil.
    """
    key = (user.pk, subject._meta.label_lower, str(subject.pk), today)
    if key in _noted:
        return
    _note(user, subject, today, board_id or _board_of(subject))
    if not transaction.get_connection().in_atomic_block:  # committed: nothing can undo it
        if len(_noted) >= NOTED_MOST:
            _noted.clear()
        _noted.add(key)


def _note(user: Looker, subject: models.Model, today: date, board_id: UUID | None) -> None:
    Look.objects.bulk_create(
        [
            Look(
                user_id=user.pk,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
                on=today,
                roles=",".join(user.roles_on(today, board_id)),
                board_id=board_id,
            )
        ],
        ignore_conflicts=True,
    )


def _board_of(subject: models.Model) -> UUID | None:
    """The board a subject belongs to, by itself or through its school."""
    if subject._meta.label_lower == "people.board":
        return UUID(str(subject.pk))
    school = getattr(subject, "school", None)
    found: UUID | None = getattr(subject, "board_id", None) or getattr(school, "board_id", None)
    return found


def forget_looks(now: datetime) -> int:
    """Drop the looks of more than two years ago (law.md §7); the number dropped."""
    today = timezone.localtime(now).date()
    try:
        last = today.replace(year=today.year - LOOKS_YEARS)
    except ValueError:  # 29 February
        last = date(today.year - LOOKS_YEARS, 3, 1)
    old = Look.objects.filter(on__lt=last)
    if not old.exists():
        return 0
    with erasing("audit.looks", by=None) as erasure:
        erasure.rows, _per_model = old.delete()
    return erasure.rows


@contextmanager
def erasing(reason: str, *, by: Actor | None) -> Iterator[Erasure]:
    """Inside the block guarded rows may be deleted; the Erasure row stays as the trace.

    The caller raises `rows` by what it deleted. Everything is one transaction.
    """
    with transaction.atomic():
        erasure = Erasure.objects.create(reason=reason, by_id=by.pk if by else None)
        yield erasure
        erasure.closed_at = timezone.now()
        erasure.save(update_fields=["closed_at", "rows"])
