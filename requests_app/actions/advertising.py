"""Verzet tegen reclame: upheld at once, so it stops at once (AVG 21(2)-(3)).

What the register marks as advertising, and what the request names, stands still for the pupil
from the day it came in. The office gets a task on the day of receipt all the same: what no entry
says, and what is about somebody's own data, is never silently nothing.
"""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from portal.people.models import Enrolment, Pupil
from portal.register.actions import lift_restriction, restrict
from portal.register.models import Processing, Restriction
from portal.register.rules.restrictions import StopEnd, StopReason
from requests_app.actions.log import logged
from requests_app.letters.follows import NAMES, OFFICE, systems_of
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import TaskPurpose


@transaction.atomic
def stop_advertising(request: DataRequest, ask: Ask, *, today: date) -> int:
    """What is advertising stands still, and the tasks that go with it, due on receipt; how many."""
    if not ask.direct_marketing:
        return 0
    named = [ask.processing, *ask.parts] if ask.processing else list(ask.parts)
    pupil = request.subject_pupil
    marked = advertising_of(pupil) if pupil else []
    if pupil:
        _stop(request, pupil, [*named, *marked], today)
    wanted = {OFFICE: NAMES[OFFICE], **dict(systems_of([*named, *marked]))}
    CaseTask.objects.bulk_create(
        CaseTask(
            request=request,
            purpose=TaskPurpose.STOP.value,
            key=key,
            holder=holder,
            due_on=request.received_on,
        )
        for key, holder in wanted.items()
    )
    logged("requests.stop_advertising", request, None, tasks=len(wanted))
    return len(wanted)


def stop_for_found(request: DataRequest, *, today: date) -> int:
    """The pupil of a locked case was found: what filing would have stopped, from today; how many.

    The office has its task already; what the register names of this pupil gives the others.
    """
    pupil = request.subject_pupil
    if not request.direct_marketing or pupil is None:
        return 0
    parts = [one.processing for one in request.parts.select_related("processing")]
    named = [*([request.processing] if request.processing else []), *parts, *advertising_of(pupil)]
    _stop(request, pupil, named, today)
    stops = request.tasks.filter(purpose=TaskPurpose.STOP.value)
    known = set(stops.values_list("key", flat=True))
    fresh = {key: name for key, name in systems_of(named) if key not in known}
    CaseTask.objects.bulk_create(
        CaseTask(
            request=request,
            purpose=TaskPurpose.STOP.value,
            key=key,
            holder=holder,
            due_on=request.received_on,
            assignee=request.assignee,
        )
        for key, holder in fresh.items()
    )
    return len(fresh)


def advertising_of(pupil: Pupil) -> list[Processing]:
    """What is published for this pupil and marked as advertising, on any basis."""
    schools = set(Enrolment.objects.filter(pupil=pupil).values_list("school_id", flat=True))
    return list(Processing.objects.published().at(pupil.board_id, schools).for_advertising())


def _stop(request: DataRequest, pupil: Pupil, rows: Iterable[Processing], today: date) -> None:
    why = StopReason.UPHELD  # no weighing: AVG 21(3)
    for one in {row.pk: row for row in rows if row.may_stop_for(why)}.values():
        restrict(pupil, processing=one, why=why, since=today, by=None, request_id=request.pk)


@transaction.atomic
def resume_advertising(request: DataRequest, *, today: date) -> int:
    """Who withdraws a verzet against advertising sets free what it stopped; how many.

    What another request stopped, or a decision, stays.
    """
    if not request.direct_marketing:
        return 0
    rows = Restriction.objects.of_request(request.pk).filter(ending=None)
    return sum(lift_restriction(row, because=StopEnd.WITHDRAWN, on=today, by=None) for row in rows)
