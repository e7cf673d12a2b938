"""Sloten: how often one may be wrong, and how long a visit lasts (AVG art. 32)."""

from dataclasses import dataclass

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

IDLE_STAFF = 30 * MINUTE
IDLE_FAMILY = 2 * HOUR
LONGEST_VISIT = 12 * HOUR
SAVE_EVERY = MINUTE


@dataclass(frozen=True)
class Limit:
    """At most so many wrong answers in one window; the next window starts clean."""

    scope: str
    most: int
    window: int  # seconds

    def window_start(self, now: int) -> int:
        """The first second of the window, on the clock of `time.time()`."""
        return now - now % self.window


WRONG_PASSWORDS = Limit("password", 20, DAY)
WRONG_CODES = Limit("code", 50, DAY)
SENT_CODES = Limit("sent", 10, HOUR)  # nobody's mailbox is filled from our door
# One school is one address: only a flood is stopped, and right passwords do not count.
WRONG_FROM_ADDRESS = Limit("address", 1000, HOUR)


@dataclass(frozen=True)
class Visit:
    """One signed-in session; moments in seconds on the clock of `time.time()`."""

    began: int
    seen: int
    idle: int  # seconds without a request after which it is over

    def goes_on(self, now: int) -> bool:
        """Whether neither the silence nor the whole visit lasted too long."""
        return now - self.seen < self.idle and now - self.began < LONGEST_VISIT

    def is_due_for_saving(self, now: int) -> bool:
        """Writing at every request would cost a third of the speed."""
        return now - self.seen >= SAVE_EVERY


def idle_limit(*, staff: bool) -> int:
    """Seconds of silence that a session survives."""
    return IDLE_STAFF if staff else IDLE_FAMILY
