"""Huishouden: whether accounts and pupils are family of each other (law.md §3)."""

from django.db.models import Q, QuerySet

from portal.people.models.guardians import Guardian
from portal.people.models.pupils import Pupil
from portal.people.models.users import User


def pupils_at_home(user: User) -> QuerySet[Pupil]:
    """The pupils of one's own household, oneself too, whatever the dates of the ties."""
    mine = Q(user=user) | Q(guardianships__guardian__user=user)
    return Pupil.objects.filter(mine).distinct()


def is_household(one: User, other: User) -> bool:
    """Guardians of one child, or a child and a guardian, whatever the dates of their ties."""
    children = pupils_at_home(one).order_by().values("pk")
    return (
        Pupil.objects.filter(pk__in=children, user=other).exists()
        or Guardian.objects.filter(user=other, guardianships__pupil__in=children).exists()
    )
