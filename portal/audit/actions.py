"""The verbs of the log: record what was done, note who looked, erase with a trace."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Protocol
from uuid import UUID

from django.db import models, transaction
from django.utils import timezone

from portal.audit.models import Erasure, Event, Look


class Actor(Protocol):
    """Whoever does something: an account."""

    @property
    def pk(self) -> UUID: ...


def record(
    verb: str,
    *,
    actor: Actor | None,
    subject: models.Model,
    board_id: UUID | None = None,
    pupil_id: UUID | None = None,
    **facts: str | int | bool | None,
) -> Event:
    """One row for one verb, in the verb's own transaction. Facts are codes: no names, no text."""
    return Event.objects.create(
        verb=verb,
        actor_id=actor.pk if actor else None,
        subject_type=subject._meta.label_lower,
        subject_id=str(subject.pk),
        board_id=board_id,
        pupil_id=pupil_id,
        facts=facts,
    )


def looked(user: Actor, subject: models.Model, *, today: date) -> None:
    """Staff looked at this: one insert, once per person, subject and day."""
    Look.objects.bulk_create(
        [
            Look(
                user_id=user.pk,
                subject_type=subject._meta.label_lower,
                subject_id=str(subject.pk),
                on=today,
            )
        ],
        ignore_conflicts=True,
    )


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
