"""Aan de balie: about whom staff may register a request that came in outside the portal."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from portal.audit.models import Event
from portal.people.access import (
    Person,
    household_of,
    pupils_named,
    schools_within,
    scopes_of,
    tie_about,
    within,
)
from portal.people.models import Board, Enrolment, Guardian, Pupil, School, holds
from portal.people.rules import Duty, LeavingReason, Scope, gone_if_left_by
from requests_app.access.collecting import published_about
from requests_app.access.staff import get_case
from requests_app.access.targets import MOST_EARLIER, Details
from requests_app.models import Case, DataRequest
from requests_app.models.words import VIAS
from requests_app.reach import cases_within
from requests_app.rules import Kind, ReceivedVia, is_grown

FOUND = 20  # of a search; more means: type more of the name


@dataclass(frozen=True)
class Counter:
    """A pupil at the desk: at which schools, which guardians may ask, and whether the pupil may.

    Without a pupil: somebody outside the roster asks, about themselves or a pupil not found.
    """

    pupil: Pupil | None
    schools: list[School]
    guardians: list[Guardian]
    is_grown: bool


def find_to_register(user: Person, words: str, today: date) -> list[Pupil]:
    """By name, of one's own schools, without one's own household; 403 for others."""
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    if not scopes:
        raise PermissionDenied
    rows = _pupils(user, scopes, today)
    return pupils_named(rows, words)


def get_counter(user: Person, pupil_id: UUID, today: date) -> Counter:
    """The only door to a pupil for a new request of staff; 404 for everybody else."""
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    rows = _pupils(user, scopes, today).select_related("board")
    rows = rows.prefetch_related("enrolments__school", "guardianships__guardian__user")
    pupil: Pupil = get_object_or_404(rows, pk=pupil_id)
    return Counter(
        pupil=pupil,
        schools=[
            one.school
            for one in _there(scopes, today).filter(pupil=pupil).select_related("school__board")[:1]
        ],
        guardians=_guardians(user, pupil, today),
        is_grown=is_grown(pupil.born_on, today),
    )


def open_counter(user: Person, today: date) -> Counter:
    """For somebody who is not in the roster, or about a pupil who cannot be found: receipt counts
    whatever is unclear (AVG 12(3)). At one's own schools; 403 for others.
    """
    scopes = scopes_of(user, today, Duty.DECIDE_CASES)
    schools = list(schools_within(scopes).select_related("board"))
    if not schools:
        raise PermissionDenied
    return Counter(pupil=None, schools=schools, guardians=[], is_grown=False)


def counter_details(user: Person, counter: Counter, today: date) -> Details:
    """What a request at the desk may name: entries of the register, and what was asked before
    about this pupil or by one of these people, of the cases that this member of staff may see.
    """
    pupil = counter.pupil
    if pupil is None:
        return Details()
    about = Q(subject_pupil=pupil.pk) | Q(requester_guardian__in=counter.guardians)
    rows = cases_within(user, today, Duty.SEE_CASES).filter(about, requester_noted=False)
    rows = rows.exclude(kind=Kind.QUESTION.value).select_related(
        "requester_guardian", "requester_pupil"
    )
    return Details(
        lambda: published_about(pupil.board_id, pupil.pk),
        lambda: list(rows[:MOST_EARLIER]),
    )


def turn_details(case: Case) -> Details:
    """What a question that becomes a right may name."""
    row = case.request
    return Details(lambda: published_about(row.board_id, row.subject_pupil_id))


def get_acknowledged(user: Person, pk: UUID, today: date) -> Case:
    """A case whose receipt can be confirmed on paper: while its dates run; else 404."""
    case = get_case(user, pk, today)
    if not case.request.is_open:
        raise Http404
    return case


def get_withdrawn(user: Person, pk: UUID, today: date) -> Case:
    """A case of which the withdrawal can be confirmed on paper, until it is erased; else 404."""
    case = get_case(user, pk, today)
    if case.request.withdrawn_on is None or case.request.anonymised_on is not None:
        raise Http404
    return case


def withdrawn_via(case: Case) -> str | Promise:
    """By which way the withdrawal came, in words; empty for a case that was not withdrawn."""
    if case.request.withdrawn_on is None:
        return ""
    rows = Event.objects.filter(
        subject_type=DataRequest._meta.label_lower,
        subject_id=str(case.request.pk),
        verb="requests.note_withdrawal",
    )
    facts = rows.values_list("facts", flat=True).first() or {}
    return VIAS[ReceivedVia(facts.get("via", ReceivedVia.PORTAL))]


def _guardians(user: Person, pupil: Pupil, today: date) -> list[Guardian]:
    """Not somebody of one's own family: that case would be invisible to who made it."""
    family = set(
        Guardian.objects.filter(
            Q(user=user.pk) | Q(guardianships__pupil__in=household_of(user))
        ).values_list("pk", flat=True)
    )
    found = {
        row.guardian_id: row.guardian
        for row in pupil.guardianships.all()
        if row.guardian_id not in family and tie_about(pupil, row.guardian_id, today) is not None
    }
    return sorted(found.values(), key=lambda one: (one.full_name, str(one.pk)))


def _pupils(user: Person, scopes: Iterable[Scope], today: date) -> QuerySet[Pupil]:
    there = _there(scopes, today).order_by()
    rows = Pupil.objects.filter(pk__in=there.values("pupil"))
    return rows.exclude(pk__in=household_of(user).order_by().values("pk"))


def _there(scopes: Iterable[Scope], today: date) -> QuerySet[Enrolment]:
    """At one's own schools: today, or as the last school of who left and whose file is still kept.

    A right ends with retention, not with leaving (law.md §3).
    """
    found = list(scopes)
    where = within(found, board="school__board", school="school")
    boards = Board.objects.filter(pk__in={one.board for one in found})
    kept = Q(pk__in=[])
    for board, years in boards.values_list("pk", "pupil_file_years"):
        kept |= Q(school__board=board) & _still_kept(years, today)
    later = Enrolment.objects.filter(pupil=OuterRef("pupil"), since__lte=today).order_by()
    newer = Q(until__isnull=True) | Q(until__gt=OuterRef("until"))
    left = Q(~Exists(later.filter(newer)), kept, until__lte=today)
    return Enrolment.objects.filter(where, holds(today) | left)


def _still_kept(years: int, today: date) -> Q:
    """As portal.people.rules.kept_until, of a last enrolment."""
    found = Q(until__gt=gone_if_left_by(today, LeavingReason.UNKNOWN, file_years=years))
    longer = gone_if_left_by(today, LeavingReason.REFERRED, file_years=years)
    return found | Q(leaving_reason=LeavingReason.REFERRED.value, until__gt=longer)
