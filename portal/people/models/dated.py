"""Rows that hold for a stretch of days: `since` is the first, `until` the first that is not."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _


def holds(day: date, prefix: str = "") -> Q:
    """The condition that a dated row, or a related one behind `prefix`, holds on a day."""
    open_end = Q(**{f"{prefix}until__isnull": True}) | Q(**{f"{prefix}until__gt": day})
    return Q(**{f"{prefix}since__lte": day}) & open_end


class DatedQuerySet(models.QuerySet[Any]):
    """Words for dated rows."""

    def on(self, day: date) -> Self:
        """The rows that hold on a day."""
        return self.filter(holds(day))


class Dated(models.Model):
    """A half-open stretch of days; `until` empty means that it still goes on."""

    since = models.DateField(_("vanaf"))
    until = models.DateField(_("tot"), null=True, blank=True)

    objects = DatedQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="%(app_label)s_%(class)s_until_not_before_since",
            )
        ]

    def is_on(self, day: date) -> bool:
        """Whether this row holds on a day; where rows are few, cheaper than a condition."""
        return self.since <= day and (self.until is None or day < self.until)

    def has_ended(self, day: date) -> bool:
        """Whether this row held before a day and holds no more."""
        return self.until is not None and self.until <= day
