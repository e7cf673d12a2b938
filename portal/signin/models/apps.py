"""Authenticator-app: codes by time on a telephone (RFC 6238)."""

import secrets
import time
from base64 import b32encode

from django.db import models
from django.utils.crypto import constant_time_compare
from django.utils.translation import gettext_lazy as _
from django_otp.oath import hotp

from portal.sealed import unseal
from portal.signin.models.throttled import Factor

STEP = 30  # seconds that a code is shown
DIGITS = 6
DRIFT = 1  # steps that a telephone's clock may be wrong, both ways
KEY_BYTES = 20  # RFC 4226: as long as the hash


def new_key() -> bytes:
    """A fresh secret for an authenticator app."""
    return secrets.token_bytes(KEY_BYTES)


class AuthenticatorApp(Factor):
    """A telephone or computer that makes codes by time (RFC 6238); every code opens once."""

    sealed_key = models.TextField(editable=False)
    last_step = models.BigIntegerField(default=-1)

    class Meta:
        verbose_name = _("authenticator-app")
        verbose_name_plural = _("authenticator-apps")

    @property
    def key(self) -> bytes:
        """The secret shared with the app, unsealed."""
        return unseal(self.sealed_key.encode())

    @property
    def typed_key(self) -> str:
        """The secret as a person types it into the app (base 32)."""
        return self.typed(self.key)

    @staticmethod
    def typed(key: bytes) -> str:
        """A secret that is not saved yet, as a person types it into the app (base 32)."""
        return b32encode(key).decode()

    def code_at(self, step: int) -> str:
        """The code that the app shows during a step of 30 seconds since 1970."""
        return f"{hotp(self.key, step, DIGITS):0{DIGITS}d}"

    def code_now(self, now: float) -> str:
        """The first code that still opens the door; empty when all of this moment were used."""
        here = int(now) // STEP
        step = max(here, self.last_step + 1)
        return self.code_at(step) if step <= here + DRIFT else ""

    def verify_token(self, token: str) -> bool:
        """Whether the code is right and unused. Only to be called by django_otp.verify_token."""
        allowed, _why = self.verify_is_allowed()
        if not allowed:
            return False
        step = self._step_of(token, int(time.time()) // STEP)
        if step is None:
            self.throttle_increment()
            return False
        self.last_step = step
        self.note_use(also=("last_step",))
        return True

    def take_first(self, token: str, now: float) -> bool:
        """Whether this is the code that the app shows now; from then on it is used."""
        step = self._step_of(token, int(now) // STEP)
        if step is not None:
            self.last_step = step
        return step is not None

    def _step_of(self, token: str, here: int) -> int | None:
        """The unused step around `here` that shows this code."""
        first = max(here - DRIFT, self.last_step + 1)
        for step in range(first, here + DRIFT + 1):
            if constant_time_compare(self.code_at(step), token):
                return step
        return None
