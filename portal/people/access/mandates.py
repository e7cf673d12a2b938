"""Machtigingen: the door for a pupil of 16 or older, and for nobody else (law.md §3)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access.representations import stands
from portal.people.access.ties import Person, Tie, ties_of
from portal.people.models import Guardian, Mandate, Representation, holds
from portal.people.rules import Right, may_mandate


@dataclass(frozen=True)
class Mandating:
    """A pupil's own page: who is tied, who may still get a mandate, and what holds."""

    tie: Tie
    may_give: bool
    guardians: list[Guardian]
    candidates: list[Guardian]
    mandates: list[Mandate]
    representations: list[Representation]


def mandating(user: Person, today: date) -> list[Mandating]:
    """Of each own record, one a board; 404 for whoever is no pupil of 16 or older."""
    own = [tie for tie in ties_of(user, today) if _is_own(tie)]
    if not own:
        raise Http404
    return [_mandating(tie) for tie in own]


def get_mandating(user: Person, today: date) -> list[Mandating]:
    """As `mandating`, for giving: 404 too when no record lets one give, as from 18."""
    found = [one for one in mandating(user, today) if one.may_give]
    if not found:
        raise Http404
    return found


def get_mandate(user: Person, pk: UUID, today: date) -> Mandate:
    """A mandate that this pupil gave; for everybody else it does not exist."""
    own = [tie.pupil.pk for tie in ties_of(user, today) if _is_own(tie)]
    rows = Mandate.objects.select_related("pupil", "guardian__user")
    found: Mandate = get_object_or_404(rows, pk=pk, pupil__in=own)
    return found


def _is_own(tie: Tie) -> bool:
    """The pupil's own tie, and not of an account that a letter alone opened short ago."""
    return tie.guardian_id is None and tie.may(Right.VIEW)


def _mandating(tie: Tie) -> Mandating:
    pupil, today = tie.pupil, tie.today
    tied = pupil.guardianships.filter(holds(today)).values("guardian")
    guardians = list(Guardian.objects.filter(pk__in=tied))
    given = list(pupil.mandates.filter(holds(today)).select_related("guardian"))
    taken = {row.guardian_id for row in given}
    decided = pupil.representations.filter(holds(today)).select_related("guardian")
    return Mandating(
        tie=tie,
        may_give=may_mandate(pupil.born_on, today),
        guardians=guardians,
        candidates=[one for one in guardians if one.pk not in taken],
        mandates=given,
        representations=[row for row in decided if stands(row, today)],
    )
