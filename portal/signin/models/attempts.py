"""Pogingen: how often somebody was wrong, in rows that all processes share."""

from django.db import connection, models
from django.db.models import F
from django.utils.crypto import salted_hmac

from portal.signin.rules import Limit

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
