"""Mail about consent: that something waits in the portal, never what."""

from django.conf import settings
from django.utils.translation import gettext as _

from consent.models import Choice
from portal.outbox.actions import post
from portal.people.models import User


def choice_received(choice: Choice, *, to: User) -> None:
    """Tells the giver that an answer was noted; an outbox row in the verb's transaction."""
    post(
        "consent.choice",
        to=to.email or "",
        subject=_("Er staat een bericht voor u klaar"),
        body=_(
            "Er staat een bericht voor u klaar in het privacyportaal van de school.\n\n"
            "Log in om het te lezen: %(url)s\n\n"
            "In deze e-mail staat met opzet geen inhoud."
        )
        % {"url": settings.PORTAL_URL},
        key=f"consent.choice.{choice.pk}",
    )
