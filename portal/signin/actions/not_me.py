"""Dit was ik niet: an account that a stranger opened with the letter is closed."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import User
from portal.signin.actions.activate import hidden_token, record_of
from portal.signin.actions.check_opened import CheckedBefore, made_account
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import Invitation, Objected


@transaction.atomic
def object_to(token: str, *, now: datetime) -> bool:
    """Close what was opened; False for an unknown, old or used link."""
    rows = Objected.objects.filter(token_hash=hidden_token(token))
    if rows.filter(valid_until__gt=now, pressed_at=None).update(pressed_at=now) != 1:
        return False
    return close(rows.get().invitation, by=None, now=now)


@transaction.atomic
def close(invitation: Invitation, *, by: User | None, now: datetime) -> bool:
    """Untie what the letter tied, and close the account it made; False when that was done.

    `by`: the office, after asking the person; None when somebody pressed the link of the notice.
    Raises `CheckedBefore` when a colleague of the office was first.
    """
    invitation = Invitation.objects.select_for_update().get(pk=invitation.pk)
    if by is not None and invitation.checked_at is not None:
        raise CheckedBefore
    if invitation.used_by_id is None:
        return False
    user = User.objects.select_for_update().get(pk=invitation.used_by_id)
    record_of(invitation).filter(user=user).update(user=None, provisional_until=None)
    if made_account(invitation, user):
        user.is_active, user.email, user.email_proven_at = False, None, None
        user.save(update_fields=["is_active", "email", "email_proven_at"])
    end_sessions(user, by=by, why="not_me")
    invitation.checked_at, invitation.checked_by = now, by
    invitation.save(update_fields=["checked_at", "checked_by"])
    board_id, whose = invitation.board_id, str(user.pk)
    record("signin.not_me", actor=by, subject=invitation, board_id=board_id, account=whose)
    return True
