"""Ander systeem: the key with which a system of the school reads what is allowed (AVG 28, 32)."""

import hashlib
from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.people.models import Board, School


class SystemToken(models.Model):
    """One system, for a whole board or one school. Of its key only the hash is kept."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="system_tokens")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, related_name="system_tokens"
    )
    name = models.CharField(_("naam"), max_length=60)
    token_sha256 = models.CharField(max_length=64, unique=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    last_used_on = models.DateField(null=True)
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["revoked_at", "name", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=~Q(name=""), name="consent_systemtoken_has_name")
        ]

    def __str__(self) -> str:
        return self.name

    @staticmethod
    def hash_of(secret: str) -> str:
        """What is kept of a key: as random as its hash is long, so no slow hash is needed."""
        return hashlib.sha256(secret.encode()).hexdigest()
