"""De deur naar vernietigen: what of former pupils must go, for the office and the second person."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access import Person, household_of, schools_within, scopes_of
from portal.people.models import Enrolment, Pupil, School, User, holds
from portal.people.rules import Duty, LeavingReason
from portal.register.models import DestroyedRecord, Destruction, RetentionRule
from portal.register.rules.destruction import (
    TERMS,
    DueRecord,
    DueState,
    Leaver,
    RecordKind,
    RecordTerm,
    due_records,
    due_state,
)

SHOWN = (DueState.DUE, DueState.OVERDUE)
RULE_OF = {  # the code of the board's own term
    RecordKind.FILE: "leerlingdossier",
    RecordKind.REFERRAL: "verwijzing",
    RecordKind.ATTENDANCE: "inschrijving-verzuim",
    RecordKind.FORMS: "formulieren",
}


@dataclass(frozen=True)
class DueLine:
    """One kind of record of one pupil on the list of a school."""

    pupil: Pupil
    record: DueRecord
    state: DueState


def schools_for(user: Person, today: date) -> QuerySet[School]:
    """The schools whose lists this person may see; else 403."""
    if not scopes_of(user, today, Duty.SEE_DESTRUCTION):
        raise PermissionDenied
    return _schools(user, today, Duty.SEE_DESTRUCTION)


def get_school(user: Person, pk: UUID, today: date, *, duty: Duty) -> School:
    """A school of one's own; 403 for who may see its list but not do this, 404 for others."""
    school = get_object_or_404(_schools(user, today, Duty.SEE_DESTRUCTION), pk=pk)
    if not _schools(user, today, duty).filter(pk=pk).exists():
        raise PermissionDenied
    return school


def may(user: Person, school: School, today: date, duty: Duty) -> bool:
    """Whether the page offers the verb."""
    return _schools(user, today, duty).filter(pk=school.pk).exists()


def lines_for(
    user: Person, school: School, today: date, *, with_done: bool = False
) -> list[DueLine]:
    """What is due or overdue at a school, the longest overdue first; three queries.

    A pupil that came back, or went to another school of the board, is not on it: there the file
    goes on. One's own household is left out.
    """
    done = set() if with_done else _destroyed(school)
    terms = terms_on(school.board_id, today)
    lines = [
        DueLine(row.pupil, record, state)
        for row in _leavers(user, school, today)
        for record in due_records(_leaver(row), terms)
        if (state := due_state(record, today)) in SHOWN
        and (row.pupil_id, record.kind.value) not in done
    ]
    return sorted(lines, key=lambda line: (line.record.destroy_from, str(line.pupil)))


def terms_on(board_id: UUID, today: date) -> list[RecordTerm]:
    """The board's own terms as they hold on a day; of a kind without one, law.md §7's."""
    rules = RetentionRule.objects.filter(board=board_id, valid_from__lte=today)
    own = {row.code: row for row in rules.order_by("valid_from")}
    return [
        replace(term, keeping=row.keeping, source=row.source)
        if (row := own.get(RULE_OF[term.kind]))
        else term
        for term in TERMS
    ]


def lines_of_kind(lines: Iterable[DueLine], kind: RecordKind) -> list[DueLine]:
    """Those that may be destroyed by now."""
    return [one for one in lines if one.record.kind is kind and one.state is DueState.OVERDUE]


def destructions_at(school: School) -> QuerySet[Destruction]:
    """What was proposed and confirmed at a school, with the number of pupils."""
    rows = Destruction.objects.filter(school=school).annotate(pupils=Count("records"))
    return rows.select_related("proposed_by", "confirmed_by")


def get_destruction(user: Person, pk: UUID, today: date, *, duty: Duty) -> Destruction:
    """One statement; 403 for who may see it but not do this, 404 for everybody else."""
    row = Destruction.objects.annotate(pupils=Count("records")).select_related(
        "school__board", "proposed_by", "confirmed_by"
    )
    found = get_object_or_404(row, pk=pk, school__in=_schools(user, today, Duty.SEE_DESTRUCTION))
    if not may(user, found.school, today, duty):
        raise PermissionDenied
    return found


def get_certificate(user: Person, pk: UUID, today: date) -> Destruction:
    """As `get_destruction`, once two people said so; else 404."""
    found = get_destruction(user, pk, today, duty=Duty.SEE_DESTRUCTION)
    if found.confirmed_on is None:
        raise Http404
    return found


def own_pupils(user: User) -> set[UUID]:
    """The household of who acts."""
    return set(household_of(user).values_list("pk", flat=True))


def pupils_of(user: User, row: Destruction) -> list[Pupil]:
    """The pupils of a statement that the portal still knows, for the second person."""
    ids = row.records.values_list("pupil_id", flat=True)
    return list(Pupil.objects.filter(pk__in=ids).exclude(pk__in=household_of(user)))


def _schools(user: Person, today: date, duty: Duty) -> QuerySet[School]:
    """A school's role reaches that school, a board's role all of them."""
    return schools_within(scopes_of(user, today, duty)).select_related("board")


def _leavers(user: Person, school: School, today: date) -> list[Enrolment]:
    """The last enrolment at this school of who left it and is nowhere in the board today."""
    later = Enrolment.objects.filter(pupil=OuterRef("pupil"), since__gt=OuterRef("since"))
    still = Enrolment.objects.filter(holds(today), pupil=OuterRef("pupil"))
    rows = Enrolment.objects.filter(school=school, until__lte=today)
    rows = rows.filter(~Exists(later), ~Exists(still)).exclude(pupil__in=household_of(user))
    return list(rows.select_related("pupil", "school__board"))


def _leaver(row: Enrolment) -> Leaver:
    assert row.until is not None, "only ended enrolments are asked"  # noqa: S101
    return Leaver(
        left_on=row.until,
        referred=row.leaving_reason == LeavingReason.REFERRED.value,
        file_years=row.school.board.pupil_file_years,
    )


def _destroyed(school: School) -> set[tuple[UUID, str]]:
    """What somebody already said of, confirmed or waiting."""
    rows = DestroyedRecord.objects.filter(destruction__school=school, destruction__dropped_on=None)
    return set(rows.values_list("pupil_id", "destruction__kind"))
