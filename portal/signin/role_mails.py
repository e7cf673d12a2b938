"""Berichten over rollen: to the FG, the second person and the holder; without content."""

from datetime import date

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox.actions import announce, post
from portal.people.models import Board, RoleProposal, User
from portal.signin import staff


def tell_fg(board: Board, *, what: str, today: date) -> None:
    """To every FG of the board; `what` makes the message once only."""
    for fg in staff.officers(board, today):
        _notice(fg, "role_changed", what)


def ask_second(proposal: RoleProposal, *, today: date) -> None:
    """To everybody who may settle it: something waits."""
    for person in staff.second_people(proposal, today):
        _notice(person, "role_waiting", f"waiting:{proposal.pk}")


def tell_withdrawn(proposal: RoleProposal, *, today: date) -> None:
    """To everybody who was asked to settle it: there is news about what waited."""
    for person in staff.second_people(proposal, today):
        _notice(person, "role_withdrawn", f"withdrawn:{proposal.pk}")


def tell_holder(user: User, *, what: str) -> None:
    """To whoever may now do more or less than before; which role, only the portal shows."""
    with translation.override("nl"):
        subject = _("Er is iets veranderd aan uw toegang")
        body = _(
            "%(subject)s in het privacyportaal.\n\n"
            "Log in om te zien wat u nu kunt doen:\n%(link)s\n\n"
            "Klopt dit niet? Bel dan de school."
        ) % {"subject": subject, "link": settings.PORTAL_URL}
        key = f"signin.role:{what}:{user.pk}"
        post("signin.role_yours", to=user.email or "", subject=subject, body=body, key=key)


def _notice(user: User, kind: str, what: str) -> None:
    announce(
        f"signin.{kind}",
        to=user.email or "",
        link=settings.PORTAL_URL.rstrip("/") + reverse("signin:roles"),
        key=f"signin.role:{what}:{user.pk}",
    )
