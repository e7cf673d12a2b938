"""Weghaaltaken binnen bereik: which tasks the roles of somebody reach, and who may be asked."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from consent.models import TakeDown
from consent.models.publications import TakeDownQuerySet
from portal.people.access import Person, groups_within, household_of, scopes_of, within
from portal.people.models import Group, Membership, Role, User, holds
from portal.people.rules import MAY, Duty, RoleKind, Scope


def tasks_within(user: Person, today: date, duty: Duty) -> TakeDownQuerySet:
    """Those that a role of today reaches with this duty; never of one's own household."""
    scopes = scopes_of(user, today, duty)
    if not scopes:
        return TakeDown.objects.none()
    mine = Q(
        pupil__in=taught(scopes, today).values("pupil"),
        publication__school__in=schools_taught(scopes),
    )
    rows = TakeDown.objects.filter(of_office(scopes, "publication__school") | mine)
    return rows.exclude(pupil__in=household_of(user).order_by().values("pk"))


def may_own(user: User, task: TakeDown, today: date) -> bool:
    """Whether this member of staff may take it down today."""
    return user.is_active and tasks_within(user, today, Duty.PUBLISH).filter(pk=task.pk).exists()


def owners_for(task: TakeDown, today: date) -> list[User]:
    """Everybody who may take it down today, by name."""
    kinds = [kind.value for kind, duties in MAY.items() if Duty.PUBLISH in duties]
    school = task.publication.school
    groups = Membership.objects.filter(holds(today), pupil=task.pupil_id).values("group")
    rows = Role.objects.filter(holds(today), board=school.board_id, kind__in=kinds)
    rows = rows.filter(Q(school=None) | Q(school=school))
    rows = rows.filter(~Q(kind=RoleKind.TEACHER.value) | Q(group__in=groups))
    found = User.objects.filter(pk__in=rows.values("user")).order_by("pk")
    return sorted((one for one in found if may_own(one, task, today)), key=str)


def of_office(scopes: Collection[Scope], school: str) -> Q:
    """Within the roles that see a whole school or board."""
    others = [one for one in scopes if one.kind is not RoleKind.TEACHER]
    return within(others, board=f"{school}__board", school=school)


def schools_taught(scopes: Collection[Scope]) -> QuerySet[Group]:
    """Of the groups that somebody teaches."""
    return _groups_taught(scopes).order_by().values("school")  # type: ignore[return-value]


def taught(scopes: Collection[Scope], today: date) -> QuerySet[Membership]:
    """Who is in the teacher's own group today."""
    groups = _groups_taught(scopes).order_by().values("pk")
    return Membership.objects.filter(holds(today), group__in=groups)


def _groups_taught(scopes: Collection[Scope]) -> QuerySet[Group]:
    return groups_within([one for one in scopes if one.kind is RoleKind.TEACHER])
