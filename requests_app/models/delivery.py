"""Uitreiken: the package of an inzage answer, how the answer was handed over, and the rating."""

from typing import ClassVar
from uuid import uuid4

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portal.columns import choices_of
from portal.files.models import StoredFile
from portal.people.models import Board, School
from requests_app.models.requests import DataRequest
from requests_app.models.words import HANDED


class AnswerPackage(models.Model):
    """A zip that is asked for, then made; half of one never exists. Its key goes after 30 days."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="packages")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    asked_by = models.UUIDField(null=True)
    asked_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    available_until = models.DateField(null=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(made_at__isnull=True) | Q(file__isnull=False),
                name="requests_app_answerpackage_made_has_a_file",
            ),
            models.UniqueConstraint(
                fields=["request"],
                condition=Q(made_at__isnull=True),
                name="requests_app_answerpackage_one_in_the_making",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Delivery(models.Model):
    """How an answer reached who asked; `opened_at` proves the portal's one."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    request = models.ForeignKey(DataRequest, on_delete=models.PROTECT, related_name="deliveries")
    handed = models.CharField(_("hoe"), max_length=8, choices=choices_of(HANDED))
    on = models.DateField()
    by = models.UUIDField(null=True)
    opened_at = models.DateTimeField(null=True)
    available_until = models.DateField(null=True)
    note = models.TextField(blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["on", "pk"]

    def __str__(self) -> str:
        return f"{self.request_id} {self.handed} {self.on}"


class Rating(models.Model):
    """How many gave this score about a school in a month: a count, so that nobody can be found."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    school = models.ForeignKey(School, on_delete=models.PROTECT, null=True, related_name="+")
    month = models.DateField()  # its first day
    score = models.PositiveSmallIntegerField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                condition=Q(score__gte=1, score__lte=3), name="requests_app_rating_1_to_3"
            ),
            models.UniqueConstraint(
                fields=["board", "school", "month", "score"], name="requests_app_rating_once"
            ),
            models.UniqueConstraint(
                fields=["board", "month", "score"],
                condition=Q(school=None),
                name="requests_app_rating_once_without_school",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.score}"
