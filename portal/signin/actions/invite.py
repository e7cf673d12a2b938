"""Uitnodigen: one person, or everybody of a school or group who has no account yet."""

from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from portal.audit.actions import record
from portal.people.actions import TooYoung
from portal.people.models import Board, Group, Guardian, Membership, Pupil, School, User, holds
from portal.people.rules import turns
from portal.signin.models import Invitation, LetterRun, PlannedLetter
from portal.signin.rules import CODE_LENGTH, INVITATION_HOLDS, REFERENCE_LENGTH, InvitedAs
from portal.signin.secret_codes import hidden_code, new_code

Person = Guardian | Pupil | User
PURPOSE = "letter"


class AlreadyHasAccount(Exception):
    """Who can sign in needs no letter."""


class NobodyLeft(Exception):
    """Everybody there has an account or an open letter."""


@dataclass(frozen=True)
class Where:
    """For which pile of letters."""

    board: Board
    school: School | None = None
    group: Group | None = None


@transaction.atomic
def invite(
    person: Person, *, where: Where, by: User | None, now: datetime, today: date
) -> LetterRun:
    """A new letter for one person; an older one is dead from now on.

    Raises `AlreadyHasAccount`, and `TooYoung` for a pupil under 16 or of unknown age.
    """
    _one_at_a_time(where)
    person.refresh_from_db()
    _check(person, today)
    for old in Invitation.objects.waiting().filter(**{_field(person): person}):
        revoke(old, by=by, now=now)
    invitation = _blank(person, where, by, now)
    invitation.save(force_insert=True)
    record("signin.invited", actor=by, subject=invitation, board_id=where.board.pk)
    return _pile([invitation], where, by, now)


@transaction.atomic
def invite_all(
    guardians: QuerySet[Guardian],
    pupils: QuerySet[Pupil],
    *,
    where: Where,
    by: User | None,
    now: datetime,
    today: date,
) -> LetterRun:
    """A letter for everybody among these without account and without open letter.

    In the order of the envelopes: by group, then by last name. Raises `NobodyLeft`.
    """
    _one_at_a_time(where)
    people: list[Person] = [*guardians.filter(user=None)]
    people += pupils.filter(user=None, born_on__lte=turns(today, -16))
    open_now = Invitation.objects.still_open(now).filter(board=where.board)
    have = {pk for row in open_now.values_list("guardian", "pupil") for pk in row}
    people = [one for one in people if one.pk not in have]
    if not people:
        raise NobodyLeft
    stale = {one.pk for one in people}
    for old in Invitation.objects.waiting().filter(board=where.board):
        if stale & {old.guardian_id, old.pupil_id}:
            revoke(old, by=by, now=now)
    invitations = [_blank(one, where, by, now) for one in _in_order(people, where, today)]
    Invitation.objects.bulk_create(invitations, batch_size=500)
    run = _pile(invitations, where, by, now)
    record("signin.invited_all", actor=by, subject=run, board_id=run.board_id, letters=run.total)
    return run


@transaction.atomic
def revoke(invitation: Invitation, *, by: User | None, now: datetime) -> bool:
    """The letter is worth nothing from now on; False when it was used or revoked already."""
    waiting = Invitation.objects.waiting().filter(pk=invitation.pk)
    if waiting.update(revoked_at=now) != 1:
        return False
    record("signin.revoked", actor=by, subject=invitation, board_id=invitation.board_id)
    return True


@transaction.atomic
def revoke_all(invitations: QuerySet[Invitation], *, board: Board, by: User, now: datetime) -> int:
    """All these letters are worth nothing from now on; how many there were."""
    _one_at_a_time(Where(board))
    return sum(revoke(one, by=by, now=now) for one in invitations)


def _one_at_a_time(where: Where) -> None:
    """Two who invite at once wait for each other, so that one person has one open letter."""
    Board.objects.select_for_update().get(pk=where.board.pk)


def _check(person: Person, today: date) -> None:
    if isinstance(person, User):
        has_account = person.has_usable_password()
    else:
        has_account = person.user_id is not None
    if has_account:
        raise AlreadyHasAccount
    if isinstance(person, Pupil) and not _is_grown(person, today):
        raise TooYoung


def _is_grown(pupil: Pupil, today: date) -> bool:
    return pupil.born_on is not None and turns(pupil.born_on, 16) <= today


def _field(person: Person) -> str:
    if isinstance(person, User):
        return "user"
    return "pupil" if isinstance(person, Pupil) else "guardian"


def _blank(person: Person, where: Where, by: User | None, now: datetime) -> Invitation:
    """Its code is known to nobody: the one that counts is made when the letter is."""
    field = _field(person)
    kind = InvitedAs.STAFF if field == "user" else InvitedAs(field)
    return Invitation(
        board=where.board,
        kind=kind.value,
        reference=new_code(REFERENCE_LENGTH),
        code_hash=hidden_code(PURPOSE, new_code(CODE_LENGTH)),
        made_at=now,
        made_by=by,
        expires_at=now + INVITATION_HOLDS,
        **{field: person},
    )


def _pile(invitations: list[Invitation], where: Where, by: User | None, now: datetime) -> LetterRun:
    run = LetterRun.objects.create(
        board=where.board,
        school=where.school,
        group=where.group,
        made_by=by,
        made_at=now,
        total=len(invitations),
    )
    planned = (
        PlannedLetter(run=run, number=number, invitation=invitation)
        for number, invitation in enumerate(invitations, start=1)
    )
    PlannedLetter.objects.bulk_create(planned, batch_size=500)
    return run


def _in_order(people: list[Person], where: Where, today: date) -> list[Person]:
    """By group of the (first) child, then by name, as the envelopes are handed to the groups."""
    rows = Membership.objects.filter(
        holds(today), group__school__board=where.board, group__composite=False
    )
    if where.school:
        rows = rows.filter(group__school=where.school)
    groups: dict[UUID | None, str] = {}
    columns = ("pupil", "pupil__guardianships__guardian", "group__name")
    for pupil, guardian, name in rows.order_by("-group__name").values_list(*columns):
        groups[pupil] = groups[guardian] = name

    def place(person: Person) -> tuple[str, str, str]:
        last = "" if isinstance(person, User) else person.last_name
        return groups.get(person.pk, "~"), last.casefold(), str(person)

    return sorted(people, key=place)
