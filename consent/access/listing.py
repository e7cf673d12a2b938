"""Voor andere systemen: what is allowed, row by row, and never whose word it was (law.md §4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q

from consent.models import Choice, CurrentChoice, Purpose
from consent.outcomes import Asked, Purposes, asked_by, weigh, words_of
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
    """One row before it is weighed: a pupil at a school, and a question that is asked there."""

    enrolment: int
    pupil: UUID
    asked: Asked


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
    """Every row, by school, key and question, in four queries at most."""
    asked = {
        one.purpose.pk: one
        for one in asked_by(selection.boards, today)
        if selection.code in ("", one.purpose.code) and leaves_portal(one.purpose)
    }
    since = selection.changed_since
    changed = _changed(since, asked, today) if since else None
    enrolments = _enrolments(selection, today)
    about = _About({key: one.purpose.reach for key, one in asked.items()}, enrolments, today)
    return [
        Place(row.pk, row.pupil, asked[key])
        for row in enrolments
        if changed is None or row.school in changed
        for key in about(row)
    ]


def rows_of(places: Sequence[Place], today: date) -> list[Row]:
    """These rows as they stand today; the number of queries does not depend on how many."""
    keys = {one.enrolment for one in places}
    rows = Enrolment.objects.filter(pk__in=keys).select_related("school", "pupil__board")
    enrolments = {row.pk: row for row in rows}
    pupils = list({row.pupil_id: row.pupil for row in enrolments.values()}.values())
    asked: Purposes = {pupil.pk: [] for pupil in pupils}
    for one in places:
        if one.asked not in asked[one.pupil]:
            asked[one.pupil].append(one.asked)
    fill_facts(pupils, today)
    words = words_of(pupils)
    outcomes = weigh(pupils, asked, words, today)
    groups = _groups(asked, today)
    found = []
    for place in places:
        row = enrolments[place.enrolment]
        allowed = outcomes[place.pupil][place.asked.purpose.pk].effective.allowed
        since = _newest_yes(words[place.pupil], place.asked) if allowed else None
        group = groups.get((place.pupil, row.school_id), "")
        found.append(_row(row, group, place.asked, since))
    return found


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


class _About:
    """Which questions are about a pupil at a school; pupils who are alike are weighed once."""

    def __init__(
        self, reaches: dict[UUID, Reach], enrolments: Iterable[_Enrolled], today: date
    ) -> None:
        self.reaches = reaches
        self.groups: dict[UUID, set[UUID]] = defaultdict(set)
        groups = {one.group for one in reaches.values() if one.group}
        if groups:
            rows = Membership.objects.filter(holds(today), group__in=groups).order_by()
            for pupil, group in rows.values_list("pupil_id", "group_id"):
                self.groups[pupil].add(group)
        self.more = _schools_of_many(enrolments, today)
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


def _schools_of_many(enrolments: Iterable[_Enrolled], today: date) -> dict[UUID, frozenset[UUID]]:
    """The schools of those few who go to more than one; one query, or two."""
    boards = {row.board for row in enrolments}
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


def _enrolments(selection: Selection, today: date) -> list[_Enrolled]:
    rows = Enrolment.objects.filter(holds(today), selection.where)
    if selection.group is not None:
        inside = Membership.objects.filter(
            holds(today), pupil=OuterRef("pupil"), group=selection.group
        )
        rows = rows.filter(Exists(inside), school=selection.group.school_id)
    ordered = rows.order_by("school__brin6", "school", "roster_key", "pk")
    facts = ordered.values_list("pk", "pupil_id", "school__board_id", "school_id")
    return [_Enrolled(*row) for row in facts]


def _changed(since: datetime, purposes: Iterable[UUID], today: date) -> set[UUID]:
    """The schools where somebody spoke since: fewer rows would tell who did, and a no apart from
    silence.
    """
    rows = Choice.objects.filter(at__gte=since, purpose_id__in=list(purposes)).order_by()
    spoken = rows.values("pupil_id").distinct()
    here = Enrolment.objects.filter(holds(today), pupil__in=spoken).order_by()
    return set(here.values_list("school_id", flat=True).distinct())


def _groups(pupils: Collection[UUID], today: date) -> dict[tuple[UUID, UUID], str]:
    """The base group of each pupil at each school."""
    rows = Membership.objects.filter(holds(today), pupil__in=pupils, group__composite=False)
    named = rows.order_by("-group__name").values_list("pupil_id", "group__school_id", "group__name")
    return {(pupil, school): name for pupil, school, name in named}
