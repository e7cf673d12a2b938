"""Feestdagen: which days of the year end no term. Algemene termijnenwet art. 3."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

NO_SUCH_DAY = {"Eerste paasdag", "Eerste pinksterdag"}  # Sundays: the law does not name them


@dataclass(frozen=True)
class Break:
    """A school holiday; both days belong to it."""

    name: str
    first_on: date
    last_on: date


def named_in_law(name: str) -> bool:
    """Whether art. 3 names this day; two holidays on one day are joined by a semicolon."""
    return not set(name.split("; ")) <= NO_SUCH_DAY


def breaks(days: Iterable[tuple[date, str]]) -> Iterator[Break]:
    """Days with the same name that follow each other are one holiday."""
    current: Break | None = None
    for day, name in sorted(days):
        if current and name == current.name and day == current.last_on + timedelta(days=1):
            current = Break(name, current.first_on, day)
            continue
        if current:
            yield current
        current = Break(name, day, day)
    if current:
        yield current
