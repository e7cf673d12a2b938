"""Taken en uittreksels: what must be collected, carried out or told because of a request."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.files.models import StoredFile
from portal.register.models import Processing, Recipient
from requests_app.models.requests import DataRequest
from requests_app.models.words import OTHERS, RESULTS, TASKS
from requests_app.rules import Result, State, TaskPurpose, may_reopen


class CaseTask(models.Model):
    """One thing somebody must do for a case, with its own date; `key` makes it once a case."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="tasks")
    purpose = models.CharField(_("wat"), max_length=8, choices=choices_of(TASKS))
    key = models.CharField(max_length=120)
    holder = models.CharField(_("wie of welk systeem"), max_length=120)
    processing = models.ForeignKey(
        Processing, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    recipient = models.ForeignKey(
        Recipient, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    due_on = models.DateField(_("uiterlijk op"))
    done_on = models.DateField(_("klaar op"), null=True, blank=True)
    result = models.CharField(
        _("wat gebeurde er"), max_length=16, choices=choices_of(RESULTS), blank=True
    )
    because = models.TextField(_("toelichting"), blank=True)
    informed_on = models.DateField(_("ingelicht op"), null=True, blank=True)
    answered_on = models.DateField(_("antwoord op"), null=True, blank=True)
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)
    made_by = models.UUIDField(null=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["done_on", "due_on", "holder", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["request", "purpose", "key"], name="requests_app_casetask_once"
            ),
            models.CheckConstraint(
                condition=Q(done_on__isnull=True) | ~Q(result=""),
                name="requests_app_casetask_done_has_a_result",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.purpose} {self.key}"

    @property
    def can_reopen(self) -> bool:
        """Whether how it ended can be taken back today."""
        if self.done_on is None or self.request.anonymised_on is not None:
            return False
        purpose, result = TaskPurpose(self.purpose), Result(self.result)
        return may_reopen(purpose, result, State(self.request.state))


class Extract(models.Model):
    """A file out of a system for the answer, and what was decided about others in it (15(4))."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="extracts")
    task = models.ForeignKey(CaseTask, on_delete=models.PROTECT, null=True, related_name="extracts")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(_("wat is het"), max_length=120)
    others = models.CharField(
        _("gegevens van anderen"), max_length=12, choices=choices_of(OTHERS), default="unchecked"
    )
    weighing = models.TextField(_("wat is besloten"), blank=True)
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, related_name="replaced_by"
    )
    text_under_black = models.BooleanField(default=False)
    checked_by = models.UUIDField(null=True)
    checked_on = models.DateField(null=True)
    uploaded_by = models.UUIDField(null=True)
    uploaded_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering: ClassVar[list[str]] = ["uploaded_at", "pk"]

    def __str__(self) -> str:
        return str(self.id)
