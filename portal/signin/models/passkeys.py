"""Passkey: a key that never leaves the telephone or computer (WebAuthn)."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django_otp_webauthn.models import AbstractWebAuthnAttestation, AbstractWebAuthnCredential

from portal.people.models import User


class Passkey(AbstractWebAuthnCredential):  # type: ignore[misc]  # no types there
    """The public half; the private half stays on the device of its owner."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")

    class Meta(AbstractWebAuthnCredential.Meta):  # type: ignore[misc]
        verbose_name = _("passkey")
        verbose_name_plural = _("passkeys")


class PasskeyAttestation(AbstractWebAuthnAttestation):  # type: ignore[misc]
    """What the device said of itself when the passkey was made."""

    credential = models.OneToOneField(Passkey, on_delete=models.CASCADE, related_name="attestation")
