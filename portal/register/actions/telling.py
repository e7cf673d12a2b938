"""Vertellen: whoever may object hears that something waits, in batches (seed 001 art. 6c)."""

import time
from collections.abc import Iterator
from datetime import date, datetime
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone

from portal.outbox.actions import announce
from portal.people.access import fill_facts, link_of, mandates_of, representations_of, subject_of
from portal.people.models import Guardian, Guardianship, Pupil, User
from portal.people.rules import Link, Right, Term, may_act
from portal.register.models import IntendedDisclosure

BATCH = 200  # pupils in one transaction
ROUND_SECONDS = 30
ITSELF = Link(term=Term(date.min), is_self=True)
Reader = Guardian | Pupil


def tell_due(now: datetime) -> int:
    """Sweep, each minute: returns how many messages were written. A kill loses nothing."""
    stop_at = time.monotonic() + ROUND_SECONDS
    told = 0
    rows = IntendedDisclosure.objects.filter(told_at=None).order_by("announced_on", "pk")
    for key in rows.values_list("pk", flat=True):
        while time.monotonic() < stop_at and (batch := _tell_batch(key, now)) is not None:
            told += batch
    return told


@transaction.atomic
def _tell_batch(key: UUID, now: datetime) -> int | None:
    """The next pupils by key; None when everybody was told. The cursor moves with the messages."""
    row = IntendedDisclosure.objects.select_for_update().get(pk=key)
    if row.told_at is not None:
        return None
    waiting = sorted(row.pupils_on(row.announced_on), key=str)
    if row.told_through is not None:
        waiting = [one for one in waiting if str(one) > str(row.told_through)]
    batch = waiting[:BATCH]
    told = sum(_tell(row, reader) for _pupil, reader in readers(batch, now))
    row.told_through = batch[-1] if batch else row.told_through
    row.told_at = now if len(waiting) <= BATCH else None
    row.save(update_fields=["told_through", "told_at"])
    return told


def readers(pupils: list[UUID], now: datetime) -> Iterator[tuple[Pupil, Reader]]:
    """Who may object for each of these pupils today (Right.REQUEST), whether reachable or not.

    A fixed number of queries, whatever the number of pupils.
    """
    today = timezone.localtime(now).date()
    rows = Pupil.objects.filter(pk__in=pupils).select_related("board", "user").order_by("pk")
    found = list(rows)
    fill_facts(found, today)
    prefetch_related_objects(found, "guardianships__guardian__user")
    for pupil in found:
        if pupil.user and may_act(Right.REQUEST, ITSELF, subject_of(pupil), today).allowed:
            yield pupil, pupil
        for row in pupil.guardianships.all():
            link = _link(row, pupil, now, today)
            if may_act(Right.REQUEST, link, subject_of(pupil), today).allowed:
                yield pupil, row.guardian


def address_of(reader: Reader) -> str:
    """That of the account, else what the school knows of a guardian; may be empty."""
    account: User | None = reader.user
    known = reader.contact_email if isinstance(reader, Guardian) else ""
    return (account.email if account else "") or known


def _link(row: Guardianship, pupil: Pupil, now: datetime, today: date) -> Link:
    account = row.guardian.user
    given = [one for one in mandates_of(pupil, today) if one.guardian_id == row.guardian_id]
    return link_of(
        row,
        given,
        representations=representations_of(pupil, row.guardian_id, today),
        provisional=account is not None and account.is_provisional(now),
    )


def _tell(row: IntendedDisclosure, reader: Reader) -> int:
    """Once a person, however many children; no name, no content (product.md rule 11)."""
    written = announce(
        "register.intended",
        to=address_of(reader),
        link=settings.PORTAL_URL,
        key=f"register.intended:{row.pk}:{reader.pk}",
        informal=isinstance(reader, Pupil),
    )
    return int(written)
