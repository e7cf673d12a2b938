"""Versie van een verwerking of ontvanger: what the register said, since when, and who approved
(AVG 5(2), 30).

The guarded row holds ids and a hash; the words stand beside it and can be erased.
"""

from typing import ClassVar, Self
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.people.models import Board


class ProcessingVersionQuerySet(models.QuerySet["ProcessingVersion"]):
    """Words for versions."""

    def of(self, processing_id: UUID) -> Self:
        """The history of one processing, newest first."""
        return self.filter(processing_id=processing_id).order_by("-number")


class ProcessingVersion(models.Model):
    """One state of a processing. Guarded; the processing may be gone when it was only a draft."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="processing_versions")
    processing_id = models.UUIDField()
    number = models.PositiveIntegerField(_("versie"))
    on = models.DateField(_("sinds"))
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.UUIDField()
    digest = models.CharField(max_length=64)

    objects = ProcessingVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["processing_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["processing_id", "number"], name="register_processingversion_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.processing_id} {self.number}"


class VersionText(models.Model):
    """The facts of a version, what changed in one sentence, and who approved; erasable."""

    version = models.OneToOneField(ProcessingVersion, on_delete=models.PROTECT, related_name="text")
    summary = models.CharField(_("wat veranderde er"), max_length=250)
    approved_by = models.CharField(_("goedgekeurd door"), max_length=120, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.version_id)


class RecipientVersionQuerySet(models.QuerySet["RecipientVersion"]):
    """Words for versions of a recipient."""

    def of(self, recipient_id: UUID) -> Self:
        """The history of one recipient, newest first."""
        return self.filter(recipient_id=recipient_id).order_by("-number")


class RecipientVersion(models.Model):
    """One state of a recipient. Guarded; the recipient may be gone when nothing hung on it.

    `by_id` is empty for how it stood before its versions were kept.
    """

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="recipient_versions")
    recipient_id = models.UUIDField()
    number = models.PositiveIntegerField(_("versie"))
    on = models.DateField(_("sinds"))
    at = models.DateTimeField(auto_now_add=True)
    by_id = models.UUIDField(null=True)
    digest = models.CharField(max_length=64)

    objects = RecipientVersionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["recipient_id", "-number"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["recipient_id", "number"], name="register_recipientversion_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.recipient_id} {self.number}"


class RecipientVersionText(models.Model):
    """The facts of a recipient's version, what changed, and who approved; erasable."""

    version = models.OneToOneField(RecipientVersion, on_delete=models.PROTECT, related_name="text")
    summary = models.CharField(_("wat veranderde er"), max_length=250)
    approved_by = models.CharField(_("goedgekeurd door"), max_length=120, blank=True)
    facts = models.JSONField(default=dict)

    def __str__(self) -> str:
        return str(self.version_id)
