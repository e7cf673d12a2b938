"""The only door to a pupil: what ties a person to whom, and what a role reaches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import F, Q, QuerySet, prefetch_related_objects
from django.http import Http404
from django.utils import timezone

from portal.people.models import (
    Board,
    Enrolment,
    Guardian,
    Guardianship,
    Mandate,
    Membership,
    Pupil,
    Role,
    School,
    User,
    holds,
)
from portal.people.rules import (
    MAY,
    PRIMARY_SECTORS,
    Authority,
    CourtRestriction,
    Duty,
    LeavingReason,
    Link,
    MandateGiven,
    MandateScope,
    Right,
    RoleKind,
    Scope,
    Sector,
    Subject,
    Term,
    Verdict,
    kept_until,
    may_act,
    turns,
)
from portal.prepared import Prepared, hand_out

Person = User | AnonymousUser

# Behind every page of a family; see portal/prepared.py.
GUARDIANSHIPS_AROUND: Prepared[Any] = Prepared(  # `account`: whose guardianship it is
    lambda user: (
        Guardianship.objects.filter(
            pupil__in=Guardianship.objects.filter(guardian__user=user).values("pupil")
        )
        .annotate(account=F("guardian__user_id"))
        .order_by()
    )
)
PUPILS_OF = Prepared(
    lambda user, pupils: (
        Pupil.objects.filter(Q(user=user) | Q(pk__in=pupils))
        .select_related("board")
        .order_by("first_name", "last_name", "id")
    )
)
ENROLMENTS_OF = Prepared(
    lambda pupils: Enrolment.objects.filter(pupil__in=pupils).select_related("school")
)


@dataclass(frozen=True)
class Tie:
    """One person and one pupil on one day, with the rules' answers."""

    pupil: Pupil
    guardian_id: UUID | None  # None: the pupil's own tie
    link: Link
    subject: Subject
    today: date

    def verdict(self, right: Right) -> Verdict:
        """What law.md §3 says, with the reason."""
        return may_act(right, self.link, self.subject, self.today)

    def may(self, right: Right) -> bool:
        """Whether law.md §3 allows it today."""
        return self.verdict(right).allowed

    @property
    def school(self) -> School | None:
        """The school of the newest enrolment."""
        newest = _newest(self.pupil)
        return newest.school if newest else None


@dataclass(frozen=True)
class Place:
    """Where a person stands in the portal; `board_name` is empty with several boards or none."""

    is_family: bool
    duties: frozenset[Duty]
    board_name: str


def subject_of(pupil: Pupil) -> Subject:
    """The facts about a pupil that the rules need; `enrolments` should be prefetched."""
    newest = _newest(pupil)
    if newest is None:
        return Subject(born_on=pupil.born_on, primary=False)
    ended = None
    if newest.until is not None:
        reason = LeavingReason(newest.leaving_reason or LeavingReason.UNKNOWN)
        ended = kept_until(newest.until, reason, file_years=pupil.board.pupil_file_years)
    primary = Sector(newest.school.sector) in PRIMARY_SECTORS
    return Subject(born_on=pupil.born_on, primary=primary, left_on=newest.until, kept_until=ended)


def _newest(pupil: Pupil) -> Enrolment | None:
    """The enrolment that ends last; an open one goes before all ended ones."""
    return max(
        pupil.enrolments.all(),
        key=lambda row: (row.until is None, row.until or row.since),
        default=None,
    )


def link_of(
    guardianship: Guardianship, mandates: Iterable[Mandate], *, provisional: bool = False
) -> Link:
    """A guardianship with the mandates of the same pair, as the rules take it."""
    return Link(
        term=Term(guardianship.since, guardianship.until),
        authority=Authority(guardianship.authority),
        restriction=_restriction(guardianship),
        provisional=provisional,
        mandates=tuple(
            MandateGiven(MandateScope(row.scope), Term(row.since, row.until)) for row in mandates
        ),
    )


def _restriction(row: Guardianship) -> CourtRestriction | None:
    if row.restriction_since is None:
        return None
    return CourtRestriction(
        term=Term(row.restriction_since, row.restriction_until),
        may_view=row.may_view,
        may_request=row.may_request,
        may_be_informed=row.may_be_informed,
    )


def ties_of(user: Person, today: date) -> list[Tie]:
    """Everybody this person is tied to today: own records first, then the children by name.

    Three queries, whatever the number of children; one more when a child is 16 or older. The
    guardianships of each child are there too, since consent weighs them all.
    """
    if not isinstance(user, User):
        return []
    around = GUARDIANSHIPS_AROUND(user.pk)
    mine = (row for row in around if row.account == user.pk and row.is_on(today))
    rows = sorted(mine, key=lambda row: row.pk)
    pupils = PUPILS_OF(user.pk, [row.pupil_id for row in rows])
    hand_out(
        around,
        to=[one for one in pupils if one.pk in {row.pupil_id for row in rows}],
        via="pupil",
        as_="guardianships",
    )
    fill_facts(pupils, today)
    provisional = user.is_provisional(timezone.now())  # hours, so no day can be its argument
    itself = Link(term=Term(date.min), is_self=True, provisional=provisional)
    own = [pupil for pupil in pupils if pupil.user_id == user.pk]
    ties = [Tie(pupil, None, itself, subject_of(pupil), today) for pupil in own]
    pairs = [(row, pupil) for pupil in pupils for row in rows if row.pupil_id == pupil.pk]
    return [*ties, *(_tie(row, pupil, today, provisional) for row, pupil in pairs)]


def _tie(row: Guardianship, pupil: Pupil, today: date, provisional: bool) -> Tie:
    given = mandates_of(pupil, today)
    mandates = [one for one in given if one.guardian_id == row.guardian_id]
    return Tie(
        pupil,
        row.guardian_id,
        link_of(row, mandates, provisional=provisional),
        subject_of(pupil),
        today,
    )


def fill_facts(pupils: list[Pupil], today: date) -> None:
    """Fetches what the rules need of these pupils, all at once."""
    if pupils:
        rows = ENROLMENTS_OF([pupil.pk for pupil in pupils])
        hand_out(rows, to=pupils, via="pupil", as_="enrolments")
    fill_mandates(pupils, today)


def fill_mandates(pupils: Iterable[Pupil], today: date) -> None:
    """Fetches the mandates of those who are old enough to give one."""
    prefetch_related_objects([one for one in pupils if _is_grown(one, today)], "mandates")


def mandates_of(pupil: Pupil, today: date) -> list[Mandate]:
    """The mandates that this pupil gave; before 16 there are none, and nothing is asked."""
    return list(pupil.mandates.all()) if _is_grown(pupil, today) else []


def _is_grown(pupil: Pupil, today: date) -> bool:
    return pupil.born_on is not None and turns(pupil.born_on, 16) <= today


def get_tie(user: Person, pupil_id: UUID, right: Right, today: date) -> Tie:
    """The only door to a pupil for family; without the right the pupil does not exist (404)."""
    for tie in ties_of(user, today):
        if tie.pupil.pk == pupil_id and tie.may(right):
            return tie
    raise Http404


def group_names(pupils: Iterable[Pupil], today: date) -> dict[UUID, str]:
    """The base group of each pupil today, in one query."""
    rows = Membership.objects.filter(
        holds(today), pupil__in=list(pupils), group__composite=False
    ).select_related("group")
    return {row.pupil_id: row.group.name for row in rows}


def guardian_records(user: Person) -> QuerySet[Guardian]:
    """This person's own records, one a board: the subject of 'mijn eigen gegevens'."""
    if not isinstance(user, User):
        return Guardian.objects.none()
    return Guardian.objects.filter(user=user).select_related("board")


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
    rows = Role.objects.filter(holds(today), user=user)
    return list(rows.select_related("board", "school", "group").order_by("kind", "since"))


def place_of(user: User, today: date) -> Place:
    """What the menu needs of this person; the frame asks once a minute, so it may be slow."""
    duties = {duty for role in roles_of(user, today) for duty in MAY[RoleKind(role.kind)]}
    family = Guardian.objects.filter(user=user).exists() or Pupil.objects.filter(user=user).exists()
    boards = list(boards_of(user, today)[:2])
    name = boards[0].name if len(boards) == 1 else ""
    return Place(is_family=family, duties=frozenset(duties), board_name=name)


def scopes_of(user: Person, today: date, duty: Duty) -> list[Scope]:
    """Where this person may carry out a duty today: board and school are ids."""
    scopes = (
        Scope(RoleKind(role.kind), role.board_id, role.school_id) for role in roles_of(user, today)
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


def household_of(user: Person) -> QuerySet[Pupil]:
    """The pupils of one's own household: no staff verb or look on them (law.md §3)."""
    if not isinstance(user, User):
        return Pupil.objects.none()
    return Pupil.objects.filter(Q(user=user) | Q(guardianships__guardian__user=user)).distinct()
