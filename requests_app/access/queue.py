"""De wachtrij: open cases with the first due on top, and the watch over all schools of a board.

A date is never stored (product.md rule 1), so the database cannot sort by it. Of most cases nothing
moved the date: those stand in the order of receipt, and only the rest is computed.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import overload
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise

from portal.calendar.actions import holiday_dates
from portal.people.access import Person, schools_within, scopes_of
from portal.people.models import Reglement, School, User
from portal.people.rules import Duty
from requests_app.access.staff import cases_within
from requests_app.models import Case, DataRequest, SuspensionPeriod, with_dates
from requests_app.models.clock import AHEAD
from requests_app.models.requests import DataRequestQuerySet
from requests_app.models.words import WATCHES
from requests_app.rules import Facts, Kind, Limits, Watch, limits, plain_due, watch_of

PAUSED = Exists(SuspensionPeriod.objects.filter(request=OuterRef("pk")))
PAUSED_NOW = Exists(SuspensionPeriod.objects.filter(request=OuterRef("pk"), until=None))
OTHER_CLOCK = Q(kind=Kind.COMPLAINT.value) | Q(direct_marketing=True)
MOVED = PAUSED | Q(promise_from__isnull=False)
RECEIPT = ("received_on", "year", "number")
Place = tuple[date, date, int, int, UUID]  # due, received, year, number: the order of the queue


@dataclass(frozen=True)
class Wanted:
    """What the queue is narrowed to; empty: everything."""

    state: str = ""
    is_paused: bool = False
    school: UUID | None = None
    assignee: User | None = None
    unassigned: bool = False


class DueFirst(Sequence[Case]):
    """A list for a paginator: counts in the database, computes no more dates than it must."""

    def __init__(self, rows: DataRequestQuerySet, today: date) -> None:
        self.rows, self.today = rows.order_by(), today

    def __len__(self) -> int:
        return self.rows.count()

    @overload
    def __getitem__(self, wanted: int) -> Case: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Case]: ...
    def __getitem__(self, wanted: int | slice) -> Case | list[Case]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        return self._page(wanted)

    def _page(self, wanted: slice) -> list[Case]:
        last = len(self) if wanted.stop is None else wanted.stop
        places = sorted([*self._rights(last), *self._others(last)])[wanted]
        ids = [place[-1] for place in places]
        rows = DataRequest.objects.filter(pk__in=ids).with_facts()
        found = {case.request.pk: case for case in with_dates(rows, self.today)}
        return [found[pk] for pk in ids]

    def _rights(self, most: int) -> Iterator[Place]:
        """For each promise in weeks: in the order of receipt, as many as can reach the page.

        What moved comes later than its receipt says: only what is old enough can be among them.
        """
        rows = self.rows.exclude(OTHER_CLOCK)
        promises = Reglement.objects.order_by().values_list("promise_weeks", flat=True).distinct()
        for weeks in promises:
            same = rows.filter(reglement__promise_weeks=weeks)
            plain = list(same.exclude(MOVED).order_by(*RECEIPT)[:most].values_list(*RECEIPT, "pk"))
            for received, year, number, pk in plain:
                yield plain_due(received, weeks), received, year, number, pk
            moved = same.filter(MOVED)
            if plain and len(plain) == most:
                moved = moved.filter(received_on__lte=plain[-1][0])
            for case in with_dates(moved.with_clock(), self.today):
                yield _place(case)

    def _others(self, most: int) -> Iterator[Place]:
        """Complaints by the term of their board, and what is upheld on the day of receipt."""
        rows = self.rows.order_by(*RECEIPT).with_clock()
        complaints = rows.filter(kind=Kind.COMPLAINT.value)
        terms = complaints.order_by().values_list("board__complaint_days", flat=True).distinct()
        found = [complaints.filter(board__complaint_days=days)[:most] for days in terms]
        for part in [*found, rows.filter(direct_marketing=True)[:most]]:
            yield from map(_place, with_dates(part, self.today))


def _place(case: Case) -> Place:
    row = case.request
    return case.due_by, row.received_on, row.year, row.number, row.pk


def queue(user: Person, today: date, wanted: Wanted | None = None) -> DueFirst:
    """The open cases inside one's roles, the first that is due on top; 403 without such a role."""
    rows = _open(user, today, Duty.SEE_CASES)
    return DueFirst(_narrowed(rows, wanted or Wanted()), today)


def queue_schools(user: Person, today: date) -> list[School]:
    """The schools that one may narrow the queue to."""
    return list(schools_within(scopes_of(user, today, Duty.SEE_CASES)))


@dataclass(frozen=True)
class WatchRow:
    """One school (None: cases that belong to no school) and how many cases stand in each column."""

    school: School | None
    counts: Counter[Watch]

    @property
    def cells(self) -> list[tuple[Watch, Promise, int]]:
        """Code, words and number, in the order of the table's columns."""
        return [(one, WATCHES[one], self.counts[one]) for one in Watch]

    @property
    def total(self) -> int:
        """All open cases of this school."""
        return self.counts.total()


def watch(user: Person, today: date) -> list[WatchRow]:
    """The table schools × columns of one's board; 403 without such a role."""
    counts: dict[UUID | None, Counter[Watch]] = {}
    for school, column in _columns(_open(user, today, Duty.SEE_DEADLINES), today):
        counts.setdefault(school, Counter())[column] += 1
    schools = {one.pk: one for one in School.objects.filter(pk__in=[pk for pk in counts if pk])}
    rows = [WatchRow(schools.get(pk) if pk else None, count) for pk, count in counts.items()]
    return sorted(rows, key=lambda row: (row.school is None, row.school.name if row.school else ""))


def watched(
    user: Person, today: date, *, school: UUID | None, column: Watch | None, no_school: bool = False
) -> list[Case]:
    """The cases behind one cell of the table, the first due on top; of no column: all of them."""
    rows = _open(user, today, Duty.SEE_DEADLINES)
    rows = rows.filter(school=school) if school or no_school else rows
    cases = with_dates(rows.with_facts(), today)
    found = [case for case in cases if column in (None, _column(case, today))]
    return sorted(found, key=lambda case: (case.due_by, case.request.received_on))


def _open(user: Person, today: date, duty: Duty) -> DataRequestQuerySet:
    if not scopes_of(user, today, duty):
        raise PermissionDenied
    return cases_within(user, today, duty).still_open()


def _narrowed(rows: DataRequestQuerySet, wanted: Wanted) -> DataRequestQuerySet:
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.is_paused:
        rows = rows.filter(PAUSED_NOW)
    if wanted.school:
        rows = rows.filter(school=wanted.school)
    if wanted.unassigned:
        return rows.filter(assignee=None)
    return rows.filter(assignee=wanted.assignee) if wanted.assignee else rows


def _column(case: Case, today: date) -> Watch:
    paused = any(row.until is None for row in case.request.suspensions.all())
    return watch_of(case.limits, is_suspended=paused, today=today)


def _columns(rows: DataRequestQuerySet, today: date) -> Iterable[tuple[UUID | None, Watch]]:
    """The column of each open case; alike facts are computed once."""
    for case in with_dates(rows.filter(MOVED).with_clock(), today):
        yield case.request.school_id, _column(case, today)
    known: dict[tuple[UUID, Facts], Watch] = {}
    calendar: dict[UUID, frozenset[date]] = {}
    for school, board, facts in rows.exclude(MOVED).plain_facts():
        if (board, facts) not in known:
            if board not in calendar:
                first = rows.earliest("received_on").received_on
                calendar[board] = holiday_dates(first, today + AHEAD, scope=board)
            found: Limits = limits(facts, holidays=calendar[board], today=today)
            known[board, facts] = watch_of(found, is_suspended=False, today=today)
        yield school, known[board, facts]
