"""Vertegenwoordiging: which decisions a member of staff sees, and may take (law.md §3)."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.db.models.functions import Lower
from django.http import Http404
from django.shortcuts import get_object_or_404

from portal.people.access.places import household_of, in_name, scopes_of, searched
from portal.people.access.ties import Person, representation_given, subject_of
from portal.people.models import DatedQuerySet, Enrolment, Guardianship, Representation, holds
from portal.people.rules import (
    SPECIAL_SECTORS,
    Authority,
    Duty,
    RepresentationBasis,
    Scope,
    bases_for,
    represents,
    turns,
)

FOUND = 20  # of a search; more means: type more of the name


def representations_for(user: Person, today: date) -> DatedQuerySet:
    """What is open inside one's roles, the first review on top; 403 without such a role."""
    rows = _reach(user, today).filter(Q(until__isnull=True) | Q(until__gt=today))
    return rows.order_by("review_by", "pk")


def get_representation(
    user: Person, pk: UUID, today: date, *, duty: Duty = Duty.SEE_REPRESENTATION
) -> Representation:
    """404 outside one's roles or in one's own household; 403 for who sees it but lacks the duty."""
    if not scopes_of(user, today, Duty.SEE_REPRESENTATION):
        raise Http404
    found: Representation = get_object_or_404(_reach(user, today), pk=pk)
    if not may_on_representation(user, found, duty, today):
        raise PermissionDenied
    return found


def may_on_representation(user: Person, row: Representation, duty: Duty, today: date) -> bool:
    """Whether some role of today carries this duty for this pupil."""
    scopes = scopes_of(user, today, duty)
    return Representation.objects.filter(_inside(scopes, today), pk=row.pk).exists()


def find_representable(user: Person, words: str, today: date) -> list[Guardianship]:
    """Pupil and guardian by name, of those for whom the law knows a ground; at most 20."""
    wanted = searched(words)
    rows = _may_decide_about(user, today)
    if not wanted:
        return []
    for word in wanted:
        rows = rows.filter(in_name(word, of="pupil__"))
    rows = rows.order_by(Lower("pupil__last_name"), "pupil__first_name", "pk")
    return [row for row in rows[: FOUND * 2] if grounds_for(row, today)][:FOUND]


def get_representable(
    user: Person, pk: int | UUID, today: date
) -> tuple[Guardianship, frozenset[RepresentationBasis]]:
    """A guardianship with its grounds; 403 for whoever may not decide, 404 without a ground."""
    if not scopes_of(user, today, Duty.SEE_REPRESENTATION):
        raise Http404
    row: Guardianship = get_object_or_404(_may_decide_about(user, today), pk=pk)
    grounds = grounds_for(row, today)
    if not grounds:
        raise Http404
    return row, grounds


def grounds_for(row: Guardianship, today: date) -> frozenset[RepresentationBasis]:
    """What the rules say of this pair."""
    return bases_for(
        row.pupil.born_on,
        special=subject_of(row.pupil).special,
        authority=Authority(row.authority),
        today=today,
    )


def links_of(row: Representation, today: date) -> list[Guardianship]:
    """What ties the representative to the pupil today: one row, or none."""
    rows = row.pupil.guardianships.all()
    return [one for one in rows if one.guardian_id == row.guardian_id and one.is_on(today)]


def stands(row: Representation, today: date) -> bool:
    """Whether the rules let it count today: agreed, reviewed, of age, and still tied."""
    return any(
        represents(
            representation_given(row),
            born_on=row.pupil.born_on,
            special=subject_of(row.pupil).special,
            authority=Authority(link.authority),
            today=today,
        )
        for link in links_of(row, today)
    )


def _may_decide_about(user: Person, today: date) -> DatedQuerySet:
    scopes = scopes_of(user, today, Duty.DECIDE_REPRESENTATION)
    if not scopes:
        raise PermissionDenied
    day = timedelta(days=1)  # more than needed, for 29 February: the rule decides
    special = [sector.value for sector in SPECIAL_SECTORS]
    there = Enrolment.objects.filter(holds(today), school__sector__in=special).values("pupil")
    sixteen = Q(pupil__born_on__lte=turns(today, -16) + day, pupil__in=there)
    adult = Q(pupil__born_on__lte=turns(today, -18) + day)
    return (
        Guardianship.objects.filter(_inside(scopes, today), holds(today))
        .filter(sixteen | adult)
        .exclude(pupil__in=household_of(user))
        .exclude(guardian__user=user)
        .select_related("pupil__board", "guardian")
        .prefetch_related("pupil__enrolments__school")
    )


def _reach(user: Person, today: date) -> DatedQuerySet:
    scopes = scopes_of(user, today, Duty.SEE_REPRESENTATION)
    if not scopes:
        raise PermissionDenied
    return (
        Representation.objects.filter(_inside(scopes, today))
        .exclude(pupil__in=household_of(user))
        .exclude(guardian__user=user)
        .select_related("pupil__user", "pupil__board", "guardian__user", "decided_by", "agreed_by")
        .prefetch_related("pupil__enrolments__school", "pupil__guardianships")
    )


def _inside(scopes: Iterable[Scope], today: date) -> Q:
    """A role at a board reaches its pupils; at a school those who are enrolled there today."""
    condition = Q(pk__in=[])
    for scope in scopes:
        where = Q(pupil__board_id=scope.board)
        if scope.school is not None:
            there = Enrolment.objects.filter(holds(today), Q(school=scope.school))
            where &= Q(pupil__in=there.values("pupil"))
        condition |= where
    return condition
