"""Where somebody stands: boards, roles, and what a role reaches."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet
from django.db.models.functions import Lower

from portal.people.access.ties import Person
from portal.people.models import (
    Board,
    Group,
    Guardian,
    Membership,
    Pupil,
    Role,
    School,
    User,
    holds,
    pupils_at_home,
)
from portal.people.rules import (
    MAY,
    Duty,
    RoleKind,
    Scope,
)
from portal.prepared import Prepared

# Behind every page of staff; see portal/prepared.py.
ROLES_OF = Prepared(
    lambda user: (
        Role.objects.filter(user=user)
        .select_related("board", "school", "group")
        .order_by("kind", "since")
    )
)
AT_HOME = Prepared(lambda user: pupils_at_home(user).order_by().values_list("pk", flat=True))
GROUPS = Prepared(
    lambda keys: Group.objects.filter(pk__in=keys).select_related("school__board").order_by()
)

FOUND = 20  # of a search for a pupil
MOST_WORDS = 6


@dataclass(frozen=True)
class Place:
    """Where a person stands in the portal; `board_name` is empty with several boards or none."""

    is_family: bool
    duties: frozenset[Duty]
    board_name: str


def group_names(pupils: Iterable[Pupil], today: date) -> dict[UUID, str]:
    """The base group of each pupil today, in one query."""
    rows = Membership.objects.filter(
        holds(today), pupil__in=list(pupils), group__composite=False
    ).select_related("group")
    return {row.pupil_id: row.group.name for row in rows}


def boards_of(user: Person, today: date) -> QuerySet[Board]:
    """The boards that know this person: as guardian, pupil or member of staff."""
    if not isinstance(user, User):
        return Board.objects.none()
    roles = Role.objects.filter(holds(today), user=user, board__isnull=False)
    return Board.objects.filter(  # subqueries: joins would multiply guardians by pupils
        Q(pk__in=Guardian.objects.filter(user=user).values("board"))
        | Q(pk__in=Pupil.objects.filter(user=user).values("board"))
        | Q(pk__in=roles.values("board"))
    )


def roles_of(user: Person, today: date) -> list[Role]:
    """The roles that hold today, in the order of their kind."""
    if not isinstance(user, User):
        return []
    return [role for role in ROLES_OF(user.pk) if role.is_on(today)]


def place_of(user: User, today: date) -> Place:
    """What the menu needs of this person; the frame asks once a minute, so it may be slow."""
    duties = {duty for role in roles_of(user, today) for duty in MAY[RoleKind(role.kind)]}
    family = Guardian.objects.filter(user=user).exists() or Pupil.objects.filter(user=user).exists()
    boards = list(boards_of(user, today)[:2])
    name = boards[0].name if len(boards) == 1 else ""
    return Place(is_family=family, duties=frozenset(duties), board_name=name)


def scopes_of(user: Person, today: date, duty: Duty) -> list[Scope]:
    """Where this person may carry out a duty today: board, school and group are ids."""
    scopes = (
        Scope(RoleKind(role.kind), role.board_id, role.school_id, role.group_id)
        for role in roles_of(user, today)
    )
    return [scope for scope in scopes if scope.may(duty)]


def has_duty(user: Person, duty: Duty, today: date) -> bool:
    """Whether some role of today carries the duty; where it reaches is another question."""
    return bool(scopes_of(user, today, duty))


def within(scopes: Iterable[Scope], *, board: str = "board", school: str = "school") -> Q:
    """The condition that a row lies inside one of the scopes; nothing when there is none."""
    condition = Q(pk__in=[])
    for scope in scopes:
        if scope.board is None:
            continue
        where = Q(**{f"{board}_id": scope.board})
        condition |= where & Q(**{f"{school}_id": scope.school}) if scope.school else where
    return condition


def groups_within(scopes: Iterable[Scope]) -> QuerySet[Group]:
    """The groups that these roles reach: of a teacher the own one, of others all of the place."""
    condition = Q(pk__in=[])
    for scope in scopes:
        here = within([scope], board="school__board")
        condition |= here & Q(pk=scope.group) if scope.kind is RoleKind.TEACHER else here
    return Group.objects.filter(condition).select_related("school")


def groups_named(scopes: Collection[Scope], keys: Collection[UUID]) -> list[Group]:
    """Of these groups those that `groups_within` finds too; quicker where they are named."""
    found = [one for one in GROUPS(keys) if any(_reaches(scope, one) for scope in scopes)]
    return sorted(found, key=lambda one: (one.school.name, one.school_id, one.name, one.pk))


def _reaches(scope: Scope, group: Group) -> bool:
    if scope.board is None or scope.board != group.school.board_id:
        return False
    if scope.school and scope.school != group.school_id:
        return False
    return scope.kind is not RoleKind.TEACHER or scope.group == group.pk


def home_of(user: Person) -> set[UUID]:
    """The keys of one's own household, where all of them are needed."""
    return set(AT_HOME(user.pk)) if isinstance(user, User) else set()


def schools_within(scopes: Iterable[Scope]) -> QuerySet[School]:
    """The schools that these roles reach: a school's role that one, a board's role all of them."""
    there = Q(pk__in=[])
    for scope in scopes:
        where = Q(board_id=scope.board)
        there |= where & Q(pk=scope.school) if scope.school else where
    return School.objects.filter(there).order_by("name", "pk")


def household_of(user: Person) -> QuerySet[Pupil]:
    """The pupils of one's own household: no staff verb or look on them (law.md §3)."""
    return pupils_at_home(user) if isinstance(user, User) else Pupil.objects.none()


def searched(words: str) -> list[str]:
    """The words to look for, at most six; none for one letter. No name has a NUL in it."""
    text = words.strip()
    return text.split()[:MOST_WORDS] if len(text) > 1 and "\x00" not in text else []


def in_name(word: str, *, of: str = "") -> Q:
    """The word stands in a name as it is written, "Noor de Wit"; `of`: the way to the pupil."""
    parts = ("first_name", "prefix", "last_name")
    return Q(*((f"{of}{part}__icontains", word) for part in parts), _connector=Q.OR)


def pupils_named(rows: QuerySet[Pupil], words: str) -> list[Pupil]:
    """Those of these pupils with every word in the name, by name; at most 20, none for one letter.

    More than twenty means: type more of the name.
    """
    wanted = searched(words)
    if not wanted:
        return []
    for word in wanted:
        rows = rows.filter(in_name(word))
    return list(rows.order_by(Lower("last_name"), "first_name", "pk")[:FOUND])


@dataclass(frozen=True)
class SchoolGroups:
    """A school and its groups, to choose from; keys as they stand in an address."""

    key: str
    name: str
    groups: tuple[tuple[str, str], ...]  # key, name


def named_places(schools: QuerySet[School]) -> list[SchoolGroups]:
    """Schools, each with its groups: this year's first, an earlier year beside the name."""
    return [
        SchoolGroups(f"school-{school.pk}", school.name, tuple(_named_groups(school.groups.all())))
        for school in schools.prefetch_related("groups")
    ]


def _named_groups(groups: Iterable[Group]) -> Iterator[tuple[str, str]]:
    years = sorted({one.school_year for one in groups}, reverse=True)
    for one in sorted(groups, key=lambda one: (years.index(one.school_year), one.name)):
        is_newest = one.school_year == years[0]
        yield f"groep-{one.pk}", one.name if is_newest else f"{one.name} ({one.school_year})"
