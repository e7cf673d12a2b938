"""Signalen over pauzes: what officer and FG must know, from one queryset (law.md §2)."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.utils.functional import Promise

from portal.calendar.actions import holiday_dates
from portal.people.access import Person, scopes_of, within
from portal.people.models import User
from portal.people.rules import Duty
from requests_app.household import outside_household
from requests_app.models import Case, DataRequest, with_dates
from requests_app.models.requests import DataRequestQuerySet
from requests_app.models.words import ALARMS
from requests_app.rules import Alarm, alarms

LOOKS_BACK = timedelta(days=365)  # of what was answered


@dataclass(frozen=True)
class Alarmed:
    """One case and what is odd about its pauses."""

    case: Case
    codes: frozenset[Alarm]

    @property
    def words(self) -> list[Promise]:
        """In the order of the rules."""
        return [ALARMS[one] for one in Alarm if one in self.codes]


def with_pauses(user: Person, today: date) -> DataRequestQuerySet:
    """The requests in reach that were paused, open or received this last year; 403 if no role."""
    scopes = scopes_of(user, today, Duty.SEE_DEADLINES)
    if not isinstance(user, User) or not scopes:
        raise PermissionDenied
    rows = DataRequest.objects.filter(within(scopes), received_on__gte=today - LOOKS_BACK)
    stands = {"suspensions__isnull": False, "suspensions__taken_back_on": None}
    rows = rows.filter(**stands, withdrawn_on=None).distinct()
    return outside_household(rows, user).with_facts()


def pause_alarms(user: Person, today: date) -> list[Alarmed]:
    """Newest first; only what rings."""
    cases = with_dates(with_pauses(user, today), today)
    days = {board: _free_days(board, today) for board in {one.request.board_id for one in cases}}
    found = [Alarmed(case, _codes(case, days[case.request.board_id])) for case in cases]
    return [one for one in found if one.codes]


def _codes(case: Case, holidays: frozenset[date]) -> frozenset[Alarm]:
    day = case.request.decision.answered_on if case.is_answered else case.today
    return alarms(case.request.facts(), case.limits, day=day, holidays=holidays)


def _free_days(board: UUID, today: date) -> frozenset[date]:
    return holiday_dates(today - 2 * LOOKS_BACK, today, scope=board)
