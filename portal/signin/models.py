"""Authenticator-app, tellers en het merk van de demo: what the door keeps."""

import secrets
import time
from base64 import b32encode

from django.db import connection, models
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.translation import gettext_lazy as _
from django_otp.models import Device, ThrottlingMixin
from django_otp.oath import hotp

from portal.people.models import User
from portal.sealed import unseal
from portal.signin.rules import Limit

STEP = 30  # seconds that a code is shown
DIGITS = 6
DRIFT = 1  # steps that a telephone's clock may be wrong, both ways
MOST_DOUBLINGS = 5  # wrong codes in a row make one wait 1, 2, 4, 8, 16 seconds; then it stays 16
KEY_BYTES = 20  # RFC 4226: as long as the hash


def new_key() -> bytes:
    """A fresh secret for an authenticator app."""
    return secrets.token_bytes(KEY_BYTES)


class AuthenticatorApp(ThrottlingMixin, Device):  # type: ignore[misc]  # no types there
    """A telephone or computer that makes codes by time (RFC 6238); every code opens once."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    throttling_failure_count = models.PositiveIntegerField(default=0)
    sealed_key = models.TextField(editable=False)
    last_step = models.BigIntegerField(default=-1)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

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
        return b32encode(self.key).decode()

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
        self.last_used_at = timezone.now()
        self.throttle_reset(commit=False)
        self.save(
            update_fields=[
                "last_step",
                "last_used_at",
                "throttling_failure_timestamp",
                "throttling_failure_count",
            ]
        )
        return True

    def _step_of(self, token: str, here: int) -> int | None:
        """The unused step around `here` that shows this code."""
        first = max(here - DRIFT, self.last_step + 1)
        for step in range(first, here + DRIFT + 1):
            if constant_time_compare(self.code_at(step), token):
                return step
        return None

    def throttle_increment(self, commit: bool = True) -> None:
        """Longer waits after each wrong code, but never longer than sixteen seconds."""
        self.throttling_failure_timestamp = timezone.now()
        self.throttling_failure_count = min(self.throttling_failure_count + 1, MOST_DOUBLINGS)
        if commit:
            self.save(update_fields=["throttling_failure_timestamp", "throttling_failure_count"])

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first wrong code."""
        return 1


RAISE_BY_ONE = """
    INSERT INTO signin_attempt (scope, key, window_start, count) VALUES (%s, %s, %s, 1)
    ON CONFLICT (scope, key, window_start) DO UPDATE SET count = signin_attempt.count + 1
    RETURNING count
"""


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Counting that no two processes can do at the same time."""

    def charge(self, limit: Limit, whose: str, now: int) -> int:
        """Count one attempt before it is tried; the number in this window, this one included."""
        row = (limit.scope, hidden(limit, whose), limit.window_start(now))
        with connection.cursor() as cursor:
            cursor.execute(RAISE_BY_ONE, row)
            return int(cursor.fetchone()[0])

    def refund(self, limit: Limit, whose: str, now: int) -> None:
        """Take one attempt back: it was right."""
        self.filter(
            scope=limit.scope,
            key=hidden(limit, whose),
            window_start=limit.window_start(now),
            count__gt=0,
        ).update(count=F("count") - 1)


class Attempt(models.Model):
    """How often somebody was wrong in one window of time. Nobody's name is in it."""

    scope = models.CharField(max_length=16)
    key = models.CharField(max_length=64)  # HMAC of account or address
    window_start = models.BigIntegerField()  # seconds since 1970
    count = models.PositiveIntegerField()

    objects = AttemptQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["scope", "key", "window_start"], name="signin_attempt_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.scope} {self.window_start}: {self.count}"


def hidden(limit: Limit, whose: str) -> str:
    """Account or address as the counters know it: an HMAC under the installation's key."""
    return salted_hmac(f"portal.signin.{limit.scope}", whose, algorithm="sha256").hexdigest()


class DemoMark(models.Model):
    """Stands only in a database that `manage.py demo` made; without it DEMO does not start."""

    made_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return str(self.made_at)
