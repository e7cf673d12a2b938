"""Vernietiging: records of former pupils that people destroyed, and the two who say so."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board, School, User
from portal.register.wording_documents import RECORD_KINDS


class Destruction(models.Model):
    """One kind of record of one or several pupils, in one system, proposed and then confirmed."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(_("soort"), max_length=12, choices=choices_of(RECORD_KINDS))
    system = models.CharField(_("systeem of kast"), max_length=80)
    destroyed_on = models.DateField(_("vernietigd op"))
    proposed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    proposed_on = models.DateField()
    confirmed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed_on = models.DateField(null=True)
    dropped_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-proposed_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True) | ~Q(confirmed_by=F("proposed_by")),
                name="register_destruction_second_person",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by__isnull=True, confirmed_on__isnull=True)
                | Q(confirmed_by__isnull=False, confirmed_on__isnull=False),
                name="register_destruction_confirmed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(dropped_on__isnull=True) | Q(confirmed_on__isnull=True),
                name="register_destruction_dropped_or_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(destroyed_on__lte=F("proposed_on")),
                name="register_destruction_not_ahead",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.destroyed_on}"


class DestroyedRecord(models.Model):
    """Of one pupil, within a destruction. Guarded: it holds an id and a day, no name."""

    destruction = models.ForeignKey(Destruction, on_delete=models.PROTECT, related_name="records")
    pupil_id = models.UUIDField(db_index=True)
    due_on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["destruction", "pupil_id"], name="register_destroyedrecord_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.destruction_id} {self.pupil_id}"
