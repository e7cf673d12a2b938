"""Vernietigen: what of a former pupil must go when (law.md §7; seed 001 art. 11).

The terms are data with their source. The portal only lists: a school record is destroyed by
people, in the school's own systems, and two of them say so.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from portal.register.rules.retention import CountsFrom, Keeping, ends


class RecordKind(StrEnum):
    """A kind of school record of a pupil."""

    FILE = "file"
    REFERRAL = "referral"
    ATTENDANCE = "attendance"
    FORMS = "forms"


class DueState(StrEnum):
    """How the last day of keeping lies to a day."""

    LATER = "later"
    DUE = "due"  # within the coming month
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class RecordTerm:
    """How long a kind of record is kept after leaving.

    A term that counts with the pupil's file follows the board's own number of years.
    """

    kind: RecordKind
    keeping: Keeping
    source: str
    only_after_referral: bool = False


@dataclass(frozen=True, slots=True)
class Leaver:
    """What the terms depend on: `left_on` is the first day outside the school."""

    left_on: date
    referred: bool
    file_years: int = 2


@dataclass(frozen=True, slots=True)
class DueRecord:
    """One kind of record of one pupil, and the day from which it may not be there any more."""

    kind: RecordKind
    destroy_from: date
    source: str


# What holds while a board has not adopted its own terms.
TERMS: tuple[RecordTerm, ...] = (
    RecordTerm(
        RecordKind.FILE,
        Keeping(CountsFrom.FILE, 2),
        "AVG art. 5 lid 1 onder e; reglement art. 11.1",
    ),
    RecordTerm(
        RecordKind.REFERRAL,
        Keeping(CountsFrom.LEFT, 3),
        "Reglement art. 11.2",
        only_after_referral=True,
    ),
    RecordTerm(
        RecordKind.ATTENDANCE,
        Keeping(CountsFrom.LEFT, 5),
        "Besluit bekostiging: 5 jaar na uitschrijving (?)",
    ),
    RecordTerm(RecordKind.FORMS, Keeping(CountsFrom.LEFT, 5), "Reglement art. 11.1 en 11.2"),
)
AHEAD_DAYS = 30


def due_records(leaver: Leaver, terms: Collection[RecordTerm] = TERMS) -> Iterator[DueRecord]:
    """Every kind that exists of this pupil, with its first day without.

    After a referral to special education the file is kept 3 years at least (law.md §7).
    """
    for term in terms:
        if term.only_after_referral and not leaver.referred:
            continue
        keeping = term.keeping
        if keeping.counts_from is CountsFrom.FILE:
            years = max(leaver.file_years, 3) if leaver.referred else leaver.file_years
            keeping = replace(keeping, years=years)
        yield DueRecord(term.kind, ends(leaver.left_on, keeping), term.source)


def due_state(record: DueRecord, today: date) -> DueState:
    """Overdue from the first day on which it may not be there; due in the month before."""
    days = (record.destroy_from - today).days
    if days <= 0:
        return DueState.OVERDUE
    return DueState.DUE if days <= AHEAD_DAYS else DueState.LATER


def may_confirm(*, proposer: object, confirmer: object, household: Collection[object]) -> bool:
    """A second person, and nobody about their own family (law.md §3)."""
    return confirmer != proposer and not household
