"""Wat een besluit veroorzaakt: tasks for every system, and for every recipient (AVG 19).

The joint between a decision and the log of disclosures. A sweep over rows: a kill loses nothing.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from portal.register.models import Disclosure, Processing, Recipient
from requests_app.actions.cause import Caused, cause
from requests_app.models import DataRequest
from requests_app.rules import CAUSES, PART_YES, TOLD, Kind, Outcome, State, TaskPurpose

BACK = timedelta(days=7)  # what was closed at once is followed too
YES = [Outcome.GRANTED.value, Outcome.PARTLY.value]
KINDS = [kind.value for kind in CAUSES]
MADE = [TaskPurpose(one).value for one in {*CAUSES.values(), TaskPurpose.NOTIFY}]


def follow(now: datetime) -> int:
    """Sweep: the tasks of what was decided, is not closed and has none yet; how many."""
    since = timezone.localtime(now).date() - BACK
    open_or_new = Q(state=State.ANSWERED.value) | Q(decision__answered_on__gte=since)
    rows = DataRequest.objects.filter(open_or_new, kind__in=KINDS, decision__isnull=False)
    rows = rows.exclude(tasks__purpose__in=MADE).with_facts()
    return sum(cause(row, caused_by(row)) for row in rows)


def caused_by(row: DataRequest) -> Caused:
    """The entries that were granted, and who got them by the log that the family sees."""
    if row.decision.outcome not in YES:
        return Caused((), ())
    parts = list(row.decision.parts.select_related("processing"))
    granted = tuple(one.processing for one in parts if one.outcome in PART_YES)
    if not parts and row.processing:
        granted = (row.processing,)
    return Caused(granted, tuple(recipients_of(row, granted)))


def recipients_of(row: DataRequest, granted: tuple[Processing, ...]) -> list[Recipient]:
    """Every recipient of a visible disclosure about these entries; of none named: of all.

    What is hidden from the family is no part of it: the officer decides about that (law.md §6).
    """
    pupil = row.subject_pupil
    if pupil is None or Kind(row.kind) not in TOLD:
        return []
    shared = Disclosure.objects.visible_to(pupil).order_by()
    if granted:
        codes = {one.code for one in granted}
        shared = shared.filter(processing__code__in=codes)
    found = Recipient.objects.filter(disclosures__in=shared.values("pk")).distinct()
    return list(found.order_by("name", "pk"))
