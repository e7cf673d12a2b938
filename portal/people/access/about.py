"""Wie spreekt voor een leerling: everybody tied to one pupil, with an account or without."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from portal.people.access.ties import Tie, link_of, mandates_of, representations_of, subject_of
from portal.people.models import Guardianship, Pupil
from portal.people.rules import Link, Term


def tie_about(pupil: Pupil, guardian_id: UUID | None, day: date) -> Tie | None:
    """What ties this guardian (None: the pupil itself) to the pupil, as it was on a day.

    For staff who know by themselves who it is: an account is not asked. A link that did not hold
    that day comes too, and allows nothing; None when there never was one. `enrolments` and
    `guardianships` of the pupil should be prefetched.
    """
    subject = subject_of(pupil)
    if guardian_id is None:
        return Tie(pupil, None, Link(term=Term(date.min), is_self=True), subject, day)
    row = _then(pupil.guardianships.all(), guardian_id, day)
    if row is None:
        return None
    given = [one for one in mandates_of(pupil, day) if one.guardian_id == guardian_id]
    speaks = representations_of(pupil, guardian_id, day)
    return Tie(pupil, guardian_id, link_of(row, given, representations=speaks), subject, day)


def _then(rows: Iterable[Guardianship], guardian_id: UUID, day: date) -> Guardianship | None:
    """The row of that day, else the newest one."""
    mine = sorted(
        (row for row in rows if row.guardian_id == guardian_id), key=lambda row: row.since
    )
    held = [row for row in mine if row.is_on(day)]
    return next(iter(held or reversed(mine)), None)
