"""Besluit: appended once, never changed; ids, codes, dates and a hash (product.md rule 8)."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.files.models import StoredFile
from portal.register.models import Processing
from requests_app.models.requests import DataRequest
from requests_app.models.words import (
    GROUNDS,
    OUTCOMES,
    PART_OUTCOMES,
    STANDINGS,
    outcome_words,
)
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, Standing


class Decision(models.Model):
    """The outcome, and the dates as the letter stated them: history stands (law.md §1)."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="decision")
    outcome = models.CharField(_("besluit"), max_length=12, choices=choices_of(OUTCOMES))
    ground = models.CharField(_("reden"), max_length=24, choices=choices_of(GROUNDS))
    decided_by = models.UUIDField()
    approved_by = models.UUIDField(null=True)  # the second person, where the board asks for one
    answered_on = models.DateField(_("beantwoord op"))
    promise_by = models.DateField()
    legal_by = models.DateField(null=True)
    unsuspended_legal_by = models.DateField(null=True)
    standing = models.CharField(_("op tijd"), max_length=16, choices=choices_of(STANDINGS))
    letter = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    letter_sha256 = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        constraints = [
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in Outcome]),
                name="requests_app_decision_outcome_known",
            ),
            models.CheckConstraint(
                condition=Q(ground__in=[one.value for one in GroundCode]),
                name="requests_app_decision_ground_known",
            ),
            models.CheckConstraint(
                condition=Q(standing__in=[one.value for one in Standing]),
                name="requests_app_decision_standing_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"

    @property
    def outcome_words(self) -> str:
        """What was decided, in the words of this kind of request."""
        return str(outcome_words(Kind(self.request.kind), Outcome(self.outcome)))


class DecisionText(models.Model):
    """The board's own words in the letter: erasable, so apart from the decision."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="text")
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.decision_id)


class DecisionPart(models.Model):
    """The outcome for one entry of the register, with its ground. Guarded: codes and dates."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="parts")
    processing = models.ForeignKey(Processing, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(_("besluit"), max_length=16, choices=choices_of(PART_OUTCOMES))
    ground = models.CharField(_("reden"), max_length=24, choices=choices_of(GROUNDS))
    kept_by = models.CharField(max_length=40, blank=True)  # the code of a retention rule
    kept_until = models.DateField(null=True)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["decision", "processing"], name="requests_app_decisionpart_once"
            ),
            models.CheckConstraint(
                condition=Q(outcome__in=[one.value for one in PartOutcome]),
                name="requests_app_decisionpart_outcome_known",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision_id} {self.processing_id} {self.outcome}"


class DecisionPartText(models.Model):
    """The board's own words about one part: erasable, so apart from it."""

    part = models.OneToOneField(DecisionPart, on_delete=models.PROTECT, related_name="text")
    words = models.TextField(blank=True)

    def __str__(self) -> str:
        return str(self.part_id)


class ProposedDecision(models.Model):
    """A decision that waits for a second person; goes when it is decided or sent back."""

    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="proposal")
    outcome = models.CharField(max_length=12, choices=choices_of(OUTCOMES))
    ground = models.CharField(max_length=24, choices=choices_of(GROUNDS))
    words = models.TextField(blank=True)
    parts = models.JSONField(default=list)
    number_confirmed = models.BooleanField(default=False)  # product.md rule 10: the fact alone
    proposed_by = models.UUIDField()
    proposed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.request_id} {self.outcome}"


class OwnStatement(models.Model):
    """Eigen verklaring: the family's own view in the file, beside an opinion that stays (16)."""

    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="statement")
    text = models.TextField()
    added_on = models.DateField()

    def __str__(self) -> str:
        return str(self.request_id)
