"""Dates as people write them in a table, refused when the weekday is wrong."""

from datetime import date

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def day(text: str) -> date:
    """The date of `"tue 2026-03-03"`; ValueError when that was no Tuesday."""
    name, iso = text.split()
    found = date.fromisoformat(iso)
    if WEEKDAYS[found.weekday()] != name:
        raise ValueError(f"{iso} is a {WEEKDAYS[found.weekday()]}, not a {name}")
    return found
