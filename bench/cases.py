"""Ten thousand open requests on the board of bench/crowd.py, and one case with a long history."""

from datetime import date, timedelta
from itertools import cycle

from django.db import transaction

from portal.audit.models import Event
from portal.people.models import Board, Enrolment, Guardianship
from requests_app.models import CaseNumber, DataRequest, RequestText, SuspensionPeriod
from requests_app.rules import Kind, State

OPEN = 10_000
HISTORY = 60
PAUSED_EVERY = 33
KINDS = (Kind.ACCESS, Kind.CORRECTION, Kind.ERASURE, Kind.OBJECTION, Kind.COMPLAINT)


@transaction.atomic
def fill_cases(board: Board, today: date) -> DataRequest:
    """Adds what is missing up to these numbers; gives the case with the long history."""
    missing = OPEN - DataRequest.objects.filter(board=board).still_open().count()
    if missing > 0:
        _file(board, today, missing)
    case = DataRequest.objects.filter(board=board).still_open().order_by("pk")[0]
    events = Event.objects.filter(subject_id=str(case.pk)).count()
    Event.objects.bulk_create(
        Event(
            verb="requests.take_up",
            subject_type=case._meta.label_lower,
            subject_id=str(case.pk),
            board_id=board.pk,
            facts={},
        )
        for _missing in range(HISTORY - events)
    )
    return case


def _file(board: Board, today: date, missing: int) -> None:
    """Received on the days of the last two months; one in thirty-three stands still."""
    counter, _is_new = CaseNumber.objects.get_or_create(board=board, year=today.year)
    reglement, kinds = board.reglement_on(today), cycle(KINDS)
    links = Guardianship.objects.filter(pupil__board=board, until=None).order_by("pk")
    ties = cycle(links.values_list("pupil", "guardian")[:2000])
    schools = dict(
        Enrolment.objects.on(today).filter(pupil__board=board).values_list("pupil", "school")
    )
    rows = []
    for number in range(missing):
        pupil, guardian = next(ties)
        rows.append(
            DataRequest(
                board=board,
                school_id=schools.get(pupil),
                year=today.year,
                number=counter.last + 1 + number,
                kind=next(kinds).value,
                subject_pupil_id=pupil,
                requester_guardian_id=guardian,
                filed_by=guardian,
                received_on=today - timedelta(days=number % 60),
                reglement=reglement,
                state=State.RECEIVED.value,
            )
        )
    DataRequest.objects.bulk_create(rows, batch_size=1000)
    RequestText.objects.bulk_create((RequestText(request=row) for row in rows), batch_size=1000)
    SuspensionPeriod.objects.bulk_create(
        SuspensionPeriod(request=row, since=row.received_on, reason="scope")
        for row in rows[::PAUSED_EVERY]
    )
    counter.last += missing
    counter.save(update_fields=["last"])
