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
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from consent.models import CurrentChoice, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer, Capacity, Coverage, Shown, masked
from portal.people.access import Person, scopes_of, within
from portal.people.models import Enrolment, Membership, holds
from portal.people.rules import Duty, Scope, turns


@dataclass(frozen=True)
class AskedThere:
    """A question of a board or of one school, with the version of its text of today."""

    purpose: UUID
    board: UUID
    school: UUID | None
    version: int


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


def _by_school(
    scopes: Iterable[Scope], asked: list[AskedThere], today: date
) -> dict[tuple[UUID, UUID], Line]:
    """(board, school) → its line, by name."""
    there = within(scopes, board="school__board", school="school")
    rows = Enrolment.objects.filter(there, holds(today))
    found: dict[Any, Coverage] = defaultdict(Coverage)
    for board, key, name, answers, pupils in _counted(
        rows, ["school__board_id", "school_id", "school__name"], "school", asked, today
    ):
        found[name, board, key] += _coverage(answers, pupils, _number(asked, board, key))
    ordered = sorted(found.items(), key=lambda one: (one[0][0], str(one[0][2])))
    return {(board, key): Line(name, one) for (name, board, key), one in ordered}


def _by_group(
    schools: Iterable[object], asked: list[AskedThere], today: date
) -> Mapping[object, list[Line]]:
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
        found[school, name, str(key)] += _coverage(answers, pupils, _number(asked, board, school))
    lines: dict[object, list[Line]] = defaultdict(list)
    for school, name, key in sorted(found, key=lambda one: one[1:]):
        lines[school].append(Line(name, found[school, name, key]))
    return lines


def _counted(
    rows: "QuerySet[Any]", fields: list[str], school: str, asked: list[AskedThere], today: date
) -> Iterable[tuple[Any, ...]]:
    """Place, in how many questions somebody's answer stands, and for how many pupils: one query."""
    answers = CurrentChoice.objects.filter(
        _stands(asked, school), _counts(today), pupil=OuterRef("pupil")
    )
    number = answers.order_by().values("pupil").annotate(n=Count("purpose", distinct=True))
    counted = rows.annotate(answers=Coalesce(Subquery(number.values("n")), 0))
    return (
        counted.order_by()
        .values_list(*fields, "answers")
        .annotate(pupils=Count("pupil", distinct=True))
    )


def _stands(asked: list[AskedThere], school: str) -> Q:
    """An answer to a question that is asked there: a no, or a yes to the text of today."""
    common: dict[int, list[UUID]] = defaultdict(list)
    for one in asked:
        common[one.version].append(one.purpose)
    standing = [
        Q(purpose__in=keys) & (~Q(answer=Answer.GIVEN.value) | Q(version=version))
        for version, keys in common.items()
    ]
    here = reduce(or_, standing, Q(pk__in=[]))
    if all(one.school is None for one in asked):
        return here
    return here & (Q(purpose__school=None) | Q(purpose__school=OuterRef(school)))


def _counts(today: date) -> Q:
    """From 16 only what the pupil says, or somebody for the pupil, is an answer (AVG 8; UAVG 5)."""
    young = Q(pupil__born_on=None) | Q(pupil__born_on__gt=turns(today, -16))
    return young | Q(guardian=None) | Q(capacity=Capacity.MANDATE.value)


def _asked(boards: Iterable[object], today: date) -> list[AskedThere]:
    """The newest version in force of every question of these boards, in one query."""
    rows = PurposeText.objects.filter(
        holds(today, "purpose__"),
        purpose__board__in=list(boards),
        language=LEADING_LANGUAGE,
        in_force_on__lte=today,
    )
    newest: dict[tuple[UUID, UUID, UUID | None], int] = {}
    for purpose, board, school, version in rows.order_by("version").values_list(
        "purpose_id", "purpose__board_id", "purpose__school_id", "version"
    ):
        newest[purpose, board, school] = version
    return [AskedThere(*key, version) for key, version in newest.items()]


def _number(asked: Iterable[AskedThere], board: UUID, school: UUID) -> int:
    """How many questions are asked at this school."""
    return sum(one.board == board and one.school in (None, school) for one in asked)


def _coverage(answers: int, pupils: int, questions: int) -> Coverage:
    return Coverage(
        pupils,
        some=pupils if answers else 0,
        full=pupils if questions and answers >= questions else 0,
    )
