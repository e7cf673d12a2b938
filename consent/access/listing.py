"""Voor andere systemen: what is allowed, row by row, and never whose word it was (law.md §4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from consent.access.changed import ended_since, left_since, schools_changed
from consent.models import CurrentChoice, Purpose
from consent.outcomes import Asked, Outcomes, Purposes, asked_by, weigh, words_of
from consent.rules import Medium, Reach, Whereabouts, asked_about, may_leave
from portal.people.access import fill_facts
from portal.people.models import Enrolment, Group, Membership, School, holds


@dataclass(frozen=True)
class Selection:
    """Which rows: the enrolments of `where`, in a group, about one question, or changed since."""

    where: Q
    boards: frozenset[UUID]
    group: Group | None = None
    code: str = ""
    changed_since: datetime | None = None


class Place(NamedTuple):
    """One row before it is weighed: a pupil at a school, by its key there, and a question."""

    enrolment: int
    pupil: UUID
    at: tuple[UUID, str]
    asked: Asked
    gone: bool = False  # the pupil left, or it is asked no more

    @property
    def key(self) -> tuple[object, ...]:
        """By which another system knows the row."""
        return (*self.at, self.asked.purpose.code)


class Row(NamedTuple):
    """What another system may know. `since`: the day of the newest yes; None when not allowed.

    A no and silence are one and the same row, so a row that is not allowed has no day.
    """

    school: School
    group: str
    pupil_key: str
    pupil_name: str
    code: str
    channel: str
    allowed: bool
    since: date | None
    version: int


def places_of(selection: Selection, today: date) -> list[Place]:
    """Every row, by school, key and question; with a moment also what is there no more since."""
    asked = _chosen(selection, asked_by(selection.boards, today))
    many = _schools_of_many(selection.boards, today)
    since = selection.changed_since
    if since is None:
        rows = _enrolments(selection, holds(today), today)
        return _places(rows, asked, _Where(holds(today), many))
    changed = schools_changed(since, selection.boards, today)
    there = replace(selection, where=selection.where & Q(school__in=changed))
    rows = _enrolments(there, holds(today), today)
    found = _places(rows, asked, _Where(holds(today), many))
    return found + _gone(there, asked, many, today)


def _chosen(selection: Selection, found: Iterable[Asked]) -> dict[UUID, Asked]:
    return {
        one.purpose.pk: one
        for one in found
        if selection.code in ("", one.purpose.code) and leaves_portal(one.purpose)
    }


def _places(rows: Sequence["_Enrolled"], asked: dict[UUID, Asked], where: "_Where") -> list[Place]:
    about = _About({key: one.purpose.reach for key, one in asked.items()}, where)
    return [Place(row.pk, row.pupil, row.at, asked[key]) for row in rows for key in about(row)]


def _gone(
    selection: Selection, asked: dict[UUID, Asked], many: "Schools", today: date
) -> list[Place]:
    """What was there at that moment and is no more, of whatever group: it may not any longer."""
    since = selection.changed_since
    assert since is not None  # noqa: S101 - only asked with a moment
    when = left_since(since, selection.boards, today)
    rows = _enrolments(replace(selection, group=None), when, today)
    now = [one for one in rows if one.until is None or one.until > today]
    here = {one.key for one in _places(now, asked, _Where(holds(today), many))}
    before = asked | _chosen(selection, ended_since(since, selection.boards, today))
    found = {one.key: one._replace(gone=True) for one in _places(rows, before, _Where(when, many))}
    return [one for key, one in found.items() if key not in here]


def rows_of(places: Sequence[Place], today: date) -> list[Row]:
    """These rows as they stand today; the number of queries does not depend on how many."""
    keys = {one.enrolment for one in places}
    rows = Enrolment.objects.filter(pk__in=keys).select_related("school", "pupil__board")
    enrolments = {row.pk: row for row in rows}
    pupils = list({row.pupil_id: row.pupil for row in enrolments.values()}.values())
    asked: Purposes = {pupil.pk: [] for pupil in pupils}
    for one in places:
        if not one.gone and one.asked not in asked[one.pupil]:
            asked[one.pupil].append(one.asked)
    fill_facts(pupils, today)
    words = words_of(pupils)
    outcomes = weigh(pupils, asked, words, today)
    groups = _groups(asked, today)
    found = []
    for place in places:
        row = enrolments[place.enrolment]
        allowed = not place.gone and _allowed(outcomes, place)
        since = _newest_yes(words[place.pupil], place.asked) if allowed else None
        group = groups.get((place.pupil, row.school_id), "")
        found.append(_row(row, group, place.asked, since))
    return found


def _allowed(outcomes: Outcomes, place: Place) -> bool:
    return outcomes[place.pupil][place.asked.purpose.pk].effective.allowed


def _row(enrolment: Enrolment, group: str, asked: Asked, since: date | None) -> Row:
    return Row(
        school=enrolment.school,
        group=group,
        pupil_key=enrolment.roster_key,
        pupil_name=enrolment.pupil.full_name,
        code=asked.purpose.code,
        channel=asked.purpose.channel_name,
        allowed=since is not None,
        since=since,
        version=asked.leading.version,
    )


def _newest_yes(words: Iterable[CurrentChoice], asked: Asked) -> date | None:
    """Of everybody together: nothing tells whose day it is."""
    mine = (row for row in words if row.purpose_id == asked.purpose.pk)
    return max((row.on for row in mine if row.word.is_yes), default=None)


class _Enrolled(NamedTuple):
    pk: int
    pupil: UUID
    board: UUID
    school: UUID
    roster_key: str
    until: date | None

    @property
    def at(self) -> tuple[UUID, str]:
        """The school, and the key of the pupil there."""
        return self.school, self.roster_key


Schools = dict[UUID, frozenset[UUID]]  # of those few who go to more than one


class _Where(NamedTuple):
    """Which memberships count, those of today or also what ended lately; and `Schools`."""

    when: Q
    many: Schools


class _About:
    """Which questions are about a pupil at a school; pupils who are alike are weighed once."""

    def __init__(self, reaches: dict[UUID, Reach], where: _Where) -> None:
        self.reaches = reaches
        self.groups: dict[UUID, set[UUID]] = defaultdict(set)
        groups = {one.group for one in reaches.values() if one.group}
        if groups:
            rows = Membership.objects.filter(where.when, group__in=groups).order_by()
            for pupil, group in rows.values_list("pupil_id", "group_id"):
                self.groups[pupil].add(group)
        self.more = where.many
        self.known: dict[tuple[object, ...], list[UUID]] = {}

    def __call__(self, row: _Enrolled) -> list[UUID]:
        """What is asked of the pupil, wherever he is, and holds at this school."""
        groups = frozenset(self.groups.get(row.pupil, ()))
        schools = self.more.get(row.pupil, frozenset([row.school]))
        alike = (row.board, row.school, schools, groups)
        if alike not in self.known:
            where = Whereabouts(row.board, row.pupil, schools, groups)
            keys = asked_about(self.reaches, where)
            self.known[alike] = [
                key for key in keys if self.reaches[key].school in (None, row.school)
            ]
        return self.known[alike]


def _schools_of_many(boards: Collection[UUID], today: date) -> Schools:
    """The schools of those few who go to more than one; one query."""
    here = Enrolment.objects.filter(holds(today), school__board__in=boards).order_by()
    counted = here.values("pupil").annotate(n=Count("school", distinct=True)).filter(n__gt=1)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for pupil, school in here.filter(pupil__in=counted.values("pupil")).values_list(
        "pupil_id", "school_id"
    ):
        found[pupil].add(school)
    return {pupil: frozenset(schools) for pupil, schools in found.items()}


def leaves_portal(purpose: Purpose) -> bool:
    """A question about one pupil, or about care, is no business of another system (AVG 5(1)(c))."""
    return purpose.pupil_id is None and may_leave(Medium(purpose.medium))


def _enrolments(selection: Selection, when: Q, today: date) -> list[_Enrolled]:
    """Those that count, in the order of the answer; of a group those who are in it today, and with
    a moment also who left it since: what is taken back later would not be heard of them.
    """
    rows = Enrolment.objects.filter(when, selection.where)
    if selection.group is not None:
        since = selection.changed_since
        then = left_since(since, selection.boards, today) if since else holds(today)
        inside = Membership.objects.filter(then, pupil=OuterRef("pupil"), group=selection.group)
        rows = rows.filter(Exists(inside), school=selection.group.school_id)
    ordered = rows.order_by("school__brin6", "school", "roster_key", "pk")
    facts = ordered.values_list(
        "pk", "pupil_id", "school__board_id", "school_id", "roster_key", "until"
    )
    return [_Enrolled(*row) for row in facts]


def _groups(pupils: Collection[UUID], today: date) -> dict[tuple[UUID, UUID], str]:
    """The base group of each pupil at each school."""
    rows = Membership.objects.filter(holds(today), pupil__in=pupils, group__composite=False)
    named = rows.order_by("-group__name").values_list("pupil_id", "group__school_id", "group__name")
    return {(pupil, school): name for pupil, school, name in named}
