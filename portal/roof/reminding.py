"""Herinneren en vertellen: rounds and new questions of consent, in small batches."""

import time
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from consent.access import asked_people, next_asked, next_batch, reached, waiting_people
from consent.actions import (
    forget_reminders,
    hold_round,
    hold_text,
    remind,
    tell_of_text,
    untold_texts,
)
from consent.models import Round

ROUND_SECONDS = 20  # of one tick; other sweeps wait meanwhile


def remind_due(now: datetime) -> int:
    """Sweep, each minute: returns how many mails were written. A kill loses nothing."""
    forget_reminders(timezone.localtime(now).date())
    stop_at, told = time.monotonic() + ROUND_SECONDS, 0
    rows = Round.objects.filter(stopped_on=None, told_on=None).order_by("started_on", "pk")
    for key in list(rows.values_list("pk", flat=True)):
        while time.monotonic() < stop_at and (batch := remind_batch(key, now)) is not None:
            told += batch
    return told


def tell_asked(now: datetime) -> int:
    """Sweep: who may answer hears of a question that is new or means something else, once."""
    stop_at, told = time.monotonic() + ROUND_SECONDS, 0
    for key in untold_texts(timezone.localtime(now).date()):
        while time.monotonic() < stop_at and (batch := tell_batch(key, now)) is not None:
            told += batch
    return told


@transaction.atomic
def tell_batch(key: int, now: datetime) -> int | None:
    """The next pupils; None when everybody heard of it."""
    text = hold_text(key)
    if text is None:
        return None
    today = timezone.localtime(now).date()
    batch = next_asked(text, today)
    people = reached(asked_people(batch.pupils, text.purpose, today), now)
    return tell_of_text(text, people, through=batch.through, is_last=batch.is_last, today=today)


@transaction.atomic
def remind_batch(key: UUID, now: datetime) -> int | None:
    """The next pupils; None when everybody was reminded or the office stopped.

    Who may answer is asked anew for every batch: a stop, an answer or an end of authority that
    comes first counts at once.
    """
    row = hold_round(key)
    if row is None:
        return None
    today = timezone.localtime(now).date()
    batch = next_batch(row, today)
    people = reached(waiting_people(batch.pupils, today), now)
    return remind(row, people, through=batch.through, is_last=batch.is_last, today=today)
