"""Feestdagen en schoolvakanties: the days of law.md, filled once, never overwritten."""

from datetime import date, timedelta
from io import StringIO
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from portal.calendar.actions import fill, holiday_dates, missing_years, school_holiday
from portal.calendar.models import Holiday, SchoolHoliday
from portal.calendar.rules import Break, breaks, named_in_law

pytestmark = pytest.mark.django_db

JAN, DEC = (1, 1), (12, 31)


def days_of(year: int, **named: Any) -> set[str]:
    days = holiday_dates(date(year, *JAN), date(year, *DEC), **named)
    return {day.strftime("%m-%d") for day in days}


@pytest.mark.parametrize(
    "year, days",
    [
        (2024, "01-01 03-29 04-01 04-27 05-05 05-09 05-20 12-25 12-26"),
        (2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26"),
        (2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26"),
        (2027, "01-01 03-26 03-29 04-27 05-05 05-06 05-17 12-25 12-26"),
        (2016, "01-01 03-25 03-28 04-27 05-05 05-16 12-25 12-26"),
    ],
)
def test_a_year_has_the_days_of_the_law_and_no_other(year: int, days: str) -> None:
    fill([year])
    assert days_of(year) == set(days.split())


def test_liberation_day_counts_every_year() -> None:
    fill(range(2024, 2033))
    days = holiday_dates(date(2024, *JAN), date(2032, *DEC))
    assert all(date(year, 5, 5) in days for year in range(2024, 2033))


def test_kings_day_is_never_a_sunday() -> None:
    fill(range(2024, 2050))
    days = Holiday.objects.filter(name="Koningsdag").values_list("day", flat=True)
    assert all(day.isoweekday() != 7 for day in days)
    assert date(2031, 4, 26) in days


def test_no_day_set_by_decree_is_seeded() -> None:
    fill(range(2026, 2029))
    decreed = {date(2026, 1, 2), date(2026, 5, 15), date(2027, 5, 7), date(2028, 4, 28)}
    assert not decreed & holiday_dates(date(2026, *JAN), date(2028, *DEC))


def test_a_day_that_a_board_added_counts_for_that_board_only() -> None:
    fill([2026])
    board, day = uuid4(), date(2026, 5, 15)
    Holiday.objects.create(
        day=day, name="Gelijkgestelde dag", source="Besluit", scope=board, certain=False
    )
    assert day in holiday_dates(day, day, board)
    assert day not in holiday_dates(day, day)
    assert day not in holiday_dates(day, day, uuid4())


def test_both_ends_of_the_question_count() -> None:
    fill([2026])
    first, last = date(2026, 12, 25), date(2026, 12, 26)
    assert holiday_dates(first, last) == {first, last}


def test_filling_again_adds_nothing() -> None:
    assert fill([2026]) > 0
    assert fill([2026, 2026]) == 0


def test_what_people_changed_or_removed_stands() -> None:
    fill([2026])
    Holiday.objects.filter(day=date(2026, 4, 27)).update(day=date(2026, 4, 28), name="Verzet")
    Holiday.objects.filter(day=date(2026, 1, 1)).delete()
    SchoolHoliday.objects.filter(region="noord", name="Meivakantie").update(name="Lenteweken")
    fill([2026])
    assert {"04-28"} == days_of(2026) & {"04-27", "04-28", "01-01"}
    assert SchoolHoliday.objects.filter(name="Lenteweken").count() == 1


def test_a_year_without_holidays_is_named() -> None:
    fill([2026])
    board = uuid4()
    Holiday.objects.create(day=date(2027, 5, 7), name="x", source="Besluit", scope=board)
    assert missing_years(date(2025, 12, 31), date(2028, 1, 1)) == [2025, 2027, 2028]
    assert missing_years(date(2026, 1, 1), date(2026, 12, 31)) == []


def test_a_day_stands_in_the_table_once() -> None:
    fill([2026])
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(day=date(2026, 5, 5), name="Nog eens", source="x")


def test_a_day_names_its_source() -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Holiday.objects.create(day=date(2026, 5, 15), name="x", source="")


def test_the_summer_of_a_region_is_a_warning() -> None:
    fill([2026])
    summer = school_holiday("noord", date(2026, 7, 10))
    assert summer
    assert (summer.name, summer.first_on) == ("Zomervakantie", date(2026, 7, 4))
    assert school_holiday("noord", date(2026, 7, 3)) is None
    assert school_holiday("zuid", date(2026, 7, 10)) is None
    assert school_holiday("midden", summer.last_on + timedelta(days=300)) is None


def test_the_christmas_holiday_does_not_end_with_the_year() -> None:
    fill([2026])
    christmas = school_holiday("zuid", date(2026, 12, 31))
    assert christmas
    assert christmas == school_holiday("zuid", date(2027, 1, 2))
    fill([2027])
    assert SchoolHoliday.objects.filter(region="zuid", name="Kerstvakantie").count() == 2


@pytest.mark.parametrize(
    "name, counts",
    [
        ("Koningsdag", True),
        ("Eerste paasdag", False),
        ("Eerste pinksterdag", False),
        ("Bevrijdingsdag; Hemelvaartsdag", True),
        ("Eerste pinksterdag; Bevrijdingsdag", True),
    ],
)
def test_the_law_does_not_name_sundays(name: str, counts: bool) -> None:
    assert named_in_law(name) is counts


def test_days_in_a_row_are_one_holiday() -> None:
    first = date(2026, 2, 28)
    days = [(first + timedelta(days=step), "Week") for step in (0, 1, 3)]
    assert list(breaks([*days, (first + timedelta(days=2), "Feest")])) == [
        Break("Week", first, first + timedelta(days=1)),
        Break("Feest", first + timedelta(days=2), first + timedelta(days=2)),
        Break("Week", first + timedelta(days=3), first + timedelta(days=3)),
    ]


def test_the_command_fills_the_years_that_are_asked() -> None:
    out = StringIO()
    call_command("fill_calendar", "--years", "2026-2028", stdout=out)
    assert missing_years(date(2025, *JAN), date(2029, *DEC)) == [2025, 2029]
    assert "2026 tot en met 2028" in out.getvalue()


def test_the_command_fills_the_years_around_now() -> None:
    call_command("fill_calendar", stdout=StringIO())
    assert Holiday.objects.dates("day", "year").count() == 6


@pytest.mark.parametrize("years", ["", "x", "2028-2026", "1-9999", "2026-x"])
def test_years_that_are_none_are_refused(years: str) -> None:
    with pytest.raises(CommandError):
        call_command("fill_calendar", f"--years={years}", stdout=StringIO())
