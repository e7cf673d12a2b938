"""Uiterlijk: the holidays that may move the last day of a task (law.md §1: the list is data)."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from consent.models import TakeDown
from portal.calendar.actions import holiday_dates, missing_years

HORIZON = timedelta(days=30)  # five working days lie well inside
UNKNOWN: frozenset[date] = frozenset()


@dataclass(frozen=True)
class Days:
    """The holidays from a day on; `gaps`: years of which nobody filled in the calendar."""

    holidays: frozenset[date] = UNKNOWN
    gaps: tuple[int, ...] = ()


def holidays_after(rows: Collection[TakeDown], board: UUID | None) -> frozenset[date]:
    """Those that count for these tasks, of everybody and of a board; mostly nothing is asked."""
    if not rows:
        return UNKNOWN
    days = [row.opened_on for row in rows]
    return holiday_dates(min(days), max(days) + HORIZON, board)


def days_of(rows: Collection[TakeDown]) -> Days:
    """For staff, who see one board at a time; of several only the days of everybody count."""
    if not rows:
        return Days()
    days = [row.opened_on for row in rows]
    boards = {row.publication.school.board_id for row in rows}
    holidays = holidays_after(rows, boards.pop() if len(boards) == 1 else None)
    return Days(holidays, tuple(missing_years(min(days), max(days) + HORIZON)))
