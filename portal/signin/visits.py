"""Bezoek: the clock of a signed-in session, kept inside the session itself."""

from datetime import date

from django.contrib.sessions.backends.base import SessionBase

from portal.people.access import roles_of
from portal.people.models import User
from portal.signin.rules import Visit, idle_limit

KEY = "visit"  # [began, seen, idle] in seconds


def begin(session: SessionBase, user: User, *, now: int, today: date) -> None:
    """Start the clock: a new sign-in, or a session that had none yet."""
    session[KEY] = [now, now, _idle(user, today)]


def goes_on(session: SessionBase, user: User, *, now: int, today: date) -> bool:
    """Whether the visit may go on; notes that somebody was here, at most once a minute."""
    if KEY not in session:
        begin(session, user, now=now, today=today)
    visit = Visit(*session[KEY])
    if not visit.goes_on(now):
        return False
    if visit.is_due_for_saving(now):
        session[KEY] = [visit.began, now, _idle(user, today)]
    return True


def _idle(user: User, today: date) -> int:
    return idle_limit(staff=bool(roles_of(user, today)))
