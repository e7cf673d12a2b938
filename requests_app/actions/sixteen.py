"""Overdragen op 16: the case goes on with its clock, the answer goes to the pupil (law.md §3)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.audit.models import Event
from portal.people.rules import turns
from requests_app import mails
from requests_app.actions.locks import locked, touch
from requests_app.actions.log import logged
from requests_app.models import DataRequest, receiver_of
from requests_app.rules.clock import ONE_DAY
from requests_app.rules.receivers import GROWN

VERB = "requests.hand_over"
MARGIN = timedelta(days=2)  # for 29 February: the rule decides


def hand_over_due(now: datetime) -> int:
    """Sweep, hourly: tells pupil and guardian once that a case changed hands. Returns how many.

    Who receives is a rule of the day and needs no row. A question that was for the guardian waits
    for nobody from that day on, so the clock runs again, whenever this sweep ran; what staff asked
    the pupil since waits on. A kill loses nothing.
    """
    today = timezone.localtime(now).date()
    label = DataRequest._meta.label_lower
    told = Event.objects.filter(verb=VERB, subject_type=label).values_list("subject_id", flat=True)
    rows = DataRequest.objects.still_open().filter(
        subject_pupil__born_on__lte=turns(today, -GROWN) + MARGIN,
        requester_pupil=None,
    )
    fresh = [row for row in rows.with_facts() if str(row.pk) not in set(told)]
    return sum(_tell(row, today) for row in fresh if receiver_of(row, today) != row.requester)


@transaction.atomic
def _tell(request: DataRequest, today: date) -> bool:
    row = locked(request)
    if not row.is_open or receiver_of(row, today) == row.requester:
        return False
    seen = Event.objects.filter(
        verb=VERB, subject_type=row._meta.label_lower, subject_id=str(row.pk)
    )
    if seen.exists():
        return False
    day = _turned(row, today)
    asked_before = row.suspensions.filter(since__lt=day, taken_back_on=None)
    ended = asked_before.filter(Q(until=None) | Q(until__gt=day)).update(until=day)
    touch(row)
    logged(
        VERB,
        row,
        None,
        ended_questions=ended,
    )
    mails.handed_over(row)
    return True


def _turned(row: DataRequest, today: date) -> date:
    """The first day on which the case was the pupil's: the birthday, or the end of a mandate."""
    day = today
    while day > row.received_on and receiver_of(row, day - ONE_DAY) != row.requester:
        day -= ONE_DAY
    return day
