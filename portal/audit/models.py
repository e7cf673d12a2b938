"""Logboek: what was done, who looked, and the only way in which guarded rows may go."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One verb that somebody did: ids, codes and hashes, no names and no free text.

    People and objects are kept as plain ids, so that an erased account leaves the history whole.
    """

    verb = models.CharField(max_length=64)
    actor_id = models.UUIDField(null=True, db_index=True)
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=36)
    board_id = models.UUIDField(null=True)
    pupil_id = models.UUIDField(null=True)
    facts = models.JSONField(default=dict)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_id"], name="audit_event_subject"),
            models.Index(fields=["board_id", "at"], name="audit_event_board"),
            models.Index(fields=["pupil_id", "at"], name="audit_event_pupil"),
        ]

    def __str__(self) -> str:
        return f"{self.verb} {self.subject_type} {self.subject_id}"


class Look(models.Model):
    """A member of staff looked at something: once per person, subject and day.

    `roles`: what the person was for on that day, codes with a comma; `board_id`: of the subject.
    """

    user_id = models.UUIDField()
    subject_type = models.CharField(max_length=64)
    subject_id = models.CharField(max_length=36)
    on = models.DateField()
    roles = models.CharField(max_length=80, default="")
    board_id = models.UUIDField(null=True)

    class Meta:
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_type", "subject_id", "on"], name="audit_look_subject"),
            models.Index(fields=["board_id", "on"], name="audit_look_board"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["user_id", "subject_type", "subject_id", "on"], name="audit_look_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.subject_type} {self.subject_id} {self.on}"


class Erasure(models.Model):
    """Opens the guards for deletion inside one transaction, and stays as the trace of it.

    While a row without `closed_at` exists, guarded rows may be deleted (never changed).
    """

    reason = models.CharField(max_length=64)
    by_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["reason"],
                condition=Q(closed_at__isnull=True),
                name="audit_erasure_open_once",
            )
        ]

    def __str__(self) -> str:
        return self.reason
