"""Bewaren van een zaak: when it closes, and when its texts and files go (law.md §7)."""

from datetime import date, timedelta

AFTER_ANSWER = timedelta(weeks=6)  # the term to object or petition (UAVG 34, 35(2))

DRAFT_KEPT = timedelta(days=14)  # a request that somebody began to write


def closes_on(ended_on: date) -> date:
    """The first day on which a finished case closes by itself: its remedies are over."""
    return ended_on + AFTER_ANSWER + timedelta(days=1)


def anonymised_from(closed_on: date, *, years: int) -> date:
    """The first day without texts, files and names; 29 February counts on as 1 March."""
    try:
        return closed_on.replace(year=closed_on.year + years)
    except ValueError:
        return date(closed_on.year + years, 3, 1)
