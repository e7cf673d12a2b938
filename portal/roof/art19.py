"""Wat een besluit veroorzaakt: tasks for every system, and for every recipient (AVG 19).

The joint between a decision and the log of disclosures. A sweep over rows: a kill loses nothing.
"""

from datetime import datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from requests_app.actions import follow_up
from requests_app.actions.cause import MADE
from requests_app.models import DataRequest
from requests_app.rules import CAUSES, State

BACK = timedelta(days=7)  # of what was closed since, the officer still hears
KINDS = [kind.value for kind in CAUSES]


def follow(now: datetime) -> int:
    """Sweep: the tasks of what was decided, is not closed and has none yet; how many."""
    today = timezone.localtime(now).date()
    open_or_new = Q(state=State.ANSWERED.value) | Q(decision__answered_on__gte=today - BACK)
    rows = DataRequest.objects.filter(open_or_new, kind__in=KINDS, decision__isnull=False)
    rows = rows.exclude(tasks__purpose__in=MADE).with_facts()
    return sum(follow_up(row, today=today) for row in rows)
