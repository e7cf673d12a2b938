"""Wachten na een fout: a wrong code makes one wait, but never longer than sixteen seconds."""

from django.db import models
from django.utils import timezone
from django_otp.models import Device, ThrottlingMixin

from portal.people.models import User

MOST_DOUBLINGS = 5  # wrong codes in a row make one wait 1, 2, 4, 8, 16 seconds; then it stays 16


class Factor(ThrottlingMixin, Device):  # type: ignore[misc]  # no types there
    """A second factor of an account; nobody can be locked out by somebody else for long."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    throttling_failure_count = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    last_used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True

    def note_use(self, *, also: tuple[str, ...] = ()) -> None:
        """A right code: no more waiting, and the moment is kept."""
        self.last_used_at = timezone.now()
        self.throttle_reset(commit=False)
        columns = ["last_used_at", "throttling_failure_timestamp", "throttling_failure_count"]
        self.save(update_fields=[*columns, *also])

    def throttle_increment(self, commit: bool = True) -> None:
        """Longer waits after each wrong code, up to a limit."""
        self.throttling_failure_timestamp = timezone.now()
        self.throttling_failure_count = min(self.throttling_failure_count + 1, MOST_DOUBLINGS)
        if commit:
            self.save(update_fields=["throttling_failure_timestamp", "throttling_failure_count"])

    def get_throttle_factor(self) -> int:
        """Seconds to wait after the first wrong code."""
        return 1
