"""Zestien: who was told that the rights of a pupil are about to move (law.md §4)."""

from django.db import models
from django.db.models import Q

from portal.people.models.guardians import Guardian
from portal.people.models.pupils import Pupil


class SixteenNotice(models.Model):
    """One notice to one person; without a guardian it is about the pupil's own."""

    KINDS = [("ahead", "six weeks ahead"), ("invite", "to be invited")]

    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="sixteen_notices")
    guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    kind = models.CharField(max_length=8, choices=KINDS)
    told_on = models.DateField()

    class Meta:
        ordering = ["told_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["pupil", "kind"],
                condition=Q(guardian__isnull=True),
                name="people_sixteennotice_pupil_once",
            ),
            models.UniqueConstraint(
                fields=["pupil", "guardian", "kind"],
                condition=Q(guardian__isnull=False),
                name="people_sixteennotice_guardian_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.kind}"
