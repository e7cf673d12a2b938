"""Mail of the door. It never says what happened, only that somebody should look."""

from uuid import uuid4

from django.conf import settings

from portal.outbox.actions import announce
from portal.people.models import User


def factor_changed(user: User) -> None:
    """A way to sign in came or went: the owner should look whether that was right."""
    kind = "signin.factor_changed"
    announce(kind, to=user.email or "", link=settings.PORTAL_URL, key=f"{kind}:{uuid4()}")
