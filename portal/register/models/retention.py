"""Bewaartermijn: the rules of a board about how long something is kept, as data (law.md §7)."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.people.models import Board
from portal.register.rules.retention import CountsFrom, Keeping
from portal.register.wording_retention import COUNTS_FROM


class RetentionRule(models.Model):
    """One term with its source. A change is a new row with the same code and a later date."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="retention_rules")
    code = models.SlugField(_("code"), max_length=40)
    name = models.CharField(_("naam"), max_length=120)
    counts_from = models.CharField(_("telt vanaf"), max_length=12, choices=choices_of(COUNTS_FROM))
    years = models.PositiveSmallIntegerField(_("jaren"), default=0)
    days = models.PositiveSmallIntegerField(_("dagen"), default=0)
    source = models.CharField(_("bron"), max_length=200)
    valid_from = models.DateField(_("geldt vanaf"))

    class Meta:
        ordering: ClassVar[list[str]] = ["name", "valid_from"]
        verbose_name = _("bewaartermijn")
        verbose_name_plural = _("bewaartermijnen")
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["board", "code", "valid_from"], name="register_retentionrule_once_a_day"
            ),
            models.CheckConstraint(
                condition=models.Q(counts_from__in=[one.value for one in CountsFrom]),
                name="register_retentionrule_counts_from_known",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def keeping(self) -> Keeping:
        """The rule as the law takes it."""
        return Keeping(CountsFrom(self.counts_from), self.years, self.days)
