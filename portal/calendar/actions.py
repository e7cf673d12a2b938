"""Feestdagen: ask for them, and fill the table of this installation once a year."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db import transaction
from holidays import OPTIONAL, PUBLIC, SCHOOL, country_holidays

from portal.calendar import rules
from portal.calendar.models import REGIONS, Holiday, SchoolHoliday
from portal.prepared import Prepared

# With every date that is computed; see portal/prepared.py.
DAYS_OF: Prepared[date] = Prepared(
    lambda scope: Holiday.objects.for_scope(scope).order_by().values_list("day", flat=True)
)
SOURCE = "Algemene termijnenwet, artikel 3"


def holiday_dates(first: date, last: date, scope: UUID | None = None) -> frozenset[date]:
    """The holidays from `first` to `last`, both included; with a board's id its own days too."""
    days = DAYS_OF(scope) if scope else Holiday.objects.of_everybody().values_list("day", flat=True)
    return frozenset(day for day in days if first <= day <= last)


def missing_years(first: date, last: date) -> list[int]:
    """Years without any holiday: a date computed there may be too early. Show it, always."""
    known = Holiday.objects.of_everybody().filter(day__year__range=(first.year, last.year))
    filled = {day.year for day in known.dates("day", "year")}
    return [year for year in range(first.year, last.year + 1) if year not in filled]


def school_holiday(region: str, day: date) -> SchoolHoliday | None:
    """The holiday of that region ("noord", "midden", "zuid") that the day falls in."""
    return SchoolHoliday.objects.on(day).filter(region=region).first()


def school_breaks(region: str, first: date, last: date) -> list[tuple[date, date]]:
    """First and last days of the school holidays of a region that touch this stretch of days."""
    rows = SchoolHoliday.objects.filter(region=region, first_on__lte=last, last_on__gte=first)
    return list(rows.values_list("first_on", "last_on"))


def missing_school_years(region: str, first: date, last: date) -> list[int]:
    """Years in which no school holiday of the region begins: nobody filled them in yet."""
    rows = SchoolHoliday.objects.filter(region=region)
    filled = {day.year for day in rows.dates("first_on", "year")}
    return [year for year in range(first.year, last.year + 1) if year not in filled]


@transaction.atomic
def fill(years: Collection[int]) -> int:
    """Add the days of those years from the library `holidays`; returns how many rows were added.

    A year that has days already is left alone, so that what people changed or removed stands.
    Decree days are never added: they must not make anybody late (law.md section 1).
    """
    return sum(_fill_holidays(year) + _fill_school_holidays(year) for year in sorted(set(years)))


def _fill_holidays(year: int) -> int:
    if Holiday.objects.of_everybody().filter(day__year=year).exists():
        return 0
    listed = country_holidays(
        "NL", years=year, categories=(PUBLIC, OPTIONAL), language="nl", expand=False
    )
    rows = [
        Holiday(day=day, name=name, source=SOURCE)
        for day, name in sorted(listed.items())
        if rules.named_in_law(name)
    ]
    return len(Holiday.objects.bulk_create(rows))


def _fill_school_holidays(year: int) -> int:
    filled = SchoolHoliday.objects.filter(first_on__year=year)
    return sum(
        _fill_region(region, year)
        for region, _name in REGIONS
        if not filled.filter(region=region).exists()
    )


def _fill_region(region: str, year: int) -> int:
    """The years around it too: the Christmas holiday does not end with the year."""
    around = range(year - 1, year + 2)
    days = country_holidays(
        "NL",
        years=around,
        categories=(SCHOOL,),
        subdiv=region.title(),
        language="nl",
        expand=False,
    )
    rows = [
        SchoolHoliday(
            region=region, name=found.name, first_on=found.first_on, last_on=found.last_on
        )
        for found in rules.breaks(days.items())
        if found.first_on.year == year
    ]
    return len(SchoolHoliday.objects.bulk_create(rows))
