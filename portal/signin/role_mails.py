"""Bericht aan de FG: a weighty role was proposed, settled or ended; which one stands inside."""

from datetime import date

from django.conf import settings
from django.urls import reverse

from portal.outbox.actions import announce
from portal.people.models import Board
from portal.signin import staff


def tell_fg(board: Board, *, what: str, today: date) -> None:
    """To every FG of the board; `what` makes the message once only."""
    for fg in staff.officers(board, today):
        announce(
            "signin.role_changed",
            to=fg.email or "",
            link=settings.PORTAL_URL.rstrip("/") + reverse("signin:roles"),
            key=f"signin.role:{what}:{fg.pk}",
        )
