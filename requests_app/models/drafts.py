"""Concept, onderdelen en bijlagen: a request while it is written, and what goes with it."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.files.models import StoredFile
from portal.register.models import Processing
from requests_app.models.messages import CaseMessage
from requests_app.models.requests import DataRequest


class RequestDraft(models.Model):
    """What somebody typed so far about one target; its own, for 14 days (law.md §7)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="request_drafts"
    )
    target = models.CharField(max_length=60)
    answers = models.JSONField(default=dict)
    saved_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-saved_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user", "target"], name="requests_app_requestdraft_one_a_target"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.target}"


class RequestPart(models.Model):
    """One entry of the register that a request is about; without any it is about everything."""

    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="parts")
    processing = models.ForeignKey(Processing, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "processing"], name="requests_app_requestpart_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.processing_id}"


class Attachment(models.Model):
    """A file with a draft, a request, or a message of it; written anew by portal.files."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    draft = models.ForeignKey(
        RequestDraft, on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    message = models.ForeignKey(
        CaseMessage, on_delete=models.PROTECT, null=True, related_name="attachments"
    )
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    added_by = models.UUIDField(null=True)
    added_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["added_at", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(draft__isnull=True) ^ Q(request__isnull=True),
                name="requests_app_attachment_of_draft_or_request",
            ),
            models.CheckConstraint(
                condition=Q(message__isnull=True) | Q(request__isnull=False),
                name="requests_app_attachment_message_is_of_a_request",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
