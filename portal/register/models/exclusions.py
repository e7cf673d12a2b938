"""Uitzondering: whom a bulk disclosure did not reach, and why (law.md §6). Guarded."""

from typing import ClassVar

from django.db import models

from portal.columns import choices_of
from portal.register.wording import EXCLUSIONS


class DisclosureExclusion(models.Model):
    """One pupil that was left out of a disclosure to a group or school: ids and a code."""

    disclosure = models.ForeignKey(
        "register.Disclosure", on_delete=models.PROTECT, related_name="exclusions"
    )
    pupil_id = models.UUIDField(db_index=True)
    reason = models.CharField(max_length=12, choices=choices_of(EXCLUSIONS))

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["disclosure", "pupil_id"], name="register_disclosureexclusion_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.disclosure_id} {self.reason}"
