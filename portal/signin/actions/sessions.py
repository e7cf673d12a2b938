"""Bezoeken beëindigen: the verbs that end what is signed in."""

from django.db import transaction
from django.db.models import F

from portal.audit.actions import record
from portal.people.models import User


@transaction.atomic
def end_sessions(user: User, *, by: User | None, why: str) -> None:
    """Every session of this account is over at its next request, wherever it is.

    The session of who asks goes on when its view calls `update_session_auth_hash` afterwards.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    record("signin.sessions_ended", actor=by, subject=user, why=why)
