"""De wachtrij: what is not done, the first due on top, and the watch over all schools of a board.

An answer that nobody got yet is not done: its clock runs on (law.md §1).

A date is never stored (product.md rule 1), so the database cannot sort by it. Of most cases nothing
moved the date: those stand in the order of receipt, and only the rest is computed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import chain
from uuid import UUID

from django.db import connection
from django.db.models import Count, Exists, OuterRef, Q
from django.utils.functional import Promise

from portal.calendar.actions import holiday_dates
from portal.people.access import Person, schools_within, scopes_of
from portal.people.models import Reglement, School, User
from portal.people.rules import Duty
from requests_app.access.listed import Pages
from requests_app.models import Case, CaseTask, SuspensionPeriod, with_dates
from requests_app.models.clock import AHEAD, GRANTED
from requests_app.models.requests import OPEN_STATES, DataRequestQuerySet
from requests_app.models.words import WATCHES
from requests_app.reach import reach, reached
from requests_app.rules import (
    Kind,
    Plain,
    State,
    Watch,
    limits,
    plain_due,
    watch_of,
    watch_of_promise,
)

PAUSED = Exists(SuspensionPeriod.objects.filter(request=OuterRef("pk"), taken_back_on=None))
PAUSED_NOW = Exists(SuspensionPeriod.objects.filter(request=OuterRef("pk"), until=None))
OTHER_CLOCK = Q(kind=Kind.COMPLAINT.value) | Q(direct_marketing=True)
GIVEN = Q(state=State.ANSWERED.value, deliveries__isnull=False)
MOVED = PAUSED | Q(promise_from__isnull=False)
TASK_OPEN = Exists(CaseTask.objects.filter(request=OuterRef("pk"), done_on=None))
OF_NOBODY = Exists(CaseTask.objects.filter(request=OuterRef("pk"), done_on=None, assignee=None))
NOT_CORRECTED = Q(
    kind=Kind.CORRECTION.value, carried_out_on=None, decision__outcome__in=sorted(GRANTED)
)
RUNNING = [*OPEN_STATES, State.ANSWERED.value]
# Answered, with a task that is open or a correction that is not done (seed 001 art. 10.3).
TO_DO = Q(state=State.ANSWERED.value) & (Q(TASK_OPEN) | NOT_CORRECTED)
UNCLAIMED = Q(OF_NOBODY, assignee=None, state__in=RUNNING)
RECEIPT = ("received_on", "year", "number")
Receipt = tuple[date, int, int, UUID]
Place = tuple[date, date, int, int, UUID]  # due, received, year, number: the order of the queue


@dataclass(frozen=True)
class Wanted:
    """What the queue is narrowed to; empty: everything."""

    state: str = ""
    is_paused: bool = False
    not_given: bool = False
    school: UUID | None = None
    assignee: User | None = None
    unassigned: bool = False
    to_do: bool = False
    unclaimed: bool = False


class DueFirst(Pages):
    """The first that is due on top; computes no more dates than it must."""

    def keys_of(self, wanted: slice) -> list[UUID]:
        """Those that can reach the page, sorted by their dates."""
        last = len(self) if wanted.stop is None else wanted.stop
        places = sorted([*self._rights(last), *self._others(last)])[wanted]
        return [place[-1] for place in places]

    def _rights(self, most: int) -> Iterator[Place]:
        """For each promise in weeks: in the order of receipt, as many as can reach the page.

        What moved comes later than its receipt says: only what is old enough can be among them.
        """
        rows = self.rows.exclude(OTHER_CLOCK)
        promises: dict[int, list[UUID]] = defaultdict(list)
        for key, weeks in Reglement.objects.order_by().values_list("pk", "promise_weeks"):
            promises[weeks].append(key)
        for weeks, keys in promises.items():
            same = rows.filter(reglement__in=keys)
            plain = _oldest(same.exclude(MOVED), most)
            for received, year, number, pk in plain:
                yield plain_due(received, weeks), received, year, number, pk
            moved = same.filter(MOVED)
            if plain and len(plain) == most:
                moved = moved.filter(received_on__lte=plain[-1][0])
            for case in with_dates(moved.with_clock(), self.today):
                yield _place(case)

    def _others(self, most: int) -> Iterator[Place]:
        """Complaints by the term of their board, and what is upheld on the day of receipt; a pause
        moves neither.
        """
        complaints = self.rows.filter(kind=Kind.COMPLAINT.value)
        terms = complaints.values_list("board", "board__complaint_days").distinct()
        for board, days in terms:
            for received, year, number, pk in _oldest(complaints.filter(board=board), most):
                yield received + timedelta(days=days), received, year, number, pk
        for received, year, number, pk in _oldest(self.rows.filter(direct_marketing=True), most):
            yield received, received, year, number, pk


def _oldest(rows: DataRequestQuerySet, most: int) -> list[Receipt]:
    """In the order of receipt."""
    return list(rows.order_by(*RECEIPT)[:most].values_list(*RECEIPT, "pk"))


def _place(case: Case) -> Place:
    row = case.request
    return case.due_by, row.received_on, row.year, row.number, row.pk


class Workplace:
    """The queue of a member of staff and what stands beside it; 403 without such a role.

    Roles and household are asked once, whatever the page shows.
    """

    def __init__(self, user: Person, today: date) -> None:
        self._scopes = scopes_of(user, today, Duty.SEE_CASES)
        self._cases = reached(user, self._scopes)
        self._user, self._today = user, today

    def queue(self, wanted: Wanted | None = None) -> DueFirst:
        """The open cases inside one's roles, the first that is due on top."""
        rows, narrowed = not_done(self._cases), wanted or Wanted()
        if narrowed.to_do:
            rows = self._cases.filter(TO_DO)
        if narrowed.unclaimed:
            rows = self._cases.filter(UNCLAIMED)
        return DueFirst(_narrowed(rows, narrowed).order_by(), self._today)

    @property
    def schools(self) -> list[School]:
        """The schools that one may narrow the queue to."""
        return list(schools_within(self._scopes))

    @property
    def handlers(self) -> list[User]:
        """The colleagues who have an open case that one may see, by name; not oneself."""
        rows = not_done(self._cases).exclude(assignee=None).order_by()
        found = User.objects.filter(pk__in=rows.values("assignee"))
        return sorted((one for one in found if one != self._user), key=str)

    @property
    def waiting(self) -> dict[str, int]:
        """How many decided cases wait for somebody to do it (`to_do`), and how many cases have a
        task that belongs to nobody, so that nobody is reminded of it (`unclaimed`).
        """
        rows = self._cases.filter(state__in=RUNNING).order_by()
        counted = {"to_do": Count("pk", filter=TO_DO), "unclaimed": Count("pk", filter=UNCLAIMED)}
        return rows.aggregate(**counted)


def to_do_count(rows: DataRequestQuerySet) -> int:
    """How many of these cases were decided and still wait for somebody to do it."""
    return rows.filter(TO_DO).count()


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
        """All that this school must still answer or correct."""
        return self.counts.total()


def watch(rows: DataRequestQuerySet, today: date) -> list[WatchRow]:
    """The table schools × columns of the cases that one may oversee."""
    counts: dict[str | None, Counter[Watch]] = {}
    for school, column in chain(_columns(not_done(rows), today), _promised(rows, today)):
        counts.setdefault(school, Counter())[column] += 1
    keys = [UUID(pk) for pk in counts if pk]
    schools = {_as_text(one.pk): one for one in School.objects.filter(pk__in=keys)}
    lines = [WatchRow(schools.get(pk), count) for pk, count in counts.items()]
    return sorted(
        lines, key=lambda row: (row.school is None, row.school.name if row.school else "")
    )


def watched(
    user: Person, today: date, *, school: UUID | None, column: Watch | None, no_school: bool = False
) -> list[Case]:
    """The cases behind one cell of the table, the first due on top; of no column: all of them."""
    rows = reach(user, today, Duty.SEE_DEADLINES)
    rows = rows.filter(school=school) if school or no_school else rows
    cases = with_dates(chain(not_done(rows).with_facts(), _to_correct(rows).with_facts()), today)
    found = [case for case in cases if column in (None, _column(case, today))]
    return sorted(found, key=lambda case: (case.due_by, case.request.received_on))


def not_done(rows: DataRequestQuerySet) -> DataRequestQuerySet:
    """Those that are open, or of which nobody got the answer yet."""
    return rows.filter(state__in=RUNNING).exclude(GIVEN)


def _to_correct(rows: DataRequestQuerySet) -> DataRequestQuerySet:
    """Answered and given, but the promise of a correction runs until it is carried out."""
    return rows.filter(GIVEN & NOT_CORRECTED).distinct()


def _narrowed(rows: DataRequestQuerySet, wanted: Wanted) -> DataRequestQuerySet:
    if wanted.state:
        rows = rows.filter(state=wanted.state)
    if wanted.not_given:
        rows = rows.filter(state=State.ANSWERED.value)  # of which nobody got the answer
    if wanted.is_paused:
        rows = rows.filter(PAUSED_NOW)
    if wanted.school:
        rows = rows.filter(school=wanted.school)
    if wanted.unassigned:
        return rows.filter(assignee=None)
    return rows.filter(assignee=wanted.assignee) if wanted.assignee else rows


def _as_text(pk: UUID | None) -> str | None:
    """As the database writes an id."""
    if pk is None:
        return None
    return str(pk) if connection.features.has_native_uuid_field else pk.hex


def _column(case: Case, today: date) -> Watch:
    if case.is_to_be_done and not case.waits_to_be_given:
        return watch_of_promise(case.promise_by, today=today)
    paused = any(row.until is None for row in case.request.suspensions.all())
    return watch_of(case.limits, is_suspended=paused, today=today)


def _promised(rows: DataRequestQuerySet, today: date) -> Iterator[tuple[str | None, Watch]]:
    """School and column of each correction that was granted and is not carried out."""
    for case in with_dates(_to_correct(rows).with_facts(), today):
        yield _as_text(case.request.school_id), _column(case, today)


def _columns(rows: DataRequestQuerySet, today: date) -> Iterable[tuple[str | None, Watch]]:
    """School and column of each open case; alike facts are computed once."""
    for case in with_dates(rows.filter(MOVED).with_clock(), today):
        yield _as_text(case.request.school_id), _column(case, today)
    known: dict[Plain, Watch] = {}
    calendars: dict[str, frozenset[date]] = {}
    for school, plain in rows.exclude(MOVED).plain():
        if plain not in known:
            if plain.board not in calendars:
                first = rows.earliest("received_on").received_on
                days = holiday_dates(first, today + AHEAD, scope=UUID(plain.board))
                calendars[plain.board] = days
            found = limits(plain.facts, holidays=calendars[plain.board], today=today)
            known[plain] = watch_of(found, is_suspended=False, today=today)
        yield school, known[plain]
