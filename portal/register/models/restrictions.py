"""Gestaakte verwerking: what must not be done for a pupil, and when that ended (AVG 18, 21)."""

from datetime import date
from typing import ClassVar, Self
from uuid import UUID, uuid4

from django.db import models
from django.db.models import Q

from portal.columns import choices_of
from portal.people.models import Board, Pupil
from portal.register.models.processings import Processing
from portal.register.wording_documents import STOP_ENDS, STOP_REASONS


class RestrictionQuerySet(models.QuerySet["Restriction"]):
    """Words for restrictions."""

    def in_force(self, day: date) -> Self:
        """Those that hold on a day; the day on which one ends is the first without."""
        return self.filter(Q(ending__isnull=True) | Q(ending__on__gt=day), since__lte=day)

    def of_processing(self, processing: Processing) -> Self:
        """Of this activity, whether the board's row or a school's own row was named."""
        return self.filter(processing__board=processing.board_id, processing__code=processing.code)

    def of_request(self, request_id: UUID) -> Self:
        """What one request stopped."""
        return self.filter(request_id=request_id)


class Restriction(models.Model):
    """A processing stands still for a pupil from `since`. Guarded: ids and codes only."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.PROTECT, related_name="restrictions")
    processing = models.ForeignKey(
        Processing, on_delete=models.PROTECT, related_name="restrictions"
    )
    since = models.DateField()
    why = models.CharField(max_length=12, choices=choices_of(STOP_REASONS))
    request_id = models.UUIDField(null=True, db_index=True)
    by_id = models.UUIDField(null=True)  # None: the portal itself, when a request came in
    at = models.DateTimeField(auto_now_add=True)

    objects = RestrictionQuerySet.as_manager()

    class Meta:
        ordering: ClassVar[list[str]] = ["since", "at"]

    def __str__(self) -> str:
        return f"{self.pupil_id} {self.processing_id} {self.why}"


class RestrictionEnd(models.Model):
    """From `on` the restriction no longer holds; guarded with it."""

    restriction = models.OneToOneField(Restriction, on_delete=models.PROTECT, related_name="ending")
    on = models.DateField()
    because = models.CharField(max_length=12, choices=choices_of(STOP_ENDS))
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.restriction_id} {self.on}"


class AdvertisingRefusal(models.Model):
    """Somebody objected to advertising for this pupil, and that holds for ever (AVG 21(3)).

    Written when the request is anonymised. No day and no key of its own: either would point back
    at the request, and so at who asked (ADR 15). Guarded.
    """

    pupil = models.OneToOneField(
        Pupil, on_delete=models.PROTECT, primary_key=True, related_name="advertising_refusal"
    )

    def __str__(self) -> str:
        return str(self.pk)
