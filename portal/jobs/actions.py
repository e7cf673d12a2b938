"""Terugkerend werk: run each sweep that is due, once, whoever ticks."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.conf import settings
from django.db import models
from django.utils.module_loading import import_string

from portal.jobs.models import Sweep

logger = logging.getLogger(__name__)

LEASE = timedelta(minutes=15)  # after this a sweep counts as killed and may be taken again


@dataclass(frozen=True)
class Outcome:
    """What a sweep did: how many things, or the kind of error that stopped it."""

    name: str
    count: int = 0
    error: str = ""


def tick(now: datetime, *, stopping: Callable[[], bool] = lambda: False) -> list[Outcome]:
    """Run what is due. A sweep that fails does not stop the others; it is due again later.

    `stopping` is asked before each sweep: a tick ends between two sweeps, never inside one.
    """
    outcomes = []
    for name, (path, seconds) in settings.SWEEPS.items():
        if stopping():
            break
        lease = _claim(name, now, every=timedelta(seconds=seconds))
        if lease is not None:
            outcome = _run(name, path, now)
            _finish(outcome, lease, now)
            outcomes.append(outcome)
    return outcomes


def _claim(name: str, now: datetime, *, every: timedelta) -> UUID | None:
    """One UPDATE decides: of two tickers, one sees the row as due."""
    never, free = models.Q(last_started_at=None), models.Q(lease=None)
    due = models.Q(free, never | models.Q(last_started_at__lte=now - every))
    Sweep.objects.get_or_create(name=name)
    lease = uuid4()
    taken = Sweep.objects.filter(due | models.Q(lease_until__lte=now), name=name).update(
        last_started_at=now, lease=lease, lease_until=now + LEASE
    )
    return lease if taken else None


def _run(name: str, path: str, now: datetime) -> Outcome:
    """Only the kind of error is kept and logged: its text may hold a name."""
    try:
        return Outcome(name, count=import_string(path)(now))
    except Exception as error:  # one broken sweep must not stop the others
        code = type(error).__name__
        logger.error("jobs: %s failed with %s at %s", name, code, _place_of(error))
        return Outcome(name, error=code[:100])


def _place_of(error: Exception) -> str:
    """File and line where it was raised."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return "?" if trace is None else f"{trace.tb_frame.f_code.co_filename}:{trace.tb_lineno}"


def _finish(outcome: Outcome, lease: UUID, now: datetime) -> None:
    """A sweep that lost its lease meanwhile leaves the row to its successor."""
    Sweep.objects.filter(name=outcome.name, lease=lease).update(
        lease=None,
        lease_until=None,
        last_finished_at=now,
        last_count=outcome.count,
        last_error=outcome.error,
    )
