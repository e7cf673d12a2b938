"""Uitgaande post: what must be sent is a row, so that a crash loses nothing."""

from datetime import datetime
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils import timezone


class MessageQuerySet(models.QuerySet["Message"]):
    """What the sender asks."""

    def due(self, now: datetime) -> "MessageQuerySet":
        """Waiting, and not in the hands of a worker that is still alive."""
        free = Q(lease_until=None) | Q(lease_until__lte=now)
        return self.filter(free, sent_at=None, next_try_at__lte=now)

    def oldest_first(self) -> "MessageQuerySet":
        return self.order_by("next_try_at", "id")


class Message(models.Model):
    """One e-mail. Address and text go once it is sent; `kind` and the times stay."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    key = models.CharField(max_length=200)
    kind = models.CharField(max_length=60)
    to = models.CharField(max_length=254, blank=True)
    subject = models.CharField(max_length=254, blank=True)
    body = models.TextField(blank=True)
    created_at = models.DateTimeField(default=timezone.now)
    next_try_at = models.DateTimeField(default=timezone.now)
    tries = models.PositiveIntegerField(default=0)
    lease = models.UUIDField(null=True, blank=True)
    lease_until = models.DateTimeField(null=True, blank=True)
    sent_at = models.DateTimeField(null=True, blank=True)
    last_error = models.CharField(max_length=60, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key"], name="outbox_message_key"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(to="", subject="", body=""),
                name="outbox_message_sent_is_empty",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at"], condition=Q(sent_at=None), name="outbox_message_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"
