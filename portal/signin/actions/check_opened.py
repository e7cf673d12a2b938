"""Nagaan: the office asked the person whether it was they who opened an account."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import User
from portal.signin.actions.activate import record_of
from portal.signin.models import Invitation


class CheckedBefore(Exception):
    """A colleague, or the link in the notice, was first."""


@transaction.atomic
def confirm(invitation: Invitation, *, by: User, now: datetime) -> None:
    """It was the person: what the letter opened is provisional no more. Or `CheckedBefore`."""
    unchecked = Invitation.objects.filter(pk=invitation.pk, checked_at=None)
    if unchecked.update(checked_at=now, checked_by=by) != 1:
        raise CheckedBefore
    record_of(invitation).filter(user=invitation.used_by).update(provisional_until=None)
    user = User.objects.select_for_update().get(pk__in=[invitation.used_by_id])
    if made_account(invitation, user):
        user.provisional_until = None
        user.save(update_fields=["provisional_until"])
    board_id, whose = invitation.board_id, str(user.pk)
    record("signin.opened_checked", actor=by, subject=invitation, board_id=board_id, account=whose)


def made_account(invitation: Invitation, user: User) -> bool:
    """Whether this letter opened the account; an older account only got one more record."""
    return bool(invitation.user_id) or user.sign_in_name == invitation.reference.lower()
