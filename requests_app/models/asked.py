"""Nummer en vraag: the number of a request, and what was asked in the requester's own words."""

from django.db import models

from portal.people.models import Board
from requests_app.models.requests import DataRequest, DataRequestQuerySet


class CaseNumber(models.Model):
    """The counter of a board and year; locked while a number is given out, so no gap can be."""

    board = models.ForeignKey(Board, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["board", "year"], name="requests_app_casenumber_once")
        ]

    def __str__(self) -> str:
        return f"{self.board_id} {self.year}-{self.last}"


class RequestText(models.Model):
    """What was asked, in the requester's own words: erasable, so apart from the request."""

    request = models.OneToOneField(DataRequest, on_delete=models.PROTECT, related_name="text")
    scope = models.TextField(blank=True)  # what is asked, what is wrong, or why it must stop
    should_be = models.TextField(blank=True)  # correctie: what it should say
    shown_by = models.TextField(blank=True)  # correctie: what shows it

    def __str__(self) -> str:
        return str(self.request_id)


def of_same_asker(rows: DataRequestQuerySet, request: DataRequest) -> DataRequestQuerySet:
    """What the same person asked about the same; never a co-guardian's (product.md rule 7).

    Of somebody outside the roster, and of a request without names, only the request itself.
    """
    if request.requester_noted or request.anonymised_on is not None:
        return rows.filter(pk=request.pk)
    return rows.filter(
        board=request.board_id,
        subject_pupil=request.subject_pupil_id,
        subject_guardian=request.subject_guardian_id,
        requester_guardian=request.requester_guardian_id,
        requester_pupil=request.requester_pupil_id,
        requester_noted=False,
        anonymised_on=None,
    )
