"""Wat een besluit veroorzaakt: tasks for every system, and for every recipient (AVG 19).

The joint between a decision and the log of disclosures. A sweep over rows: a kill loses nothing.
"""

from datetime import date, datetime, timedelta

from django.db.models import Q
from django.utils import timezone

from requests_app.access.following import caused_by
from requests_app.access.hidden import hidden_recipients_of
from requests_app.actions.cause import cause
from requests_app.actions.hidden import ask_officer
from requests_app.models import DataRequest
from requests_app.rules import CAUSES, Outcome, State, TaskPurpose

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
    return sum(_follow(row, timezone.localtime(now).date()) for row in rows)


def _follow(row: DataRequest, today: date) -> int:
    """What the officer alone must know comes first: the tasks take the case out of this sweep."""
    caused = caused_by(row)
    asked = ask_officer(row, hidden_recipients_of(row, caused.entries), today=today)
    return asked + cause(row, caused)
