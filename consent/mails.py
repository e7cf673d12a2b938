"""Mail about consent: that something waits in the portal, never what."""

from django.conf import settings

from consent.models import Choice, TakeDown
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


def taken_down(task: TakeDown, *, to: User, informal: bool) -> None:
    """Tells somebody of the family that there is news; once a day and channel, however many."""
    what = f"{task.pupil_id}.{task.publication.purpose_id}.{task.done_on}"
    announce(
        "consent.take_down",
        to=to.email or "",
        link=settings.PORTAL_URL,
        key=f"consent.take_down.{what}.{to.pk}",
        informal=informal,
    )
