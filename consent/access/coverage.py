"""Voortgang: for how many pupils somebody answered, by school or group; never who (AVG 5(1)(c))."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, CharField, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Cast

from consent.access.group_coverage import GroupQuestion, group_questions
from consent.models import CurrentChoice, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer, Capacity, Coverage, Shown, masked
from portal.people.access import Person, scopes_of, within
from portal.people.models import Enrolment, Group, Membership, School, holds
from portal.people.rules import Duty, Scope, turns

Meanings = dict[UUID, int]  # purpose → the oldest version with the meaning of today


@dataclass(frozen=True)
class Asked:
    """What everybody at a school is asked; a question for one group or pupil counts nowhere."""

    board: dict[UUID, Meanings]  # by board
    own: dict[UUID, Meanings]  # by school that asks something of its own
    every: frozenset[UUID]  # whatever was ever asked there

    def at(self, board: UUID, school: UUID) -> Meanings:
        """The questions there."""
        return self.own.get(school) or self.board.get(board, {})


@dataclass(frozen=True)
class Line:
    """A school or a group; where nothing `is_asked`, nobody waits."""

    name: str
    coverage: Coverage
    is_asked: bool = True

    @property
    def shown(self) -> list[Shown]:
        """Pupils, some answer, every answer, waiting; so that few pupils stay unknown."""
        one = self.coverage
        if not self.is_asked:
            return [masked(one.pupils, one.pupils), *[Shown(0)] * 3]
        return [masked(it, one.pupils) for it in (one.pupils, one.some, one.full, one.waiting)]


@dataclass(frozen=True)
class OwnSchool:
    """One's own school as a whole, and by group; who is in no group counts in the whole only."""

    whole: Line
    groups: tuple[Line, ...]


@dataclass(frozen=True)
class Progress:
    """All schools of one's own board, to be shown masked; one's own schools by group, with what one
    group alone is asked.
    """

    schools: tuple[Line, ...]
    own: tuple[OwnSchool, ...]
    of_groups: tuple[GroupQuestion, ...] = ()

    @property
    def is_one(self) -> bool:
        """One school is all there is to read: its groups need no tap."""
        return len(self.own) == 1 and not self.schools


def progress_of(user: Person, today: date) -> Progress:
    """What this person may see; 403 without such a role. The number of queries is constant."""
    scopes = scopes_of(user, today, Duty.SEE_ROUNDS)
    if not scopes:
        raise PermissionDenied
    asked = asked_at({one.board for one in scopes}, today)
    own = {one.school for one in scopes if one.school is not None}
    boards = {one.board for one in scopes if one.school is None}
    totals = _by_school(scopes, asked, today)
    groups = _by_group(own, asked, today) if own else {}
    return Progress(
        schools=tuple(line for (board, _key), line in totals.items() if board in boards),
        own=tuple(
            OwnSchool(line, tuple(groups.get(key, ())))
            for (_board, key), line in totals.items()
            if key in own
        ),
        of_groups=tuple(group_questions(own, today)) if own else (),
    )


def _by_school(scopes: Iterable[Scope], asked: Asked, today: date) -> dict[tuple[UUID, UUID], Line]:
    """(board, school) → its line, by name."""
    there = within(scopes, board="school__board", school="school")
    counted = _counted(Enrolment.objects.filter(there, holds(today)), "school", "", asked, today)
    schools = School.objects.filter(pk__in=counted).order_by("name", "pk")
    return {
        (one.board_id, one.pk): _line(
            one.name, counted[one.pk], len(asked.at(one.board_id, one.pk))
        )
        for one in schools
    }


def _by_group(schools: Iterable[object], asked: Asked, today: date) -> Mapping[object, list[Line]]:
    """School → its groups by name, of pupils who go to that school today."""
    at_school = Enrolment.objects.filter(
        holds(today), pupil=OuterRef("pupil"), school=OuterRef("group__school")
    )
    rows = Membership.objects.filter(
        Exists(at_school), holds(today), group__school__in=list(schools), group__composite=False
    )
    counted = _counted(rows, "group", "group__", asked, today)
    lines: dict[object, list[Line]] = defaultdict(list)
    for one in Group.objects.filter(pk__in=counted).select_related("school").order_by("name", "pk"):
        number = len(asked.at(one.school.board_id, one.school_id))
        lines[one.school_id].append(_line(one.name, counted[one.pk], number))
    return lines


def _counted(
    rows: "QuerySet[Any]", place: str, before: str, asked: Asked, today: date
) -> dict[UUID, Counter[int]]:
    """Place → to how many questions an answer stands → for how many pupils; one query.

    A row a pupil, with plain text for keys: of 25,000 pupils that is the quickest. Letting the
    database add them up makes it count twice; for most pupils the index of givers is enough.
    """
    common: Meanings = {key: one for here in asked.board.values() for key, one in here.items()}
    cases = [
        When(Q((f"{before}school", key)), then=_number(here, asked, today))
        for key, here in asked.own.items()
    ]
    number = Case(*cases, default=_number(common, asked, today))
    pairs = rows.annotate(
        at=Cast(f"{place}_id", CharField()), who=Cast("pupil_id", CharField()), answers=number
    )
    found: dict[str, Counter[int]] = defaultdict(Counter)
    for at, _who, answers in set(pairs.order_by().values_list("at", "who", "answers")):
        found[at][answers or 0] += 1
    return {UUID(at): counted for at, counted in found.items()}


def _number(meanings: Meanings, asked: Asked, today: date) -> Case:
    """To how many of these questions about the pupil an answer stands, of whomever.

    From 16 only what the pupil says, or somebody for the pupil, is an answer (AVG 8; UAVG 5).
    """
    rows = CurrentChoice.objects.filter(pupil=OuterRef("pupil"))
    rows = rows.exclude(purpose__in=sorted(asked.every - set(meanings)))
    by_meaning: dict[int, list[UUID]] = defaultdict(list)
    for key, meaning in meanings.items():
        by_meaning[meaning].append(key)
    for meaning, keys in by_meaning.items():
        if meaning > 1:  # a yes to what meant something else; a no stands (law.md §4)
            rows = rows.exclude(purpose__in=keys, answer=Answer.GIVEN.value, version__lt=meaning)
    own = rows.filter(Q(guardian=None) | Q(capacity=Capacity.MANDATE.value))
    grown = Q(pupil__born_on__lte=turns(today, -16))
    return Case(When(grown, then=_purposes(own)), default=_purposes(rows))


def _purposes(rows: QuerySet[CurrentChoice]) -> Subquery:
    counted = rows.order_by().values("pupil").annotate(n=Count("purpose", distinct=True))
    return Subquery(counted.values("n"))


def asked_at(boards: Iterable[object], today: date) -> Asked:
    """The questions of these boards and their schools, in one query."""
    texts = PurposeText.objects.filter(purpose__board__in=list(boards), language=LEADING_LANGUAGE)
    rows = list(texts.order_by("version").select_related("purpose"))
    newest = {
        row.purpose: row.meaning
        for row in rows
        if row.in_force_on <= today and row.purpose.is_on(today)
    }
    board: dict[UUID, dict[str, tuple[UUID, int]]] = defaultdict(dict)
    own: dict[UUID, dict[str, tuple[UUID, int]]] = {}
    for purpose in sorted(newest, key=lambda one: one.school_id is not None):
        if purpose.group_id is not None or purpose.pupil_id is not None:
            continue
        shared = board[purpose.board_id]
        here = own.setdefault(purpose.school_id, dict(shared)) if purpose.school_id else shared
        here[purpose.code] = (purpose.pk, newest[purpose])
    return Asked(
        {key: dict(here.values()) for key, here in board.items()},
        {key: dict(here.values()) for key, here in own.items()},
        frozenset(row.purpose_id for row in rows),
    )


def waiting_at(schools: Collection[School], asked: Asked, today: date) -> int:
    """Of how many pupils at these schools one question at least has no answer; one query."""
    rows = Enrolment.objects.filter(holds(today), school__in=[one.pk for one in schools])
    counted = _counted(rows, "school", "", asked, today)
    found = (
        _coverage(counted.get(one.pk, {}), len(asked.at(one.board_id, one.pk))) for one in schools
    )
    return sum(one.waiting for one in found)


def _line(name: str, counted: Mapping[int, int], questions: int) -> Line:
    return Line(name, _coverage(counted, questions), is_asked=questions > 0)


def _coverage(counted: Mapping[int, int], questions: int) -> Coverage:
    pupils = sum(counted.values())
    full = sum(number for answers, number in counted.items() if answers >= questions > 0)
    return Coverage(pupils, some=pupils - counted.get(0, 0), full=full)
