"""Account: how long it stays after the last tie with a school ended (law.md §7)."""

from collections.abc import Collection
from datetime import date

ACCOUNT_MONTHS = 6


def may_forget_account(
    made_on: date, ends: Collection[date | None], *, open_cases: bool, today: date
) -> bool:
    """Six months after the last tie ended; `ends` holds None for a tie that still holds.

    An account without any tie counts from the day it was made. Never while a case is open.
    """
    days = [day for day in ends if day is not None]
    if open_cases or len(days) != len(ends):
        return False
    return months_after(max([made_on, *days]), ACCOUNT_MONTHS) <= today


def months_after(day: date, months: int) -> date:
    """The same day some months later; where a month is too short the first day after it."""
    years, month = divmod(day.month - 1 + months, 12)
    try:
        return date(day.year + years, month + 1, day.day)
    except ValueError:
        return date(day.year + years + (month == 11), (month + 1) % 12 + 1, 1)
