"""Herbouwen: the current state of consent is what the ledger says, and nothing else."""

from dataclasses import dataclass

from django.db import connection, transaction

from consent.models import Choice, CurrentChoice, Giver
from portal.people.models import Pupil

FACTS = ("choice_id", "answer", "version", "capacity", "on", "given_via", "entered_on")


@dataclass(frozen=True)
class Compared:
    """How many givers there are, and what differs: rows to write and keys to drop."""

    givers: int
    wrong: list[CurrentChoice]
    stale: list[int]
    differences: int


@transaction.atomic
def rebuild_current(*, repair: bool = False) -> tuple[int, int]:
    """Compares current state and ledger: (givers, differences). `repair` makes them equal.

    Only when something differs do people wait: then nobody answers while it is compared again,
    since an answer between two readings looks like a difference.
    """
    found = _compare()
    if found.differences:
        _hold_everybody()
        found = _compare()
        if repair:
            CurrentChoice.objects.filter(pk__in=found.stale).delete()
            CurrentChoice.objects.bulk_create(found.wrong, batch_size=1000)
    return found.givers, found.differences


def _hold_everybody() -> None:
    """Nobody writes an answer until the transaction ends: every verb locks its pupil first.

    On SQLite the transaction itself does it (IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f'LOCK TABLE "{Pupil._meta.db_table}" IN EXCLUSIVE MODE')


def _compare() -> Compared:
    latest: dict[Giver, CurrentChoice] = {}
    for choice in Choice.objects.order_by("id").iterator(chunk_size=2000):
        row = CurrentChoice.of(choice)
        latest[row.giver] = row
    kept = {row.giver: row for row in CurrentChoice.objects.iterator(chunk_size=2000)}
    wrong = [row for giver, row in latest.items() if not _equal(row, kept.get(giver))]
    extra = [row.pk for giver, row in kept.items() if giver not in latest]
    stale = [kept[row.giver].pk for row in wrong if row.giver in kept]
    return Compared(len(latest), wrong, [*stale, *extra], len(wrong) + len(extra))


def _equal(row: CurrentChoice, kept: CurrentChoice | None) -> bool:
    return kept is not None and all(getattr(row, fact) == getattr(kept, fact) for fact in FACTS)
