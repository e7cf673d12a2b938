"""Balie: the only door from the desk to somebody's account, and what may be seen of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Model, Prefetch, Q, QuerySet
from django.http import Http404

from portal.people.access import Person, household_of, scopes_of
from portal.people.models import Board, Enrolment, Guardian, Guardianship, Pupil, Role, User, holds
from portal.people.rules import Duty, RoleKind
from portal.signin.models import AuthenticatorApp, CodeList, FactorReset, MailedCode, Passkey
from portal.signin.rules import FactorKind, InvitedAs, masked


@dataclass(frozen=True)
class Reach:
    """Where somebody helps: whole boards (administrator) and single schools (handler)."""

    today: date
    boards: tuple[Any, ...]
    schools: tuple[Any, ...]
    all_boards: tuple[Any, ...]


@dataclass(frozen=True)
class Found:
    """One account as the desk sees it: the name that the school knows, and as what."""

    user: User
    name: str
    kinds: tuple[InvitedAs, ...]


@dataclass(frozen=True)
class AccountFacts:
    """How somebody gets in: kinds of factor and moments, no secret and no whole address."""

    factors: tuple[FactorKind, ...]
    address: str
    waiting: FactorReset | None


def reach_of(helper: Person, today: date) -> Reach:
    """Where this person may help at the desk today; `PermissionDenied` when nowhere."""
    scopes = scopes_of(helper, today, Duty.HELP_AT_DESK)
    if not scopes:
        raise PermissionDenied
    return Reach(
        today,
        boards=tuple(one.board for one in scopes if one.school is None),
        schools=tuple(one.school for one in scopes if one.school is not None),
        all_boards=tuple(one.board for one in scopes),
    )


def search(helper: User, words: Sequence[str], reach: Reach) -> QuerySet[User]:
    """Accounts within reach whose name holds all these words, by name."""
    guardians, pupils, staff = _people(reach)
    columns = ("first_name", "initials", "prefix", "last_name")
    by_name = (
        Q(pk__in=_with_account(guardians.filter(_named(words, *columns))))
        | Q(pk__in=_with_account(pupils.filter(_named(words, "first_name", "prefix", "last_name"))))
        | (Q(pk__in=staff.values("user")) & _named(words, "display_name"))
    )
    return _helpable(helper, reach).filter(by_name).prefetch_related(*_records(reach))


def get_account(helper: User, pk: UUID, today: date) -> tuple[Found, Board]:
    """The only door to an account from the desk, with the board that helps; else 404."""
    try:
        reach = reach_of(helper, today)
    except PermissionDenied as error:
        raise Http404 from error
    found = _helpable(helper, reach).filter(_inside(reach), pk=pk)
    user = found.prefetch_related(*_records(reach)).first()
    if user is None:
        raise Http404
    return as_found(user), _board_of(user)


def waiting_resets(helper: User, reach: Reach) -> list[tuple[Found, FactorReset]]:
    """The resets that still have to act, of whom this person helps; the first to act on top."""
    rows = list(FactorReset.objects.filter(done_at=None, cancelled_at=None).order_by("acts_at"))
    if not rows:
        return []
    inside = _helpable(helper, reach).filter(pk__in=[row.user_id for row in rows])
    users = inside.filter(_inside(reach)).prefetch_related(*_records(reach))
    found = {user.pk: as_found(user) for user in users}
    return [(found[row.user_id], row) for row in rows if row.user_id in found]


def as_found(user: User) -> Found:
    """The account with its name; `guardian_records` and `pupil_records` hold the reach only."""
    guardians, pupils = user.guardian_records.all(), user.pupil_records.all()
    kinds = [InvitedAs.GUARDIAN] * bool(guardians) + [InvitedAs.PUPIL] * bool(pupils)
    if user.roles.all():
        kinds.append(InvitedAs.STAFF)
    names = [one.full_name for one in guardians] + [one.full_name for one in pupils]
    return Found(user, names[0] if names else str(user), tuple(kinds))


def facts_of(user: User) -> AccountFacts:
    """What the desk may know of how somebody gets in."""
    lists = CodeList.objects.filter(user=user, confirmed=True, codes__used_at=None)
    kinds = [FactorKind(kind) for kind in lists.order_by("kind").values_list("kind", flat=True)]
    others = (
        (FactorKind.PASSKEY, Passkey),
        (FactorKind.APP, AuthenticatorApp),
        (FactorKind.MAIL, MailedCode),
    )
    held = [
        kind for kind, model in others if model.objects.filter(user=user, confirmed=True).exists()
    ]
    waiting = FactorReset.objects.filter(user=user, done_at=None, cancelled_at=None).first()
    return AccountFacts(tuple(dict.fromkeys([*held, *kinds])), masked(user.email or ""), waiting)


def _people(reach: Reach) -> tuple[QuerySet[Guardian], QuerySet[Pupil], QuerySet[Role]]:
    """Who belongs to a school today, or is known to a board at all."""
    enrolled = Enrolment.objects.filter(holds(reach.today), school__in=reach.schools)
    guarded = Guardianship.objects.filter(holds(reach.today), pupil__in=enrolled.values("pupil"))
    boards = Q(board__in=reach.boards)
    return (
        Guardian.objects.filter(boards | Q(pk__in=guarded.values("guardian"))),
        Pupil.objects.filter(boards | Q(pk__in=enrolled.values("pupil"))),
        Role.objects.filter(holds(reach.today)).filter(boards | Q(school__in=reach.schools)),
    )


def _inside(reach: Reach) -> Q:
    """Accounts of people within reach."""
    guardians, pupils, staff = _people(reach)
    return (
        Q(pk__in=_with_account(guardians))
        | Q(pk__in=_with_account(pupils))
        | Q(pk__in=staff.values("user"))
    )


def _helpable(helper: User, reach: Reach) -> QuerySet[User]:
    """Open accounts, but not one's own, not of one's household, and none that can do more.

    Who has another role than teacher is helped by the board; a role elsewhere, by nobody here.
    """
    home = household_of(helper)
    kin = Guardian.objects.filter(guardianships__pupil__in=home.values("pk"))
    covered = Q(board__in=reach.boards) | Q(school__in=reach.schools, kind=RoleKind.TEACHER.value)
    beyond = Role.objects.filter(holds(reach.today)).exclude(covered)
    return (
        User.objects.filter(is_active=True)
        .exclude(pk=helper.pk)
        .exclude(pk__in=_with_account(home))
        .exclude(pk__in=_with_account(kin))
        .exclude(pk__in=beyond.values("user"))
        .order_by("display_name", "pk")
    )


def _with_account(records: QuerySet[Any]) -> QuerySet[Any, Any]:
    return records.filter(user__isnull=False).order_by().values("user")


def _named(words: Sequence[str], *columns: str) -> Q:
    """Each word stands in one of the columns."""
    condition = Q()
    for word in words:
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__icontains": word})
        condition &= anywhere
    return condition


def _records(reach: Reach) -> "list[Prefetch[str, QuerySet[Any], str]]":
    """The records by which the boards in reach know an account; no other board's."""
    kinds: tuple[tuple[str, type[Model]], ...] = (
        ("guardian_records", Guardian),
        ("pupil_records", Pupil),
        ("roles", Role),
    )
    return [
        Prefetch(name, model._default_manager.filter(board__in=reach.all_boards))
        for name, model in kinds
    ]


def _board_of(user: User) -> Board:
    """The board by which the desk knows this account: its waiting time holds."""
    records = [*user.guardian_records.all(), *user.pupil_records.all(), *user.roles.all()]
    return Board.objects.get(pk=records[0].board_id)
