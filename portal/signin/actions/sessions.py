"""Bezoeken: the verbs that note a sign-in and end what is signed in."""

from datetime import datetime, timedelta

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import F

from portal.audit.actions import erasing, record
from portal.audit.models import Event
from portal.people.models import User
from portal.signin import recover_mails
from portal.signin.rules import LONGEST_VISIT, family_of

LOG_KEPT = timedelta(days=365)  # law.md section 7: the sign-in log, twelve months
LOG = (
    "signin.succeeded",
    "signin.failed_code",
    "signin.left",
    "signin.locked",
    "signin.new_device",
    "signin.session_ended",
    "signin.sessions_ended",
)
# No address is kept: the device and the moment say enough.
NOWHERE = "0.0.0.0"  # noqa: S104  # nosec B104


@transaction.atomic
def end_sessions(user: User, *, by: User | None, why: str) -> None:
    """Every session of this account is over at its next request, wherever it is.

    The session of who asks goes on when its view calls `update_session_auth_hash` afterwards.
    """
    User.objects.filter(pk=user.pk).update(session_epoch=F("session_epoch") + 1)
    user.refresh_from_db(fields=["session_epoch"])
    record("signin.sessions_ended", actor=by, subject=user, why=why)


@transaction.atomic
def note_sign_in(user: User, *, key: str, agent: str, is_known: bool) -> int:
    """Keep the family of the device that just signed in, and nothing else of it; the row's id.

    Its owner is told when the browser had no mark of an earlier visit.
    """
    family = family_of(agent)
    kept = {"user": user, "ip": NOWHERE, "user_agent": f"{family.browser}/{family.system}"}
    rows = UserSession.objects.filter(session_key=key)
    if not rows.update(**kept):
        UserSession.objects.create(session_key=key, **kept)
    if not is_known:
        record("signin.new_device", actor=user, subject=user)
        recover_mails.notice(user, "new_device")
    return int(rows.values_list("pk", flat=True)[0])


@transaction.atomic
def end_one(row: UserSession, *, by: User) -> None:
    """This one session is over; a request that is under way cannot bring it back."""
    Session.objects.filter(session_key=row.session_key).delete()
    record("signin.session_ended", actor=by, subject=row.user, session=row.pk)
    row.delete()


def forget_old(now: datetime) -> int:
    """Sweep: sessions that cannot be alive, what was noted of their devices, the old log."""
    _forget_log(now)
    passed = now - timedelta(seconds=LONGEST_VISIT)
    Session.objects.filter(expire_date__lt=now).delete()
    rows: int = UserSession.objects.filter(created_at__lt=passed).delete()[0]
    return rows


def _forget_log(now: datetime) -> None:
    """Who came in and went out, a year ago; what staff did at the desk stays."""
    old = Event.objects.filter(board_id=None, at__lt=now - LOG_KEPT, verb__in=LOG)
    if old.exists():
        with erasing("signin.log", by=None) as erasure:
            erasure.rows = old.delete()[0]
