"""Gewogen of nog niet: what keeps the data from going out, and what stays behind (AVG 15(4))."""

from datetime import date, datetime, time

from django.db.models import Q, QuerySet
from django.utils import timezone

from portal.people.models import Pupil
from portal.people.rules import turns
from requests_app.models.asked import of_same_asker
from requests_app.models.messages import CaseNote
from requests_app.models.receivers import addressee_of
from requests_app.models.requests import DataRequest
from requests_app.models.tasks import Extract
from requests_app.rules import Others
from requests_app.rules.collecting import NOTES, Block, blocks, stays_behind
from requests_app.rules.receivers import GROWN


def notes_about(request: DataRequest, today: date) -> QuerySet[CaseNote]:
    """What staff noted about whom the answer is about, for who gets it today.

    A guardian: in the own cases alone, never in another guardian's. A pupil of 16 or older, who
    asks or to whom the case was handed over: in the own cases, and what was noted since the 16th
    birthday in every case about the pupil, since the rights are the pupil's from that day (law.md
    §3, §5). What was noted before is cut off there as the messages are: law.md leaves it open, and
    a note on a parent's request is about that parent too. Staff weigh each document for what it
    says of others (AVG 15(4)).
    """
    pupil = addressee_of(request, today)
    own = of_same_asker(DataRequest.objects.all(), request)
    wanted = Q(request__in=own.order_by().values("pk"))
    if isinstance(pupil, Pupil) and pupil.born_on is not None:
        day = datetime.combine(turns(pupil.born_on, GROWN), time.min)
        about = DataRequest.objects.filter(subject_pupil=pupil, anonymised_on=None)
        mine = about.filter(requester_pupil=pupil)
        since = Q(request__in=about.order_by().values("pk"), at__gte=timezone.make_aware(day))
        wanted = Q(request__in=mine.order_by().values("pk")) | since
    rows = CaseNote.objects.filter(wanted)
    return rows.select_related("request").order_by("at", "pk")


def unweighed_notes(request: DataRequest, today: date) -> list[CaseNote]:
    """The notes of after the last document that was made of them."""
    made = Extract.objects.filter(request=request, task__key=NOTES, replaces=None)
    last = made.order_by("-uploaded_at").values_list("uploaded_at", flat=True).first()
    rows = notes_about(request, today)
    return list(rows.filter(at__gt=last) if last else rows)


def blocks_of(request: DataRequest, today: date) -> list[Block]:
    """Why data cannot go out now: asked at the decision and when the package is made."""
    found = [Others(row.others) for row in _newest(request) if row.file.is_readable]
    return blocks(found, notes_open=bool(unweighed_notes(request, today)))


def is_withheld(request: DataRequest) -> bool:
    """Whether a document does not go along, because data of others are in it."""
    return stays_behind([Others(row.others) for row in _newest(request)])


def _newest(request: DataRequest) -> QuerySet[Extract]:
    rows = Extract.objects.filter(request=request, replaced_by=None)
    return rows.select_related("file")
