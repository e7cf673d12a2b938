"""Ronde: whom one pile of letters would reach, and who gets none and why, before it is made."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from portal.people.access import Person, household_of
from portal.people.models import Enrolment, Guardian, Pupil, School, holds
from portal.people.rules import PRIMARY_SECTORS, turns
from portal.signin import invited
from portal.signin.invited import Place
from portal.signin.models import Invitation

Keys = set[UUID]


@dataclass(frozen=True)
class Round:
    """Everybody of a school or group, or only its pupils of 16 and older.

    `letters` get one; the others do not, each for one reason.
    """

    place: Place
    grown_only: bool
    guardians: QuerySet[Guardian]
    pupils: QuerySet[Pupil]
    letters: int
    accounts: int  # have an account
    waiting: int  # have a letter that still works
    at_home: int  # belong to the household of who asks
    ageless: int  # pupils whose birth date nobody knows

    @property
    def without(self) -> int:
        """How many people get no letter."""
        return self.accounts + self.waiting + self.at_home + self.ageless


@dataclass(frozen=True)
class Grown:
    """How many pupils of 16 and older of a school have neither account nor letter."""

    school: School
    waiting: int

    @property
    def key(self) -> str:
        """For a link."""
        return str(self.school.pk)


def round_at(
    user: Person, place: Place, now: datetime, today: date, *, grown_only: bool = False
) -> Round:
    """What a pile for this place would be now; nothing is made."""
    guardians, pupils = _people(user, place, today, grown_only)
    mine = _keys(guardians) | _keys(pupils)
    everybody = [_keys(rows) for rows in _people(None, place, today, grown_only)]
    accounts = _keys(guardians.exclude(user=None)) | _keys(pupils.exclude(user=None))
    waiting = (mine & _with_open_letter(place, now)) - accounts
    return Round(
        place,
        grown_only,
        guardians,
        pupils,
        letters=len(mine - accounts - waiting),
        accounts=len(accounts),
        waiting=len(waiting),
        at_home=len(set().union(*everybody) - mine),
        ageless=_ageless(place, today),
    )


def _people(
    user: Person | None, place: Place, today: date, grown_only: bool
) -> tuple[QuerySet[Guardian], QuerySet[Pupil]]:
    guardians, pupils = invited.strangers(user, place, today)
    return guardians.none() if grown_only else guardians, pupils


def open_letters(found: Round) -> QuerySet[Invitation]:
    """The letters there that are neither used nor revoked."""
    return Invitation.objects.waiting().filter(
        Q(guardian__in=found.guardians.order_by().values("pk"))
        | Q(pupil__in=found.pupils.order_by().values("pk"))
    )


def grown(user: Person, now: datetime, today: date) -> list[Grown]:
    """The schools in reach where pupils of 16 and older wait for a letter; two queries."""
    reach = invited.schools(invited.scopes(user, today))
    rows = (
        Enrolment.objects.filter(holds(today), school__in=School.objects.filter(reach).values("pk"))
        .filter(pupil__user=None, pupil__born_on__lte=turns(today, -16))
        .exclude(pupil__in=household_of(user).order_by().values("pk"))
        .exclude(Exists(Invitation.objects.still_open(now).filter(pupil=OuterRef("pupil"))))
    )
    counted = rows.order_by().values("school").annotate(waiting=Count("pupil", distinct=True))
    waiting = {row["school"]: row["waiting"] for row in counted}
    schools = School.objects.filter(pk__in=waiting).order_by("board__name", "name")
    return [Grown(school, waiting[school.pk]) for school in schools]


def _ageless(place: Place, today: date) -> int:
    """Pupils without birth date, where one may be 16."""
    if place.school.sector in _values(PRIMARY_SECTORS):
        return 0
    there = invited.pupils_at(place, today)
    return Pupil.objects.filter(pk__in=there, born_on=None, user=None).count()


def _values(sectors: Collection[str]) -> set[str]:
    return {str(one) for one in sectors}


def _with_open_letter(place: Place, now: datetime) -> Keys:
    rows = Invitation.objects.still_open(now).filter(board=place.school.board)
    return {pk for row in rows.values_list("guardian", "pupil") for pk in row}


def _keys(rows: "QuerySet[Guardian] | QuerySet[Pupil]") -> Keys:
    return set(rows.order_by().values_list("pk", flat=True))
