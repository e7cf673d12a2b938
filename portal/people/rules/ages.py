"""Leeftijd en termijn: birthdays, and stretches of days (law.md §3 and §7)."""

from dataclasses import dataclass
from datetime import date

from portal.people.rules.words import LeavingReason


@dataclass(frozen=True)
class Term:
    """A half-open stretch of days: `until` is the first day that no longer counts."""

    since: date
    until: date | None = None

    def holds(self, day: date) -> bool:
        """Whether the day lies inside."""
        return self.since <= day and (self.until is None or day < self.until)


def turns(born_on: date, years: int) -> date:
    """The day on which somebody reaches an age; born on 29 February: 1 March (law.md §3)."""
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)


def age(born_on: date, today: date) -> int:
    """Whole years on a date."""
    years = today.year - born_on.year
    return years if turns(born_on, years) <= today else years - 1


def kept_until(left_on: date, reason: LeavingReason, *, file_years: int = 2) -> date:
    """The first day without a file: 2 years after leaving, 3 after a referral (law.md §7)."""
    return turns(left_on, _years(reason, file_years))


def gone_if_left_by(today: date, reason: LeavingReason, *, file_years: int = 2) -> date:
    """The last day of leaving after which no file is kept any more: `kept_until` for a query."""
    year = today.year - _years(reason, file_years)
    try:
        return today.replace(year=year)
    except ValueError:
        return date(year, 2, 28)


def _years(reason: LeavingReason, file_years: int) -> int:
    return max(file_years, 3) if reason is LeavingReason.REFERRED else file_years
