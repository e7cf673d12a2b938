"""The verbs about people: open an account, tie it to a record, give a role, confirm a teacher."""

from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Board, Group, Guardian, Pupil, Role, School, TeachingLink, User
from portal.people.rules import RoleKind, turns


class TooYoung(Exception):
    """A pupil under 16, or of unknown age, has no account (law.md §3)."""


class OwnRole(Exception):
    """Nobody grants a role to themselves (product.md)."""


@transaction.atomic
def open_account(
    sign_in_name: str, *, display_name: str, email: str, password: str | None, by: User | None
) -> User:
    """An account without any tie or role yet; e-mail may be empty."""
    user = User.objects.create_user(sign_in_name, password, email=email, display_name=display_name)
    record("people.account_opened", actor=by, subject=user)
    return user


@transaction.atomic
def tie_guardian(guardian: Guardian, *, user: User, by: User | None) -> None:
    """The account belongs to this guardian of the board."""
    guardian.user = user
    guardian.save(update_fields=["user"])
    _noted("people.guardian_tied", guardian, user, by)


@transaction.atomic
def tie_pupil(pupil: Pupil, *, user: User, by: User | None, today: date) -> None:
    """The account belongs to this pupil; `TooYoung` before the 16th birthday."""
    if pupil.born_on is None or turns(pupil.born_on, 16) > today:
        raise TooYoung
    pupil.user = user
    pupil.save(update_fields=["user"])
    _noted("people.pupil_tied", pupil, user, by)


def _noted(verb: str, subject: Guardian | Pupil, user: User, by: User | None) -> None:
    record(verb, actor=by, subject=subject, board_id=subject.board_id, user=str(user.pk))


@transaction.atomic
def grant_role(
    user: User,
    *,
    kind: RoleKind,
    board: Board | None = None,
    school: School | None = None,
    group: Group | None = None,
    by: User | None,
    today: date,
) -> Role:
    """A role from today; a school's role reaches that school only. `OwnRole` for oneself."""
    if by is not None and by.pk == user.pk:
        raise OwnRole
    reach = school.board if school else board
    role = Role.objects.create(
        user=user,
        kind=kind.value,
        board=reach,
        school=school,
        group=group,
        since=today,
        granted_by=by,
    )
    board_id = reach.pk if reach else None
    record("people.role_granted", actor=by, subject=role, board_id=board_id, kind=kind.value)
    return role


@transaction.atomic
def confirm_teacher(link: TeachingLink, *, user: User, by: User, today: date) -> Role:
    """The group that the school's file names becomes the teacher's, because somebody says so."""
    link.confirmed_on, link.confirmed_by = today, by
    link.save(update_fields=["confirmed_on", "confirmed_by"])
    return grant_role(
        user, kind=RoleKind.TEACHER, school=link.school, group=link.group, by=by, today=today
    )
