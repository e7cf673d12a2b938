"""Checks of the door's settings (`manage.py check --deploy`)."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

THIS_MACHINE = {"", "localhost", "127.0.0.1", "::1"}


@register(Tags.security, deploy=True)
def passkeys_have_a_home(**_: Any) -> list[CheckMessage]:
    """Passkeys belong to one domain for ever: it must be the right one before the first is made."""
    home = settings.OTP_WEBAUTHN_RP_ID
    found: list[CheckMessage] = []
    if home in THIS_MACHINE and not settings.DEBUG:
        found.append(
            Warning(
                f"Passkeys would belong to '{home}'.",
                hint="Set PORTAL_URL, or PASSKEY_DOMAIN, before the first passkey is made: "
                "after a change of this domain no existing passkey works.",
                id="signin.W001",
            )
        )
    for origin in settings.OTP_WEBAUTHN_ALLOWED_ORIGINS:
        host = urlsplit(origin).hostname or ""
        if host != home and not host.endswith(f".{home}"):
            found.append(
                Error(
                    f"No passkey of '{home}' works at {origin}.",
                    hint="PASSKEY_DOMAIN is the domain of PORTAL_URL, or one above it.",
                    id="signin.E001",
                )
            )
    return found
