"""Berichten van de deur: something changed, or a code; never for whom or about what."""

from uuid import uuid4

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from portal.outbox.actions import post
from portal.people.models import Pupil, User
from portal.signin.secret_codes import in_groups


def login_changed(user: User, *, to: str = "") -> None:
    """Something about somebody's sign-in changed; what, stands in the portal.

    `to` when the account's own address is not the one to tell: it was just changed.
    """
    with translation.override("nl"):
        subject, question = (
            (
                _("Er is iets veranderd aan jouw inloggen"),
                _("Heb je dit niet zelf gedaan? Bel dan meteen de school."),
            )
            if _is_pupil(user)
            else (
                _("Er is iets veranderd aan uw inloggen"),
                _("Hebt u dit niet zelf gedaan? Bel dan meteen de school."),
            )
        )
        link = settings.PORTAL_URL.rstrip("/") + reverse("signin:security")
        ready = _("%(subject)s in het privacyportaal.") % {"subject": subject}
        body = f"{ready}\n\n{link}\n\n{question}"
        _post("signin.changed", to or user.email, subject, body)


def code_sent(user: User, code: str) -> None:
    """A code that opens for ten minutes; the mail says nothing else."""
    with translation.override("nl"):
        subject, warning = (
            (
                _("Je code voor het privacyportaal"),
                _("Vroeg je geen code? Dan kent iemand je wachtwoord. Kies meteen een nieuw."),
            )
            if _is_pupil(user)
            else (
                _("Uw code voor het privacyportaal"),
                _("Vroeg u geen code? Dan kent iemand uw wachtwoord. Kies meteen een nieuw."),
            )
        )
        body = _(
            "De code is %(code)s\n\n"
            "De code werkt 10 minuten en één keer. Geef de code aan niemand.\n%(warning)s"
        ) % {"code": in_groups(code), "warning": warning}
        _post("signin.code", user.email, subject, body)


def _is_pupil(user: User) -> bool:
    """Pupils are called "je"."""
    return Pupil.objects.filter(user=user).exists()


def _post(kind: str, to: str | None, subject: str, body: str) -> None:
    post(kind, to=to or "", subject=subject, body=body, key=f"{kind}:{uuid4()}")
