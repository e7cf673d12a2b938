"""Nieuwe collega: an account for work, with the letter that opens it."""

from datetime import date, datetime

from django.db import transaction

from portal.people.actions import open_account
from portal.people.models import Board, User
from portal.signin.actions.invite import Where, invite


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
