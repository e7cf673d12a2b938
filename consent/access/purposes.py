"""De vragen zelf: who may see, ask and reword them, and about whom (law.md §4)."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, Q, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404

from consent.access.desk import get_at_desk
from consent.models import Purpose, PurposeText
from portal.people.access import Person, SchoolGroups, household_of, named_places, scopes_of
from portal.people.models import Board, Enrolment, Group, Pupil, School
from portal.people.rules import Duty, RoleKind, Scope

BOARD, SCHOOL, GROUP, PUPIL = "bestuur", "school", "groep", "leerling"


@dataclass(frozen=True)
class Aim:
    """About whom a new question is asked; a pupil at the school that asks."""

    target: Board | School | Group | Pupil
    school: School | None = None

    @property
    def key(self) -> str:
        """What stands in the address."""
        kinds = {Board: BOARD, School: SCHOOL, Group: GROUP, Pupil: PUPIL}
        return f"{kinds[type(self.target)]}-{self.target.pk}"

    @property
    def board_id(self) -> UUID:
        """The board that asks."""
        if isinstance(self.target, Board):
            return self.target.pk
        return self.school.board_id if self.school else self.target.board_id  # type: ignore[union-attr]


@dataclass(frozen=True)
class Aims:
    """What there is to choose from; one pupil is found by name."""

    boards: tuple[tuple[str, str], ...]  # key, name
    schools: tuple[SchoolGroups, ...]

    @property
    def is_short(self) -> bool:
        """One school: its groups need no tap."""
        return len(self.schools) == 1


def seeing_scopes(user: Person, today: date) -> list[Scope]:
    """Where this person sees the questions; 403 for whoever sees none."""
    return _must(_seeing(user, today))


def asking_scopes(user: Person, today: date) -> list[Scope]:
    """Where this person may ask and reword."""
    return scopes_of(user, today, Duty.ASK_CONSENT)


def _seeing(user: Person, today: date) -> list[Scope]:
    return scopes_of(user, today, Duty.SEE_REGISTER) + asking_scopes(user, today)


def purposes_in_reach(user: Person, today: date) -> list[Purpose]:
    """Those of whole boards and of the schools in reach, with their Dutch texts, the newest first.

    A question about a child of one's own household is not there.
    """
    return _of(seeing_scopes(user, today), user)


def _of(scopes: list[Scope], user: Person) -> list[Purpose]:
    rows = _in_reach(scopes).select_related("board", "school", "group", "pupil")
    rows = rows.exclude(pupil__in=household_of(user).order_by().values("pk"))
    texts = PurposeText.objects.filter(language="nl").order_by("-version")
    return list(rows.prefetch_related(Prefetch("texts", texts)))


def get_kept(user: Person, pk: UUID, today: date) -> Purpose:
    """One of them; else 404, also for whoever sees none."""
    for row in _of(_seeing(user, today), user):
        if row.pk == pk:
            return row
    raise Http404


def may_ask(user: Person, purpose: Purpose, today: date) -> bool:
    """Whether this person may change the question: a school changes its own only."""
    return any(
        scope.board == purpose.board_id and scope.school in (None, purpose.school_id)
        for scope in asking_scopes(user, today)
    )


def translations_of(text: PurposeText) -> dict[str, PurposeText]:
    """Language → the same version in it; one query."""
    rows = PurposeText.objects.filter(purpose=text.purpose_id, version=text.version)
    return {row.language: row for row in rows.exclude(language=text.language)}


def must_ask(user: Person, purpose: Purpose, today: date) -> None:
    """403 for whoever only sees it."""
    if not may_ask(user, purpose, today):
        raise PermissionDenied


def aims_for(user: Person, today: date) -> Aims:
    """The boards, schools and groups that one may ask about."""
    scopes = _must(asking_scopes(user, today))
    boards = Board.objects.filter(pk__in=[one.board for one in scopes if one.school is None])
    named = tuple((f"{BOARD}-{one.pk}", one.name) for one in boards)
    return Aims(named, tuple(named_places(_schools(scopes).order_by("name"))))


def get_aim(user: Person, key: str, today: date) -> Aim:
    """Whom a key names; 404 outside one's roles, without one, and for one's own household."""
    scopes = asking_scopes(user, today)
    kind, _dash, pk = key.partition("-")
    try:
        wanted = UUID(pk)
    except ValueError as error:
        raise Http404 from error
    if kind == BOARD:
        mine = [one.board for one in scopes if one.school is None]
        return Aim(get_object_or_404(Board, pk=wanted, pk__in=mine))
    if kind == SCHOOL:
        school = get_object_or_404(_schools(scopes), pk=wanted)
        return Aim(school, school)
    if kind == GROUP:
        rows = Group.objects.filter(school__in=_schools(scopes)).select_related("school__board")
        group = get_object_or_404(rows, pk=wanted)
        return Aim(group, group.school)
    if kind != PUPIL or not scopes:
        raise Http404
    return _pupil_aim(user, wanted, scopes, today)


def _pupil_aim(user: Person, pk: UUID, scopes: list[Scope], today: date) -> Aim:
    """A pupil at the school that asks."""
    pupil = get_at_desk(user, pk, today)
    here = Enrolment.objects.on(today).filter(pupil=pupil, school__in=_schools(scopes))
    row = here.select_related("school__board").first()
    if row is None:
        raise Http404
    return Aim(pupil, row.school)


def asked_count(aim: Aim, today: date) -> int:
    """Of how many pupils a question would be asked today."""
    if isinstance(aim.target, Pupil):
        return 1
    rows = Enrolment.objects.on(today)
    if isinstance(aim.target, Group):
        rows = rows.filter(
            Q(pupil__memberships__until=None) | Q(pupil__memberships__until__gt=today),
            school=aim.school,
            pupil__memberships__group=aim.target,
            pupil__memberships__since__lte=today,
        )
    elif isinstance(aim.target, School):
        rows = rows.filter(school=aim.target)
    else:
        rows = rows.filter(school__board=aim.target)
    return rows.values("pupil").distinct().count()


def to_stand_in_for(aim: Aim, today: date) -> list[Purpose]:
    """The questions of the board in whose place a school may ask its own."""
    if not isinstance(aim.target, School):
        return []
    own = Purpose.objects.filter(school=aim.target).values("code")
    rows = Purpose.objects.filter(board=aim.target.board_id, school=None).exclude(code__in=own)
    return [row for row in rows.prefetch_related("texts") if row.is_on(today)]


def _must(scopes: list[Scope]) -> list[Scope]:
    if not scopes:
        raise PermissionDenied
    return scopes


def _in_reach(scopes: list[Scope]) -> QuerySet[Purpose]:
    """An administrator sees no question about a single pupil: the words may be about care."""
    boards = [one.board for one in scopes]
    whole = [one.board for one in scopes if one.school is None]
    cases = [
        one.board for one in scopes if one.school is None and one.kind is not RoleKind.ADMINISTRATOR
    ]
    schools = [one.school for one in scopes if one.school is not None]
    reach = Q(board__in=boards, school=None) | Q(board__in=whole, pupil=None)
    reach |= Q(board__in=cases) | Q(school__in=schools)
    return Purpose.objects.filter(reach).distinct()


def _schools(scopes: list[Scope]) -> QuerySet[School]:
    whole = [one.board for one in scopes if one.school is None]
    schools = [one.school for one in scopes if one.school is not None]
    rows: QuerySet[School] = School.objects.filter(Q(board__in=whole) | Q(pk__in=schools))
    return rows.select_related("board")
