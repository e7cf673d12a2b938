"""Feestdagen en schoolvakanties als gegevens: Algemene termijnenwet art. 3."""

from datetime import date
from uuid import UUID

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

REGIONS = [("noord", "Noord"), ("midden", "Midden"), ("zuid", "Zuid")]


class HolidayQuerySet(models.QuerySet["Holiday"]):
    """Which days count."""

    def for_scope(self, scope: UUID | None) -> "HolidayQuerySet":
        """The days of everybody and, with a scope, its own."""
        return self.filter(Q(scope=None) | Q(scope=scope))

    def of_everybody(self) -> "HolidayQuerySet":
        return self.filter(scope=None)


class Holiday(models.Model):
    """A day on which no term ends (Reg. 1182/71 art. 3(4)).

    `scope` is the board that added the day; empty: for everybody. `certain` is false for a day put
    on a par by decree: whether it counts under EU law is unsettled.
    """

    day = models.DateField(_("dag"))
    name = models.CharField(_("naam"), max_length=100)
    source = models.CharField(_("bron"), max_length=200)
    scope = models.UUIDField(_("alleen voor bestuur"), null=True, blank=True)
    certain = models.BooleanField(_("zeker"), default=True)

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        verbose_name = _("feestdag")
        verbose_name_plural = _("feestdagen")
        constraints = [
            models.UniqueConstraint(
                fields=["day"], condition=Q(scope=None), name="calendar_holiday_day"
            ),
            models.UniqueConstraint(fields=["day", "scope"], name="calendar_holiday_day_scope"),
            models.CheckConstraint(condition=~Q(source=""), name="calendar_holiday_has_source"),
        ]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"


class SchoolHolidayQuerySet(models.QuerySet["SchoolHoliday"]):
    """Which weeks a region is free."""

    def on(self, day: date) -> "SchoolHolidayQuerySet":
        return self.filter(first_on__lte=day, last_on__gte=day)


class SchoolHoliday(models.Model):
    """A capacity warning only: school holidays stop no clock."""

    region = models.CharField(_("regio"), max_length=6, choices=REGIONS)
    name = models.CharField(_("naam"), max_length=100)
    first_on = models.DateField(_("eerste dag"))
    last_on = models.DateField(_("laatste dag"))

    objects = SchoolHolidayQuerySet.as_manager()

    class Meta:
        ordering = ["first_on", "region"]
        verbose_name = _("schoolvakantie")
        verbose_name_plural = _("schoolvakanties")
        constraints = [
            models.UniqueConstraint(
                fields=["region", "first_on"], name="calendar_schoolholiday_region_first_on"
            ),
            models.CheckConstraint(
                condition=Q(last_on__gte=models.F("first_on")),
                name="calendar_schoolholiday_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.region}"
