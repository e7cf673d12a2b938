"""Pogingen: how often somebody was wrong, in rows that all processes share."""

from collections.abc import Sequence

from django.db import connection, models
from django.utils.crypto import salted_hmac

from portal.signin.rules import Limit

Counted = tuple[Limit, str]  # the limit, and whose counter

ROW = "(%s, %s, %s, %s)"
# Rows in the order of the call, so that two processes never wait for each other.
CHANGE = """
    INSERT INTO signin_attempt (scope, key, window_start, count) VALUES {rows}
    ON CONFLICT (scope, key, window_start) DO UPDATE SET count =
        CASE WHEN signin_attempt.count + %s < 0 THEN 0 ELSE signin_attempt.count + %s END
    RETURNING scope, count
"""


class AttemptQuerySet(models.QuerySet["Attempt"]):
    """Counting that no two processes can do at the same time."""

    def charge(self, limit: Limit, whose: str, now: int) -> int:
        """Count one attempt before it is tried; the number in this window, this one included."""
        return self.charge_all([(limit, whose)], now)[0]

    def charge_all(self, counted: Sequence[Counted], now: int) -> list[int]:
        """The same for several limits of different scopes, in one question to the database."""
        found = _change(counted, now, by=1)
        return [found[limit.scope] for limit, _whose in counted]

    def refund(self, limit: Limit, whose: str, now: int) -> None:
        """Take one attempt back: it was right."""
        self.refund_all([(limit, whose)], now)

    def refund_all(self, counted: Sequence[Counted], now: int) -> None:
        """The same for several limits at once."""
        _change(counted, now, by=-1)


def _change(counted: Sequence[Counted], now: int, *, by: int) -> dict[str, int]:
    """Scope → the number afterwards; never below zero."""
    values: list[str | int] = []
    for limit, whose in counted:
        values += [limit.scope, hidden(limit, whose), limit.window_start(now), max(by, 0)]
    sql = CHANGE.format(rows=", ".join([ROW] * len(counted)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [*values, by, by])
        return dict(cursor.fetchall())


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
