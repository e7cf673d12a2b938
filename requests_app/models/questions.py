"""Wat er gevraagd werd: the words and letters behind a suspension, an extension and a check."""

from typing import ClassVar, Self
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.files.models import StoredFile
from requests_app.models.clock import Extension, SuspensionPeriod
from requests_app.models.requests import DataRequest
from requests_app.models.words import AUTHORITY_PROOFS, DOCUMENTS


class SuspensionQuestion(models.Model):
    """The question that stopped the clock, its letter, and how the answer came; erasable."""

    suspension = models.OneToOneField(
        SuspensionPeriod, on_delete=models.PROTECT, related_name="question"
    )
    text = models.TextField()
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.UUIDField(null=True)
    first_reminder_on = models.DateField(null=True)
    second_reminder_on = models.DateField(null=True)
    note = models.TextField(blank=True)  # staff: how the answer came, or why the day was mended
    taken_back_because = models.TextField(blank=True)  # staff: why it was a mistake

    def __str__(self) -> str:
        return str(self.suspension_id)


class ExtensionReasonsQuerySet(models.QuerySet["ExtensionReasons"]):
    """Words for the reasons of an extension."""

    def of_case(self, request: DataRequest) -> Self:
        """Of the extension that stands and of those that were taken back, in order."""
        found = self.filter(Q(extension__request=request) | Q(extension__was_of=request))
        return found.order_by("extension__notified_on", "extension_id")


class ExtensionReasons(models.Model):
    """Why the answer takes longer, and the notice that said so (AVG 12(3)); erasable.

    Taken back: why, and the letter that said that the extension lapsed.
    """

    extension = models.OneToOneField(Extension, on_delete=models.PROTECT, related_name="reasons")
    words = models.TextField()
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    by = models.UUIDField(null=True)
    taken_back_because = models.TextField(blank=True)
    taken_back_letter = models.ForeignKey(
        StoredFile, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects = ExtensionReasonsQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.extension_id)


class IdentityCheck(models.Model):
    """A document was shown at the desk: its kind, the day, by whom seen. No copy, no number."""

    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="identity_checks"
    )
    document = models.CharField(_("document"), max_length=12, choices=choices_of(DOCUMENTS))
    checked_on = models.DateField()
    checked_by = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.checked_on}"


class AuthorityCheck(models.Model):
    """Gezag vastgesteld op … op grond van …: another check than that of identity (law.md §3)."""

    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="authority_checks"
    )
    ground = models.CharField(
        _("op grond van"), max_length=12, choices=choices_of(AUTHORITY_PROOFS)
    )
    has_authority = models.BooleanField(_("heeft gezag"))
    checked_on = models.DateField()
    checked_by = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.checked_on}"


class IdentityCopy(models.Model):
    """By exception: a masked copy, apart and encrypted; gone on check or after 14 days."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="identity_copies"
    )
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    uploaded_on = models.DateField()
    gone_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["uploaded_on", "pk"]

    def __str__(self) -> str:
        return str(self.id)
