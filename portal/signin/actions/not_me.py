"""Dit was ik niet: an account that a stranger opened with the letter is closed."""

from datetime import datetime

from django.db import transaction

from portal.audit.actions import record
from portal.people.models import Guardian, Pupil, User
from portal.signin.actions.activate import hidden_token
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import Invitation, Objected
from portal.signin.rules import InvitedAs


@transaction.atomic
def object_to(token: str, *, now: datetime) -> bool:
    """Close what was opened; False for an unknown, old or used link."""
    rows = Objected.objects.filter(token_hash=hidden_token(token))
    if rows.filter(valid_until__gt=now, pressed_at=None).update(pressed_at=now) != 1:
        return False
    invitation = rows.get().invitation
    if invitation.used_by_id is None:
        return False
    user = User.objects.select_for_update().get(pk=invitation.used_by_id)
    if invitation.guardian_id:
        Guardian.objects.filter(pk=invitation.guardian_id, user=user).update(user=None)
    if invitation.pupil_id:
        Pupil.objects.filter(pk=invitation.pupil_id, user=user).update(user=None)
    if _was_made_by(invitation, user):
        user.is_active, user.email, user.email_proven_at = False, None, None
        user.save(update_fields=["is_active", "email", "email_proven_at"])
    end_sessions(user, by=None, why="not_me")
    board_id, whose = invitation.board_id, str(user.pk)
    record("signin.not_me", actor=None, subject=invitation, board_id=board_id, account=whose)
    return True


def _was_made_by(invitation: Invitation, user: User) -> bool:
    """An older account that only got one more child keeps the rest of what it has."""
    is_staff = invitation.kind == InvitedAs.STAFF
    return is_staff or user.sign_in_name == invitation.reference.lower()
