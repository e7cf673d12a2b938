"""Keuze: the append-only ledger of answers, and the last answer of each giver."""

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consent.models.purposes import Purpose
from consent.rules import Answer, Capacity, GivenVia, Word
from portal.columns import choices_of
from portal.people.models import Guardian, Pupil

Giver = tuple[UUID, UUID, UUID | None]


class Spoken(models.Model):
    """What one giver said about one purpose for one pupil; no guardian = the pupil."""

    ANSWERS = choices_of(
        {
            Answer.GIVEN: _("ja"),
            Answer.REFUSED: _("nee"),
            Answer.WITHDRAWN: _("ja ingetrokken"),
        }
    )
    CAPACITIES = choices_of(
        {
            Capacity.PUPIL: _("leerling zelf"),
            Capacity.AUTHORITY: _("ouder met gezag"),
            Capacity.MANDATE: _("ouder met machtiging"),
            Capacity.UNKNOWN: _("gezag onbekend"),
            Capacity.DENIED: _("geen gezag"),
        }
    )

    CHANNELS = choices_of(
        {
            GivenVia.PORTAL: _("portaal"),
            GivenVia.PAPER: _("papier"),
            GivenVia.DESK: _("balie"),
            GivenVia.IMPORT: _("schoolapp"),
        }
    )

    answer = models.CharField(max_length=9, choices=ANSWERS)
    version = models.PositiveSmallIntegerField()
    capacity = models.CharField(max_length=9, choices=CAPACITIES)
    on = models.DateField()
    given_via = models.CharField(max_length=8, choices=CHANNELS)

    class Meta:
        abstract = True


class Choice(Spoken):
    """One answer as it was given: guarded by the database, never changed (AVG 7(1)).

    Ids and codes only, without foreign keys in the database: the proof may outlive the file.
    """

    purpose_id = models.UUIDField()
    pupil_id = models.UUIDField()
    guardian_id = models.UUIDField(null=True)
    language = models.CharField(max_length=8)
    text_sha256 = models.CharField(max_length=64)
    entered_by_id = models.UUIDField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["id"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["pupil_id", "purpose_id", "id"], name="consent_choice_history"),
            models.Index(fields=["at"], name="consent_choice_at"),  # what changed since a moment
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.answer}"

    @property
    def entered_on(self) -> date | None:
        """The day on which the school typed it in; None for an answer in the portal."""
        if self.given_via == GivenVia.PORTAL:
            return None
        return timezone.localtime(self.at).date()


class PaperProof(models.Model):
    """Where the paper or its scan is, in the words of the school; erasable, beside the guarded row.

    For staff only: the words may name the other parent (product.md rule 7).
    """

    choice = models.OneToOneField(Choice, on_delete=models.PROTECT, related_name="proof")
    reference = models.CharField(_("kenmerk"), max_length=80)

    def __str__(self) -> str:
        return str(self.choice_id)


class CurrentChoice(Spoken):
    """The last choice of each giver, rebuilt from the ledger at any time; reads need no history."""

    purpose = models.ForeignKey(Purpose, on_delete=models.PROTECT, related_name="current_choices")
    pupil = models.ForeignKey(
        Pupil, on_delete=models.PROTECT, related_name="current_choices", db_index=False
    )
    guardian = models.ForeignKey(
        Guardian, on_delete=models.PROTECT, null=True, related_name="current_choices"
    )
    choice_id = models.BigIntegerField(unique=True)
    entered_on = models.DateField(null=True)

    class Meta:
        # A class list asks for both at every opening, and then reads nothing but this index.
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["pupil", "choice_id", "id"], name="consent_currentchoice_newest")
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["pupil", "purpose", "guardian"], name="consent_currentchoice_giver_once"
            ),
            models.UniqueConstraint(
                fields=["pupil", "purpose"],
                condition=Q(guardian__isnull=True),
                name="consent_currentchoice_pupil_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice_id} {self.answer}"

    @property
    def word(self) -> Word:
        """The row as the rules take it."""
        return Word(
            by=self.guardian_id,
            answer=Answer(self.answer),
            version=self.version,
            capacity=Capacity(self.capacity),
            on=self.on,
            nr=self.choice_id,
        )

    @classmethod
    def of(cls, choice: Choice) -> "CurrentChoice":
        """The unsaved row that this choice makes current."""
        return cls(
            purpose_id=choice.purpose_id,
            pupil_id=choice.pupil_id,
            guardian_id=choice.guardian_id,
            choice_id=choice.pk,
            answer=choice.answer,
            version=choice.version,
            capacity=choice.capacity,
            on=choice.on,
            given_via=choice.given_via,
            entered_on=choice.entered_on,
        )

    @property
    def giver(self) -> Giver:
        """Whose word about what: pupil, purpose, guardian."""
        return (self.pupil_id, self.purpose_id, self.guardian_id)
