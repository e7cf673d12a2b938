"""Nieuwe collega: an account for work, with the letter that opens it."""

from datetime import date, datetime

from django.db import transaction

from portal.people.actions import grant_role, open_account
from portal.people.models import Board, User
from portal.people.rules import RoleKind
from portal.signin import role_mails
from portal.signin.actions.invite import Where, invite
from portal.signin.actions.roles import WEIGHTY
from portal.signin.models import LetterRun


@transaction.atomic
def open_staff_account(
    board: Board,
    *,
    display_name: str,
    sign_in_name: str,
    email: str,
    by: User,
    now: datetime,
    today: date,
) -> User:
    """An account without password and role; the letter is made within a minute.

    The letter ties it to the board, so that a role can be given before it is opened.
    """
    user = open_account(
        sign_in_name, display_name=display_name, email=email, password=None, board=board, by=by
    )
    invite(user, where=Where(board), by=by, now=now, today=today)
    return user


@transaction.atomic
def open_first_account(
    board: Board,
    *,
    kind: RoleKind,
    display_name: str,
    sign_in_name: str,
    email: str,
    now: datetime,
    today: date,
) -> LetterRun:
    """An account with a role from the installation itself, for where nobody can give one yet.

    The letters to make; an operator's comes from this board too, the role belongs to none.
    """
    home = None if kind is RoleKind.OPERATOR else board
    user = open_account(
        sign_in_name, display_name=display_name, email=email, password=None, board=home, by=None
    )
    role = grant_role(user, kind=kind, board=home, by=None, today=today)
    if kind in WEIGHTY:
        role_mails.tell_fg(board, what=f"given:{role.pk}", today=today)
    return invite(user, where=Where(board), by=None, now=now, today=today)
