"""Nummer en vraag: the number of a request, and what was asked in the requester's own words."""

from django.db import models

from portal.people.models import Board
from requests_app.models.requests import DataRequest


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
