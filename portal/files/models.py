"""Bestanden: one row each; the content lies encrypted on disk, with a key of its own."""

from pathlib import Path
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class StoredFile(models.Model):
    """`size` and `sha256` are of the content, not of what lies on disk.

    Without `wrapped_key` nobody can read it, nor any backup of the disk.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    name = models.CharField(max_length=200, blank=True)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    wrapped_key = models.BinaryField(null=True)
    key_destroyed_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(wrapped_key__isnull=False, key_destroyed_on=None)
                | Q(wrapped_key=None, key_destroyed_on__isnull=False, name=""),
                name="files_storedfile_key_or_destroyed",
            )
        ]

    def __str__(self) -> str:
        return str(self.id)

    @property
    def path(self) -> Path:
        """Where the encrypted content lies."""
        return Path(settings.FILES_ROOT) / self.id.hex[:2] / str(self.id)

    @property
    def is_readable(self) -> bool:
        return self.wrapped_key is not None
