"""Waar een leerling is: the schools and groups of today, which say what is asked (law.md §4)."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from consent.rules import Reach, Whereabouts
from portal.people.models import Membership, Pupil
from portal.prepared import Prepared, hand_out, is_handed_out

# Behind the page of choices; see portal/prepared.py.
MEMBERSHIPS_OF = Prepared(lambda pupils: Membership.objects.filter(pupil__in=pupils))


def whereabouts_of(
    pupils: Collection[Pupil], reaches: Iterable[Reach], today: date
) -> dict[UUID, Whereabouts]:
    """Where the pupils are today; their groups are asked for only when a question needs them."""
    if any(reach.group for reach in reaches):
        fill_memberships(pupils)
    return {pupil.pk: _whereabouts(pupil, today) for pupil in pupils}


def fill_memberships(pupils: Collection[Pupil]) -> None:
    """Fetches the groups of these pupils, all at once."""
    bare = [one for one in pupils if not is_handed_out(one, "memberships")]
    if bare:
        rows = MEMBERSHIPS_OF([pupil.pk for pupil in bare])
        hand_out(rows, to=bare, via="pupil", as_="memberships")


def _whereabouts(pupil: Pupil, today: date) -> Whereabouts:
    schools = frozenset(row.school_id for row in pupil.enrolments.all() if row.is_on(today))
    groups: frozenset[UUID] = frozenset()
    if is_handed_out(pupil, "memberships"):
        groups = frozenset(row.group_id for row in pupil.memberships.all() if row.is_on(today))
    return Whereabouts(pupil.board_id, pupil.pk, schools, groups)
