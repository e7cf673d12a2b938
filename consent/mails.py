"""Mail about consent: that something waits in the portal, never what."""

from django.conf import settings

from consent.models import Choice
from portal.outbox.actions import announce
from portal.people.models import User


def choice_received(choice: Choice, *, to: User) -> None:
    """Tells the giver that an answer was noted; an outbox row in the verb's transaction."""
    announce(
        "consent.choice",
        to=to.email or "",
        link=settings.PORTAL_URL,
        key=f"consent.choice.{choice.pk}",
        informal=choice.guardian_id is None,
    )
