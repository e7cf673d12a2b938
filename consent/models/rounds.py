"""Ronde: the school reminds who has not answered, and whom it reminded; nobody's answer."""

from typing import ClassVar
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consent.rules import ReminderVia
from portal.columns import choices_of
from portal.people.models import Board, Guardian, Pupil, School


class Round(models.Model):
    """Open until the office stops it; for a whole board or one school, never two at once.

    `told_through` is the last pupil, by key, whose people were reminded; `told_on` is set when
    that was the last of all.
    """

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="rounds")
    school = models.ForeignKey(
        School, on_delete=models.PROTECT, null=True, blank=True, related_name="rounds"
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    started_on = models.DateField()
    told_through = models.UUIDField(null=True, editable=False)
    told_on = models.DateField(null=True, editable=False)
    stopped_on = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-started_on", "id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["school"],
                condition=Q(stopped_on__isnull=True, school__isnull=False),
                name="consent_round_open_once_a_school",
            ),
            models.UniqueConstraint(
                fields=["board"],
                condition=Q(stopped_on__isnull=True, school__isnull=True),
                name="consent_round_open_once_a_board",
            ),
            models.CheckConstraint(
                condition=Q(stopped_on__isnull=True) | Q(stopped_on__gte=F("started_on")),
                name="consent_round_stopped_not_before_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.school_id or self.board_id} {self.started_on}"

    @property
    def is_open(self) -> bool:
        """Whether nobody stopped it."""
        return self.stopped_on is None

    @property
    def is_sending(self) -> bool:
        """Whether somebody may still be reminded."""
        return self.is_open and self.told_on is None


class RoundReminder(models.Model):
    """One person was reminded in a round: a guardian, or a pupil of 16 or older.

    It says who had not answered: it goes with the person, and a while after the round.
    """

    CHANNELS = choices_of({ReminderVia.MAIL: _("e-mail"), ReminderVia.LETTER: _("brief")})

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="reminders")
    guardian = models.ForeignKey(Guardian, on_delete=models.CASCADE, null=True, related_name="+")
    pupil = models.ForeignKey(Pupil, on_delete=models.CASCADE, null=True, related_name="+")
    via = models.CharField(max_length=6, choices=CHANNELS)
    on = models.DateField()

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["round", "guardian"], name="consent_roundreminder_guardian_once"
            ),
            models.UniqueConstraint(
                fields=["round", "pupil"], name="consent_roundreminder_pupil_once"
            ),
            models.CheckConstraint(
                condition=Q(guardian__isnull=True) ^ Q(pupil__isnull=True),
                name="consent_roundreminder_one_person",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round_id} {self.via}"
