"""Nieuw schooljaar: who may start a round reads once that it is time (law.md §4)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from consent.access.coverage import asked_at, waiting_at
from consent.models import Round
from consent.rules import is_start_of_year, round_is_due
from portal.people.access import Person, scopes_of, within
from portal.people.models import Enrolment, School, holds
from portal.people.rules import Duty


@dataclass(frozen=True)
class RoundDue:
    """For a whole board the number of schools; for one's own school the pupils for whom a question
    waits. `stop_first`: a round of before is open, and nobody starts one beside it.
    """

    schools: int
    pupils: int
    stop_first: bool


@dataclass(frozen=True)
class _Place:
    school: School
    rounds: tuple[Round, ...]

    @property
    def newest(self) -> date | None:
        return max((one.started_on for one in self.rounds), default=None)

    def has_open(self, *, whole: bool) -> bool:
        """Whether a round of the whole board, or of this school alone, was never stopped."""
        return any(one.is_open and (one.school_id is None) is whole for one in self.rounds)


def round_due(user: Person, today: date) -> RoundDue | None:
    """None when there is nothing to start here; no query outside the season, constant in it."""
    scopes = scopes_of(user, today, Duty.HOLD_ROUNDS) if is_start_of_year(today) else []
    if not scopes:
        return None
    is_wide = any(one.school is None for one in scopes)
    there = within(scopes, board="school__board", school="school")
    found = [one for one in _places(there, today) if round_is_due(one.newest, today=today)]
    if not is_wide:  # a round of the whole board is not theirs to stop, and leaves no place
        found = [one for one in found if not one.has_open(whole=True)]
    asked = asked_at({one.school.board_id for one in found}, today) if found else None
    if asked is None:
        return None
    found = [one for one in found if asked.at(one.school.board_id, one.school.pk)]
    stop_first = any(one.has_open(whole=is_wide) for one in found)
    if is_wide:
        return RoundDue(len(found), 0, stop_first) if found else None
    pupils = waiting_at([one.school for one in found], asked, today)
    return RoundDue(0, pupils, stop_first) if pupils else None


def _places(there: Q, today: date) -> list[_Place]:
    """The schools of these enrolments, with the rounds that may matter; two queries."""
    here = Enrolment.objects.filter(there, holds(today)).order_by().values("school")
    found = list(School.objects.filter(pk__in=here))
    rows = list(Round.objects.filter(_recent(today), board__in={one.board_id for one in found}))
    return [_Place(one, _at(one, rows)) for one in found]


def _recent(today: date) -> Q:
    return Q(started_on__year=today.year) | Q(stopped_on=None)


def _at(school: School, rows: Collection[Round]) -> tuple[Round, ...]:
    there = (one for one in rows if one.board_id == school.board_id)
    return tuple(one for one in there if one.school_id in (None, school.pk))
