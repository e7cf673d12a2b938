"""The only door to somebody's device."""

from collections.abc import Collection

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404

from portal.audit.models import Event
from portal.people.access import Person
from portal.people.models import User
from portal.signin.models import AuthenticatorApp


def device_of(user: User) -> AuthenticatorApp | None:
    """The confirmed app of this account; None when there is none."""
    apps = AuthenticatorApp.objects.filter(user=user, confirmed=True)
    first: AuthenticatorApp | None = apps.order_by("pk").first()
    return first


def account(user: Person) -> User:
    """The account behind a page for signed-in people; anybody else was sent to sign in before."""
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def get_own_session(user: User, pk: int) -> UserSession:
    """One of one's own devices; another person's does not exist (404)."""
    row: UserSession = get_object_or_404(UserSession, user=user, pk=pk)
    return row


def happened_to(user: User, verbs: Collection[str]) -> list[Event]:
    """The last things that happened to this account, newest first."""
    rows = Event.objects.filter(
        subject_type=User._meta.label_lower, subject_id=str(user.pk), verb__in=list(verbs)
    )
    return list(rows.order_by("-id")[:15])
