"""Eén keer: what a person already did with a form, so that pressing again does nothing."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Performed(models.Model):
    """A form that was handled, and where its result is. Technical: goes with its user."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", db_index=False
    )
    key = models.UUIDField()
    url = models.CharField(max_length=500, blank=True)
    performed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="once_performed_user_key")
        ]

    def __str__(self) -> str:
        return str(self.key)
