"""Reglement en privacyverklaring: when a version may be published (law.md §8; WMS art. 10)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class DocumentKind(StrEnum):
    """The two documents of a board."""

    REGLEMENT = "reglement"
    STATEMENT = "privacyverklaring"


class PublishRefusal(StrEnum):
    """Why a version may not be published like this."""

    EMPTY = "empty"
    NO_DATE = "no_date"
    IN_THE_PAST = "in_the_past"
    BEFORE_COUNCIL = "before_council"
    COUNCIL_AHEAD = "council_ahead"
    NOT_AFTER_LAST = "not_after_last"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True)
class Version:
    """What the rule weighs of a new version; `council_on` is the consent of the MR."""

    text: str
    in_force_on: date | None
    council_on: date | None


def why_not_publish(
    new: Version, *, last: Version | None, reglement_on: date | None, today: date
) -> PublishRefusal | None:
    """The first thing that is wrong; None when the version may be published.

    History stands: a version never starts in the past, since cases remember what was in force on
    their receipt. `reglement_on`: the first day of the newest rules that the portal counts with.
    """
    if not new.text.strip():
        return PublishRefusal.EMPTY
    if new.in_force_on is None:
        return PublishRefusal.NO_DATE
    if new.in_force_on < today:
        return PublishRefusal.IN_THE_PAST
    if new.council_on is not None and new.council_on > today:
        return PublishRefusal.COUNCIL_AHEAD
    if new.council_on is not None and new.in_force_on < new.council_on:
        return PublishRefusal.BEFORE_COUNCIL
    starts = [day for day in (last.in_force_on if last else None, reglement_on) if day]
    if starts and new.in_force_on <= max(starts):
        return PublishRefusal.NOT_AFTER_LAST
    if last is not None and last.text.strip() == new.text.strip():
        return PublishRefusal.UNCHANGED
    return None


def lacks_council(kind: DocumentKind, council_on: date | None) -> bool:
    """The medezeggenschapsraad has a right of consent on the rules: without its date, a warning."""
    return kind is DocumentKind.REGLEMENT and council_on is None
