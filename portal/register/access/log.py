"""Het overzicht van verstrekkingen: what staff may see of it, by role (law.md §3, §6)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.functional import Promise

from portal.people.access import Person, household_of, scopes_of
from portal.people.models import Board, Enrolment, Group, Membership, Pupil, School, User
from portal.people.rules import Duty, Scope
from portal.register.models import Disclosure, Processing, Recipient
from portal.register.models.disclosures import DisclosureQuerySet
from portal.register.rules import ExclusionCode
from portal.register.wording import EXCLUSIONS

NAMED: tuple[tuple[type[Model], str], ...] = (
    (Pupil, "pupil_id"),
    (Group, "group_id"),
    (School, "school_id"),
    (User, "recorded_by_id"),
)


@dataclass(frozen=True)
class Wanted:
    """What somebody looks for; empty means everything."""

    recipient: Recipient | None = None
    processing: Processing | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True)
class Line:
    """A row with the names of whom it is about and who recorded it."""

    row: Disclosure
    about: str
    by: str


def name_of(user_id: UUID | None) -> str:
    """Of a member of staff; a dash when the account is gone."""
    user = User.objects.filter(pk=user_id).first() if user_id else None
    return str(user) if user else "–"


def disclosure_log(user: Person, today: date, wanted: Wanted) -> DisclosureQuerySet:
    """Newest first, inside one's roles; 403 without such a role."""
    scopes = scopes_of(user, today, Duty.SEE_DISCLOSURES)
    if not scopes:
        raise PermissionDenied
    rows = _seen_by(user, scopes, today)
    if wanted.recipient:
        rows = rows.filter(disclosurerecipient__recipient=wanted.recipient)
    if wanted.processing:
        rows = rows.filter(processing=wanted.processing)
    if wanted.since:
        rows = rows.filter(on__gte=wanted.since)
    if wanted.until:
        rows = rows.filter(on__lte=wanted.until)
    return rows.newest_first()


def get_disclosure(user: Person, pk: int, today: date) -> Disclosure:
    """404 outside one's roles, for a row of one's own family, and for what is hidden from one."""
    scopes = scopes_of(user, today, Duty.SEE_DISCLOSURES)
    if not scopes:
        raise Http404
    rows = _seen_by(user, scopes, today).select_related("processing", "text", "hiding")
    found: Disclosure = get_object_or_404(rows.prefetch_related("recipients"), pk=pk)
    return found


def hidden_log(user: Person, today: date) -> DisclosureQuerySet:
    """What families do not see, the first review on top; 403 without the role."""
    scopes = scopes_of(user, today, Duty.SEE_HIDDEN)
    if not scopes:
        raise PermissionDenied
    return _reach(user, scopes).still_hidden().prefetch_related("recipients")


def get_hidden(user: Person, pk: int, today: date, *, duty: Duty = Duty.SEE_HIDDEN) -> Disclosure:
    """404 outside one's roles and when nothing was hidden; 403 for who sees it without the duty."""
    scopes = scopes_of(user, today, Duty.SEE_HIDDEN)
    if not scopes:
        raise Http404
    found: Disclosure = get_object_or_404(_reach(user, scopes).ever_hidden(), pk=pk)
    if not may_on_hidden(user, found, duty, today):
        raise PermissionDenied
    return found


def may_on_hidden(user: Person, row: Disclosure, duty: Duty, today: date) -> bool:
    """Whether some role of today carries this duty for this row."""
    scopes = scopes_of(user, today, duty)
    return Disclosure.objects.filter(inside(scopes), pk=row.pk).exists()


def lines_of(rows: Iterable[Disclosure]) -> list[Line]:
    """With names, in four queries whatever the number of rows."""
    found = list(rows)
    names: dict[UUID | None, str] = {}
    for model, key in NAMED:
        ids = {getattr(row, key) for row in found} - {None}
        names |= {one.pk: str(one) for one in model._default_manager.filter(pk__in=ids)}
    return [
        Line(
            row,
            about=names.get(row.pupil_id or row.group_id or row.school_id, "–"),
            by=names.get(row.recorded_by_id, "–"),
        )
        for row in found
    ]


def left_out(row: Disclosure) -> list[tuple[str | Promise, int]]:
    """Why pupils were left out, as counts; never who."""
    return counted(ExclusionCode(one.reason) for one in row.exclusions.all())


def counted(codes: Iterable[ExclusionCode]) -> list[tuple[str | Promise, int]]:
    """Reason → how many, in the order of the list."""
    counts = Counter(codes)
    return [(EXCLUSIONS[code], counts[code]) for code in ExclusionCode if counts[code]]


def filters_for(user: Person, today: date) -> tuple[Sequence[Recipient], Sequence[Processing]]:
    """What one can filter on: the recipients and processings of one's boards."""
    boards = Board.objects.filter(
        pk__in=[scope.board for scope in scopes_of(user, today, Duty.SEE_DISCLOSURES)]
    )
    return (
        list(Recipient.objects.filter(board__in=boards)),
        list(Processing.objects.filter(board__in=boards)),
    )


def inside(scopes: Iterable[Scope]) -> Q:
    """A role at a board reaches its rows; at a school those about the school, its groups, pupils.

    A pupil counts while, before and after being there: who recorded it must find it back.
    """
    condition = Q(pk__in=[])
    for scope in scopes:
        where = Q(board_id=scope.board)
        if scope.school is not None:
            school = Q(school=scope.school)
            where &= (
                Q(school_id=scope.school)
                | Q(group_id__in=Group.objects.filter(school).values("pk"))
                | Q(pupil_id__in=Enrolment.objects.filter(school).values("pupil"))
            )
        condition |= where
    return condition


def _reach(user: Person, scopes: Iterable[Scope]) -> DisclosureQuerySet:
    """Without rows about one's own household; a hidden one not even by way of its group."""
    family = household_of(user).values("pk")
    groups = Membership.objects.filter(pupil__in=family).values("group")
    schools = Enrolment.objects.filter(pupil__in=family).values("school")
    rows: DisclosureQuerySet = Disclosure.objects.filter(inside(scopes))
    hidden = Q(hidden=True) & (Q(group_id__in=groups) | Q(school_id__in=schools))
    return rows.exclude(Q(pupil_id__isnull=False, pupil_id__in=family) | hidden)


def _seen_by(user: Person, scopes: Iterable[Scope], today: date) -> DisclosureQuerySet:
    """A row that the family does not see is for few: who recorded it, and who may see those."""
    open_ones = Q(hidden=False) | Q(hiding__lifted_on__isnull=False)
    few = inside(scopes_of(user, today, Duty.SEE_HIDDEN))
    own = Q(recorded_by_id=user.pk) if isinstance(user, User) else Q(pk__in=[])
    return _reach(user, scopes).filter(open_ones | few | own)
