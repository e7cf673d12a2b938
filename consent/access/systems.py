"""Systemen: who may take out what is allowed, who makes keys, and what a key opens."""

import re
from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Exists, OuterRef, Q
from django.http import Http404
from django.shortcuts import get_object_or_404

from consent.access.listing import Selection
from consent.models import SystemToken
from consent.outcomes import Asked, asked_by
from portal.people.access import Person, groups_within, household_of, scopes_of, within
from portal.people.models import Board, Group, Membership, School, holds
from portal.people.rules import Duty, Scope

BEARER = re.compile(r"bearer ([\w-]{20,200})", re.ASCII | re.IGNORECASE)


class Exportable(NamedTuple):
    """Where a member of staff may take out what is allowed, and what there is to choose."""

    scopes: list[Scope]
    boards: list[Board]
    schools: list[School]
    groups: list[Group]
    asked: list[Asked]


def reach_of(user: Person, today: date) -> Exportable:
    """403 for whoever has no such role."""
    scopes = scopes_of(user, today, Duty.EXPORT_CONSENT)
    if not scopes:
        raise PermissionDenied
    here = Membership.objects.filter(holds(today), group=OuterRef("pk"))
    groups = groups_within(scopes).filter(Exists(here)).order_by("school__name", "name", "pk")
    boards = {UUID(str(one.board)) for one in scopes}
    schools = School.objects.filter(board__in=boards).order_by("name", "pk")
    wide = {one.board for one in scopes if one.school is None}
    own = {one.school for one in scopes}
    reached = [one for one in schools if one.board_id in wide or one.pk in own]
    return Exportable(
        scopes=scopes,
        boards=list(Board.objects.filter(pk__in=boards).order_by("name")),
        schools=reached,
        groups=list(groups),
        asked=_of_many(asked_by(boards, today), reached),
    )


def selection_for(
    user: Person, reach: Exportable, *, school: str = "", group: str = "", code: str = ""
) -> Selection:
    """What this person may take out, without the own household; ids of the reach, or empty."""
    where = within(reach.scopes, board="school__board", school="school")
    where &= ~Q(pupil__in=household_of(user).order_by().values("pk"))
    if school:
        where &= Q(school=school)
    chosen = next((one for one in reach.groups if str(one.pk) == group), None)
    return Selection(where, frozenset(one.pk for one in reach.boards), group=chosen, code=code)


def _of_many(asked: Iterable[Asked], schools: Iterable[School]) -> list[Asked]:
    """The questions to choose from: of these schools, and none about a single pupil."""
    here = {None, *(one.pk for one in schools)}
    rows = (one for one in asked if one.purpose.pupil_id is None)
    return [one for one in rows if one.purpose.school_id in here]


def must_link(user: Person, today: date) -> list[Board]:
    """The boards for which this person lets other systems in; 403 without."""
    scopes = scopes_of(user, today, Duty.LINK_SYSTEMS)
    if not scopes:
        raise PermissionDenied
    rows = Board.objects.filter(pk__in=[one.board for one in scopes])
    return list(rows.prefetch_related("schools").order_by("name"))


def tokens_of(boards: list[Board]) -> list[SystemToken]:
    """The keys of these boards; those that still open come first."""
    rows = SystemToken.objects.filter(board__in=boards).select_related("board", "school", "made_by")
    return sorted(rows, key=lambda one: (one.revoked_at is not None, one.name.casefold()))


def get_token(user: Person, pk: UUID, today: date) -> SystemToken:
    """The only door to a key for staff: the officer of its board; 404 for everybody else."""
    scopes = scopes_of(user, today, Duty.LINK_SYSTEMS)
    rows = SystemToken.objects.filter(board__in=[one.board for one in scopes])
    found: SystemToken = get_object_or_404(rows, pk=pk)
    return found


def find_token(header: str) -> SystemToken | None:
    """The key of an `Authorization` header; None for none, a wrong one and a revoked one alike.

    It is found by its hash, so no comparison takes longer for a key that is nearly right.
    """
    match = BEARER.fullmatch(header)
    if match is None:
        return None
    rows = SystemToken.objects.filter(revoked_at=None).select_related("board")
    return rows.filter(token_sha256=SystemToken.hash_of(match[1])).first()


def selection_of(
    token: SystemToken, today: date, *, school: str, group: str, code: str, since: datetime | None
) -> Selection:
    """What a system asked for, by BRIN, name and code; 404 for what its key does not open."""
    schools = School.objects.filter(board=token.board_id)
    if token.school_id:
        schools = schools.filter(pk=token.school_id)
    if school:
        schools = schools.filter(brin6=school)
    found = list(schools)
    keys = [one.pk for one in found]
    asked = (one.purpose for one in asked_by([token.board_id], today))
    codes = {one.code for one in asked if one.school_id is None or one.school_id in keys}
    if not found or (code and code not in codes):
        raise Http404
    return Selection(
        Q(school__in=keys),
        frozenset([token.board_id]),
        group=_group_called(group, keys, today) if group else None,
        code=code,
        changed_since=since,
    )


def _group_called(name: str, schools: list[UUID], today: date) -> Group:
    """A group with pupils today; 404 when there is none, or when two schools have one."""
    here = Membership.objects.filter(holds(today), group=OuterRef("pk"))
    found = list(Group.objects.filter(Exists(here), school__in=schools, name=name)[:2])
    if len(found) != 1:
        raise Http404
    return found[0]
