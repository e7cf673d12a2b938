"""Voortgang: for how many pupils somebody answered, by school or group; never who (AVG 5(1)(c))."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce

from consent.models import CurrentChoice, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer, Capacity, Coverage, Shown, masked
from portal.people.access import Person, scopes_of, within
from portal.people.models import Enrolment, Membership, holds
from portal.people.rules import Duty, Scope, turns

Meanings = dict[UUID, int]  # purpose → the oldest version with the meaning of today


@dataclass(frozen=True)
class Asked:
    """What everybody at a school is asked; a question for one group or pupil counts nowhere."""

    board: dict[UUID, Meanings]  # by board
    own: dict[UUID, Meanings]  # by school that asks something of its own

    def at(self, board: UUID, school: UUID) -> Meanings:
        """The questions there."""
        return self.own.get(school) or self.board.get(board, {})


@dataclass(frozen=True)
class Line:
    """A school or a group."""

    name: str
    coverage: Coverage

    @property
    def shown(self) -> list[Shown]:
        """Pupils, some answer, every answer, waiting; so that few pupils stay unknown."""
        one = self.coverage
        return [masked(it, one.pupils) for it in (one.pupils, one.some, one.full, one.waiting)]


@dataclass(frozen=True)
class OwnSchool:
    """One's own school as a whole, and by group; who is in no group counts in the whole only."""

    whole: Line
    groups: tuple[Line, ...]


@dataclass(frozen=True)
class Progress:
    """All schools of one's own board, to be shown masked; one's own schools by group."""

    schools: tuple[Line, ...]
    own: tuple[OwnSchool, ...]


def progress_of(user: Person, today: date) -> Progress:
    """What this person may see; 403 without such a role. The number of queries is constant."""
    scopes = scopes_of(user, today, Duty.SEE_ROUNDS)
    if not scopes:
        raise PermissionDenied
    asked = _asked({one.board for one in scopes}, today)
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
    )


def _by_school(scopes: Iterable[Scope], asked: Asked, today: date) -> dict[tuple[UUID, UUID], Line]:
    """(board, school) → its line, by name."""
    there = within(scopes, board="school__board", school="school")
    rows = Enrolment.objects.filter(there, holds(today))
    found: dict[Any, Coverage] = defaultdict(Coverage)
    for board, key, name, answers, pupils in _counted(
        rows, ["school__board_id", "school_id", "school__name"], "school", asked, today
    ):
        found[name, board, key] += _coverage(answers, pupils, len(asked.at(board, key)))
    ordered = sorted(found.items(), key=lambda one: (one[0][0], str(one[0][2])))
    return {(board, key): Line(name, one) for (name, board, key), one in ordered}


def _by_group(schools: Iterable[object], asked: Asked, today: date) -> Mapping[object, list[Line]]:
    """School → its groups by name, of pupils who go to that school today."""
    at_school = Enrolment.objects.filter(
        holds(today), pupil=OuterRef("pupil"), school=OuterRef("group__school")
    )
    rows = Membership.objects.filter(
        Exists(at_school), holds(today), group__school__in=list(schools), group__composite=False
    )
    fields = ["group__school__board_id", "group__school_id", "group_id", "group__name"]
    found: dict[Any, Coverage] = defaultdict(Coverage)
    for board, school, key, name, answers, pupils in _counted(
        rows, fields, "group__school", asked, today
    ):
        found[school, name, str(key)] += _coverage(answers, pupils, len(asked.at(board, school)))
    lines: dict[object, list[Line]] = defaultdict(list)
    for school, name, key in sorted(found, key=lambda one: one[1:]):
        lines[school].append(Line(name, found[school, name, key]))
    return lines


def _counted(
    rows: "QuerySet[Any]", fields: list[str], school: str, asked: Asked, today: date
) -> "QuerySet[Any, tuple[Any, ...]]":
    """Place, to how many questions somebody's answer stands, for how many pupils: one query."""
    common: Meanings = {key: one for here in asked.board.values() for key, one in here.items()}
    cases = [When(Q((school, key)), then=_number(here, today)) for key, here in asked.own.items()]
    counted = rows.annotate(answers=Coalesce(Case(*cases, default=_number(common, today)), 0))
    places = counted.order_by().values_list(*fields, "answers")
    found: QuerySet[Any, tuple[Any, ...]] = places.annotate(pupils=Count("pupil", distinct=True))
    return found


def _number(meanings: Meanings, today: date) -> Subquery:
    """To how many of these questions about the pupil an answer stands, of whomever."""
    common: dict[int, list[UUID]] = defaultdict(list)
    for key, meaning in meanings.items():
        common[meaning].append(key)
    standing = (
        Q(purpose__in=keys) & (~Q(answer=Answer.GIVEN.value) | Q(version__gte=meaning))
        for meaning, keys in common.items()
    )
    answers = CurrentChoice.objects.filter(
        reduce(or_, standing, Q(pk__in=[])), _counts(today), pupil=OuterRef("pupil")
    )
    number = answers.order_by().values("pupil").annotate(n=Count("purpose", distinct=True))
    return Subquery(number.values("n"))


def _counts(today: date) -> Q:
    """From 16 only what the pupil says, or somebody for the pupil, is an answer (AVG 8; UAVG 5)."""
    young = Q(pupil__born_on=None) | Q(pupil__born_on__gt=turns(today, -16))
    return young | Q(guardian=None) | Q(capacity=Capacity.MANDATE.value)


def _asked(boards: Iterable[object], today: date) -> Asked:
    """The questions in force of these boards and their schools, in one query."""
    rows = PurposeText.objects.filter(
        holds(today, "purpose__"),
        purpose__board__in=list(boards),
        purpose__group=None,
        purpose__pupil=None,
        language=LEADING_LANGUAGE,
        in_force_on__lte=today,
    )
    newest = {
        row.purpose: row.meaning for row in rows.order_by("version").select_related("purpose")
    }
    board: dict[UUID, dict[str, tuple[UUID, int]]] = defaultdict(dict)
    own: dict[UUID, dict[str, tuple[UUID, int]]] = {}
    for purpose in sorted(newest, key=lambda one: one.school_id is not None):
        shared = board[purpose.board_id]
        here = own.setdefault(purpose.school_id, dict(shared)) if purpose.school_id else shared
        here[purpose.code] = (purpose.pk, newest[purpose])
    return Asked(
        {key: dict(here.values()) for key, here in board.items()},
        {key: dict(here.values()) for key, here in own.items()},
    )


def _coverage(answers: int, pupils: int, questions: int) -> Coverage:
    return Coverage(
        pupils,
        some=pupils if answers else 0,
        full=pupils if questions and answers >= questions else 0,
    )
