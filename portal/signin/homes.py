"""Adressen: how each letter travels, from where the guardians of the same children live."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from portal.people.models import Guardian, Guardianship, holds
from portal.people.rules import GuardianKind
from portal.signin.rules import Delivery, Home, delivery_of


def deliveries(guardians: Collection[Guardian], today: date) -> dict[UUID, Delivery]:
    """The delivery of each guardian's letter, in two queries."""
    ids = [one.pk for one in guardians]
    own = list(Guardianship.objects.filter(holds(today), guardian__in=ids))
    pupils = {row.pupil_id for row in own}
    beside: dict[UUID, list[Guardian]] = defaultdict(list)
    around = Guardianship.objects.filter(holds(today), pupil__in=pupils)
    for row in around.select_related("guardian"):
        beside[row.pupil_id].append(row.guardian)
    children: dict[UUID, list[Guardianship]] = defaultdict(list)
    for row in own:
        children[row.guardian_id].append(row)
    return {one.pk: _delivery(one, children[one.pk], beside, today) for one in guardians}


def _delivery(
    guardian: Guardian,
    ties: list[Guardianship],
    beside: dict[UUID, list[Guardian]],
    today: date,
) -> Delivery:
    others = [one for tie in ties for one in beside[tie.pupil_id] if one.pk != guardian.pk]
    is_person = guardian.kind == GuardianKind.PERSON
    free = all(tie.restriction_since is None for tie in ties)
    return delivery_of(
        home_of(guardian),
        [home_of(one) for one in others],
        may_go_along=bool(ties) and is_person and free,
    )


def home_of(guardian: Guardian) -> Home:
    """Where this guardian lives, for the rule."""
    return Home(guardian.street, guardian.postcode, guardian.town, guardian.address_secret)
