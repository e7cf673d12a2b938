"""Zaken: what staff may see and do, by role; never a case of one's own household (law.md §3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.functional import Promise

from portal.audit.models import Event
from portal.calendar.actions import missing_years, school_holiday
from portal.calendar.models import SchoolHoliday
from portal.people.access import Person
from portal.people.models import User
from portal.people.rules import Duty
from requests_app.access.listed import OPEN_TASK_BY, Listed
from requests_app.access.stopped import Line, stopped_lines
from requests_app.models import Case, DataRequest, with_dates
from requests_app.models.words import EVENTS, STAFF_EVENTS
from requests_app.reach import cases_within, reach


@dataclass(frozen=True)
class Warnings:
    """What staff must know about the dates; it moves no date."""

    years_without_holidays: list[int]
    school_holiday: SchoolHoliday | None


def overview(user: Person, today: date) -> Listed:
    """All requests of one's board, newest first; 403 without such a role."""
    return Listed(reach(user, today, Duty.SEE_DEADLINES), today)


def get_case(user: Person, pk: UUID, today: date) -> Case:
    """The only door for staff; outside one's roles, or in one's own family, it does not exist."""
    rows = cases_within(user, today, Duty.SEE_CASES).with_facts().select_related("text")
    rows = rows.annotate(open_task_by=OPEN_TASK_BY)
    return with_dates([get_object_or_404(rows, pk=pk)], today)[0]


def get_answered_case(user: Person, pk: UUID, today: date) -> Case:
    """As `get_case`, when there is a letter; else 404."""
    case = get_case(user, pk, today)
    if not case.is_answered:
        raise Http404
    return case


def get_case_to_decide(user: Person, pk: UUID, today: date) -> Case:
    """As `get_case`; 403 for who may see the case but not act on it: FG, director."""
    case = get_case(user, pk, today)
    if not may_decide(user, case, today):
        raise PermissionDenied
    return case


def may_decide(user: Person, case: Case, today: date) -> bool:
    """The FG advises, never decides (AVG 38(6)); a director approves (product.md)."""
    rows = cases_within(user, today, Duty.DECIDE_CASES)
    return rows.filter(pk=case.request.pk).exists()


def timeline(
    case: Case, *, with_names: bool, with_stops: bool = True
) -> list[tuple[date, Promise | str, str]]:
    """What was done, newest first; names of staff, and what they do inside, are for staff.

    `with_stops`: also what was stopped for the pupil, for who may have the pupil's data today.
    """
    words = STAFF_EVENTS if with_names else EVENTS
    rows = Event.objects.filter(
        subject_type=DataRequest._meta.label_lower, subject_id=str(case.request.pk)
    ).order_by("id")
    lines = [
        Line(row.at, _day_of(row, case), words[row.verb], row.actor_id)
        for row in rows
        if row.verb in words
    ]
    lines += stopped_lines(case.request) if with_stops else ()
    lines.sort(key=lambda line: line.at)  # stable: of one moment, in the order of the log
    names = _names(lines) if with_names else {}
    return [(one.on, one.words, names.get(one.by, "")) for one in reversed(lines)]


def _day_of(event: Event, case: Case) -> date:
    """A request counts from the day it arrived, even when it was entered later (law.md §1).

    The same for a withdrawal that came by letter, phone or at the desk.
    """
    if event.verb in {"requests.file", "requests.register"}:
        return case.request.received_on
    if event.verb == "requests.note_withdrawal":
        return case.request.ended_on
    return timezone.localtime(event.at).date()


def _names(lines: list[Line]) -> dict[UUID | None, str]:
    actors = {one.by for one in lines if one.by}
    return {user.pk: str(user) for user in User.objects.filter(pk__in=actors)}


def warnings_for(case: Case, today: date) -> Warnings:
    """A year without holidays never passes silently; a school holiday asks for planning."""
    last = max(case.due_by, case.legal_by or case.due_by, today)
    school = case.request.school
    return Warnings(
        years_without_holidays=missing_years(case.request.received_on, last),
        school_holiday=school_holiday(school.region, case.due_by) if school else None,
    )
