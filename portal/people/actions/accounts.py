"""The verbs about accounts: open one, tie it to a record."""

from datetime import date

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Board, Guardian, Pupil, User
from portal.people.rules import turns


class TooYoung(Exception):
    """A pupil under 16, or of unknown age, has no account (law.md §3)."""


@transaction.atomic
def open_account(
    sign_in_name: str,
    *,
    display_name: str,
    email: str,
    password: str | None,
    board: Board | None,
    by: User | None,
) -> User:
    """An account without any tie or role yet; e-mail may be empty.

    `board` None is the operator's account, which belongs to the installation.
    """
    user = User.objects.create_user(sign_in_name, password, email=email, display_name=display_name)
    board_id = board.pk if board else None
    record("people.account_opened", actor=by, subject=user, board_id=board_id)
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
