"""Berichten tussen aanvrager en school, and the notes that staff keep apart; both erasable."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils import timezone

from requests_app.models.requests import DataRequest


class CaseMessage(models.Model):
    """One message in a case; `from_school` tells the side, `by` who wrote it."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="messages")
    from_school = models.BooleanField()
    by = models.UUIDField(null=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)  # by the other side

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.id)


class CaseNote(models.Model):
    """A note of staff: not for the page of who asked, but listed in an inzage answer."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="notes")
    by = models.UUIDField(null=True)
    text = models.TextField()
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["at", "pk"]

    def __str__(self) -> str:
        return str(self.id)
