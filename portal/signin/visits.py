"""Bezoek: the clock of a signed-in session, kept inside the session itself."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from allauth.usersessions.models import UserSession
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.utils.crypto import constant_time_compare

from portal.people.access import roles_of
from portal.people.models import User
from portal.signin.rules import DeviceFamily, Visit, idle_limit

KEY = "visit"  # [began, seen, idle] in seconds
DEVICE = "device"  # [row of the device, the session key that the row knows]
MOST_SHOWN = 50


@dataclass(frozen=True)
class SignedIn:
    """One device on which somebody is signed in now."""

    pk: int
    device: DeviceFamily
    since: datetime
    is_this_one: bool


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
    follow(session)
    return True


def tie(session: SessionBase, row: int) -> None:
    """This session is the one of that row in the list of devices."""
    session[DEVICE] = [row, session.session_key]


def follow(session: SessionBase) -> None:
    """A session whose key was rotated keeps its row; without a rotation nothing is asked."""
    kept = session.get(DEVICE)
    if kept and kept[1] != session.session_key:
        UserSession.objects.filter(pk=kept[0]).update(session_key=session.session_key)
        tie(session, kept[0])


def signed_in(user: User, *, this: str | None, now: datetime) -> list[SignedIn]:
    """Where this account is signed in now, newest first: two queries, however many there are."""
    rows = UserSession.objects.filter(user=user).order_by("-created_at", "-pk")[:MOST_SHOWN]
    found = Session.objects.filter(
        session_key__in=[row.session_key for row in rows], expire_date__gt=now
    )
    kept = {one.session_key: one.get_decoded() for one in found}
    mark, seconds = user.get_session_auth_hash(), int(now.timestamp())
    return [
        SignedIn(row.pk, _family(row), row.created_at, row.session_key == this)
        for row in rows
        if _is_alive(kept.get(row.session_key, {}), mark, seconds)
    ]


def _is_alive(kept: dict[str, Any], mark: str, now: int) -> bool:
    right = constant_time_compare(kept.get(HASH_SESSION_KEY, ""), mark)
    return right and (KEY not in kept or Visit(*kept[KEY]).goes_on(now))


def _family(row: UserSession) -> DeviceFamily:
    browser, _slash, system = row.user_agent.partition("/")
    return DeviceFamily(browser, system)


def _idle(user: User, today: date) -> int:
    return idle_limit(staff=bool(roles_of(user, today)))
