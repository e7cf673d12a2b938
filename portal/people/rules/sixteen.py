"""Zestien: the rights move by themselves; six weeks before, people are told (law.md §3 and §4)."""

from datetime import date, timedelta

from portal.people.rules.ages import turns
from portal.people.rules.authority import Link, Subject, is_restricted
from portal.people.rules.words import Authority

AHEAD = timedelta(days=42)
NOTICE_YEARS = 2  # that somebody was told is kept as long as who looked (law.md §7)


def is_ahead(born_on: date | None, today: date) -> bool:
    """Whether the 16th birthday lies at most six weeks ahead; the birthday itself is past."""
    if born_on is None:
        return False
    birthday = turns(born_on, 16)
    return birthday - AHEAD <= today < birthday


def is_told_ahead(link: Link, subject: Subject, today: date) -> bool:
    """A guardian with authority is told, unless a court order keeps even information away."""
    if not is_ahead(subject.born_on, today) or not link.term.holds(today) or link.provisional:
        return False
    if subject.kept_until is not None and subject.kept_until <= today:
        return False
    order = link.restriction
    if is_restricted(link, today) and order is not None and not order.may_be_informed:
        return False
    return link.authority is Authority.YES
