"""Huishouden: whether two accounts are family of each other (law.md §3)."""

from django.db.models import Q

from portal.people.models.guardians import Guardian
from portal.people.models.pupils import Pupil
from portal.people.models.users import User


def is_household(one: User, other: User) -> bool:
    """Guardians of one child, or a child and a guardian, whatever the dates of their ties."""
    mine = Q(user=one) | Q(guardianships__guardian__user=one)
    children = Pupil.objects.filter(mine).order_by().values("pk")
    return (
        Pupil.objects.filter(pk__in=children, user=other).exists()
        or Guardian.objects.filter(user=other, guardianships__pupil__in=children).exists()
    )
