"""Huishouden: whether accounts and pupils are family of each other (law.md §3)."""

from uuid import UUID

from django.db.models import QuerySet

from portal.people.models.guardians import Guardian, Guardianship
from portal.people.models.pupils import Pupil
from portal.people.models.users import User


def pupils_at_home(user: User | UUID) -> QuerySet[Pupil]:
    """The pupils of one's own household, oneself too, whatever the dates of the ties.

    A union, since a condition across tables would read every pupil of the installation.
    """
    oneself = Pupil.objects.filter(user=user).order_by().values("pk")
    children = Guardianship.objects.filter(guardian__user=user).order_by().values("pupil")
    return Pupil.objects.filter(pk__in=oneself.union(children))


def is_household(one: User, other: User) -> bool:
    """Guardians of one child, or a child and a guardian, whatever the dates of their ties."""
    children = pupils_at_home(one).order_by().values("pk")
    return (
        Pupil.objects.filter(pk__in=children, user=other).exists()
        or Guardian.objects.filter(user=other, guardianships__pupil__in=children).exists()
    )
