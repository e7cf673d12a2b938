"""Ontvanger die het gezin niet ziet: whether that one is told, by the officer alone (AVG 19)."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.files.models import StoredFile
from portal.register.models import Recipient
from requests_app.models.requests import DataRequest


class HiddenNotice(models.Model):
    """A recipient of a hidden disclosure; apart from the tasks, so that no list of those shows it.

    `told` is None until the officer decided; `because` is erasable. The letter is kept here, for
    the officer alone.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(
        DataRequest, on_delete=models.PROTECT, related_name="hidden_notices"
    )
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(_("uiterlijk op"))
    told = models.BooleanField(_("ingelicht"), null=True)
    decided_on = models.DateField(_("besloten op"), null=True)
    decided_by = models.UUIDField(null=True)
    because = models.TextField(_("toelichting"), blank=True)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["decided_on", "due_on", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "recipient"], name="requests_app_hiddennotice_once"
            ),
            models.CheckConstraint(
                condition=Q(told__isnull=True, decided_on__isnull=True)
                | Q(told__isnull=False, decided_on__isnull=False),
                name="requests_app_hiddennotice_decided_has_a_day",
            ),
        ]

    def __str__(self) -> str:
        return str(self.pk)
