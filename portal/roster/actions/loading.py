"""Loads what the portal knows of one board, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q

from portal.people.models import (
    Board,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Membership,
    Pupil,
    School,
    TeachingLink,
)
from portal.people.rules import Authority
from portal.roster.plan.known import (
    GUARDIAN_FIELDS,
    ORDER_FIELDS,
    PUPIL_FIELDS,
    Known,
    KnownEnrolment,
    KnownGroup,
    KnownGuardian,
    KnownLink,
    KnownMembership,
    KnownPupil,
    KnownTeaching,
)

LINK_COLUMNS = (
    "pupil_id",
    "guardian_id",
    "id",
    "relation",
    "authority",
    "established_on",
    "authority_note",
    "since",
    "until",
)


def load_known(board: Board, *, school_years: Iterable[str]) -> Known:
    """Everything of the board; memberships only where open or of these school years."""
    return Known(
        board_id=board.pk,
        schools=dict(School.objects.filter(board=board).values_list("brin6", "id")),
        groups=_groups(board),
        pupils=_pupils(board),
        enrolments=_enrolments(board),
        memberships=_memberships(board, school_years),
        guardians=_guardians(board),
        links=_links(board),
        teaching=_teaching(board),
    )


def _groups(board: Board) -> dict[tuple[UUID, str, str], KnownGroup]:
    rows = Group.objects.filter(school__board=board).values_list(
        "school_id", "key", "id", "school_year", "name", "year_group", "composite"
    )
    return {(row[0], row[3], row[1]): KnownGroup(*row[2:]) for row in rows.iterator()}


def _pupils(board: Board) -> dict[UUID, KnownPupil]:
    rows = Pupil.objects.filter(board=board).order_by().values_list("id", *PUPIL_FIELDS)
    return {row[0]: KnownPupil(*row[1:]) for row in rows.iterator()}


def _enrolments(board: Board) -> dict[tuple[UUID, str], list[KnownEnrolment]]:
    rows = (
        Enrolment.objects.filter(school__board=board)
        .order_by("since", "id")
        .values_list("school_id", "roster_key", "id", "pupil_id", "since", "until")
    )
    stays: defaultdict[tuple[UUID, str], list[KnownEnrolment]] = defaultdict(list)
    for row in rows.iterator():
        stays[row[0], row[1]].append(KnownEnrolment(*row[2:]))
    return stays


def _memberships(board: Board, school_years: Iterable[str]) -> dict[UUID, list[KnownMembership]]:
    rows = (
        Membership.objects.filter(group__school__board=board)
        .filter(Q(until__isnull=True) | Q(group__school_year__in=school_years))
        .order_by("since", "id")
        .values_list(
            "pupil_id",
            "id",
            "group_id",
            "group__school_id",
            "group__school_year",
            "since",
            "until",
        )
    )
    stays: defaultdict[UUID, list[KnownMembership]] = defaultdict(list)
    for row in rows.iterator():
        stays[row[0]].append(KnownMembership(*row[1:]))
    return stays


def _guardians(board: Board) -> dict[str, KnownGuardian]:
    rows = Guardian.objects.filter(board=board).order_by()
    fields = rows.values_list("roster_key", "id", *GUARDIAN_FIELDS)
    return {row[0]: KnownGuardian(*row[1:]) for row in fields.iterator()}


def _links(board: Board) -> dict[tuple[UUID, UUID], KnownLink]:
    """Of each pair the row that is open, or else the last one."""
    rows = Guardianship.objects.filter(guardian__board=board).order_by("since")
    links: dict[tuple[UUID, UUID], KnownLink] = {}
    for pair, link in map(_link, rows.values_list(*LINK_COLUMNS, *ORDER_FIELDS).iterator()):
        if pair not in links or links[pair].until is not None:
            links[pair] = link
    return links


def _link(row: tuple[Any, ...]) -> tuple[tuple[UUID, UUID], KnownLink]:
    pupil, guardian, pk, relation, authority, established_on, note, since, until = row[:9]
    order = dict(zip(ORDER_FIELDS, row[9:], strict=True))
    known = (pk, relation, Authority(authority), established_on, note, since, until, order)
    return (pupil, guardian), KnownLink(*known)


def _teaching(board: Board) -> dict[UUID, dict[str, KnownTeaching]]:
    rows = TeachingLink.objects.filter(school__board=board).order_by()
    links: defaultdict[UUID, dict[str, KnownTeaching]] = defaultdict(dict)
    for row in rows.values_list("group_id", "staff_key", "id", "name", "confirmed_on").iterator():
        links[row[0]][row[1]] = KnownTeaching(row[2], row[3], row[4] is not None)
    return links
