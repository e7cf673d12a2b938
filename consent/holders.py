"""Wie spreekt: what each guardian of a pupil is today, and so as what he speaks (law.md §3, §4)."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import NamedTuple
from uuid import UUID

from consent.rules import Capacity, Held
from portal.people.access import Tie, mandates_of, represented_since
from portal.people.models import Guardianship, Pupil
from portal.people.rules import Authority, MandateScope, Right, has_turned, may_mandate, turns
from portal.prepared import Prepared, hand_out, is_handed_out


class Tied(NamedTuple):
    """A `Guardianship` as far as consent needs it."""

    guardian_id: UUID
    since: date
    until: date | None
    restriction_since: date | None
    restriction_until: date | None
    authority: str


Link = Guardianship | Tied

# Behind the page of choices; see portal/prepared.py.
GUARDIANSHIPS_ABOUT = Prepared(lambda pupils: Guardianship.objects.filter(pupil__in=pupils))


def fill_guardianships(pupils: Collection[Pupil]) -> None:
    """Fetches what ties guardians to these pupils, all at once."""
    bare = [one for one in pupils if not is_handed_out(one, "guardianships")]
    if bare:
        rows = GUARDIANSHIPS_ABOUT([pupil.pk for pupil in bare])
        hand_out(rows, to=bare, via="pupil", as_="guardianships")


def capacity_of(tie: Tie) -> Capacity:
    """As what this person speaks for the pupil today."""
    if tie.guardian_id is None:
        return Capacity.PUPIL
    if has_turned(tie.subject, 16, tie.today) and tie.may(Right.CONSENT):
        return Capacity.MANDATE
    fill_guardianships([tie.pupil])
    held = held_by_guardians(tie.pupil, tie.today).get(tie.guardian_id)
    return held.capacity if held else Capacity.UNKNOWN


def held_by_guardians(pupil: Pupil, today: date) -> dict[UUID, Held]:
    """What each guardian is today. A link that ended without a denial is left out."""
    found = held_by_ties(pupil.guardianships.all(), today)
    for key, (since, represents) in _mandated_since(pupil, today).items():
        if key in found:
            found[key] = replace(found[key], mandated_since=since, represents=represents)
    return found


def held_by_ties(rows: Iterable[Link], today: date) -> dict[UUID, Held]:
    """The same from the ties alone: without what a pupil of 16 gave, or others decided for one."""
    by_guardian: dict[UUID, list[Link]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row.since):
        if row.since <= today:
            by_guardian[row.guardian_id].append(row)
    found = {key: _held(mine, today) for key, mine in by_guardian.items()}
    return {key: held for key, held in found.items() if held is not None}


def _held(rows: list[Link], today: date) -> Held | None:
    last = rows[-1]
    if last.authority == Authority.NO:
        return Held(Capacity.DENIED)
    if last.until is not None and last.until <= today:
        return None
    if last.authority == Authority.UNKNOWN or _is_restricted(last, today):
        return Held(Capacity.UNKNOWN)
    since = _unbroken_since(rows, today)
    return Held(Capacity.AUTHORITY, since, before=_nothing_before(rows, since))


def _unbroken_since(rows: list[Link], today: date) -> date:
    """Since when authority is held without a day between; an order that ended is a break too."""
    start = rows[-1].since
    for row in reversed(rows[:-1]):
        if row.authority != Authority.YES or row.until != start:
            break
        start = row.since
    ends = (row.restriction_until for row in rows)
    return max([start, *(end for end in ends if end is not None and end <= today)])


def _nothing_before(rows: list[Link], since: date) -> date | None:
    """The first day recorded, when until this authority it was only not known yet: no denial, no
    authority that was lost, no day without a link, no order that ended."""
    day, ahead = rows[0].since, [row for row in rows if row.since < since]
    for row in ahead:
        if row.authority != Authority.UNKNOWN or row.restriction_since or row.since != day:
            return None
        if row.until is None:
            return None
        day = row.until
    return rows[0].since if day == since else None


def _is_restricted(row: Link, today: date) -> bool:
    if row.restriction_since is None or today < row.restriction_since:
        return False
    return row.restriction_until is None or today < row.restriction_until


def _mandated_since(pupil: Pupil, today: date) -> dict[UUID, tuple[date, bool]]:
    """Guardian → since when a mandate or a representation lets act; and whether also past 18.

    Both begin at 16; for most pupils there is nothing to find out.
    """
    if pupil.born_on is None or today < turns(pupil.born_on, 16):
        return {}
    found = {
        row.guardian_id: (row.since, False)
        for row in mandates_of(pupil, today)
        if row.scope == MandateScope.ACT and row.is_on(today) and may_mandate(pupil.born_on, today)
    }
    for row in pupil.guardianships.all():
        counts = row.is_on(today) and not _is_restricted(row, today)
        since = represented_since(pupil, row, today) if counts else None
        if since is not None:
            mandated, _adult = found.get(row.guardian_id, (since, True))
            found[row.guardian_id] = (min(since, mandated), True)
    return found
