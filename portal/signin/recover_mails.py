"""Berichten over het account: content-free notices, and the one mail that holds a link."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox.actions import announce, post
from portal.people.models import User


def notice(user: User, kind: str) -> None:
    """Something happened to this account: what it was stands behind the sign-in.

    To the account's own address, or else to those by which the schools know its owner: nothing is
    in it, so a shared mailbox learns nothing.
    """
    informal = user.pupil_records.exists()
    for to in addresses_of(user):
        announce(
            f"signin.{kind}",
            to=to,
            link=f"{settings.PORTAL_URL}{reverse('signin:sessions')}",
            key=f"signin.{kind}:{uuid4()}",
            informal=informal,
        )


def addresses_of(user: User) -> list[str]:
    """Where the owner of this account is told something now."""
    if user.email:
        return [user.email]
    known = user.guardian_records.exclude(contact_email="")
    return sorted(set(known.values_list("contact_email", flat=True)))


def reset_link(user: User, *, token: str) -> None:
    """The link for a new password; the host is the portal's own, whatever the browser asked."""
    path = reverse("signin:password_reset", kwargs={"pk": user.pk, "token": token})
    with translation.override("nl"):
        body = _(
            "Er is een nieuw wachtwoord gevraagd voor het privacyportaal.\n\n"
            "Kies het hier, binnen een uur:\n%(link)s\n\n"
            "Niet zelf gevraagd? Doe dan niets. Het wachtwoord blijft hetzelfde."
        ) % {"link": f"{settings.PORTAL_URL}{path}"}
        post(
            "signin.password_reset",
            to=user.email or settings.DEFAULT_FROM_EMAIL,
            subject=_("Een nieuw wachtwoord kiezen"),
            body=body,
            key=f"signin.password_reset:{uuid4()}",
        )
