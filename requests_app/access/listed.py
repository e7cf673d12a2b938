"""Lijst: a handful of requests with all that a list shows, in queries that are written once."""

from abc import ABC, abstractmethod
from collections.abc import Collection, Sequence
from datetime import date
from typing import Any, overload
from uuid import UUID

from django.db.models import Exists, OuterRef, Subquery, prefetch_related_objects

from portal.prepared import Prepared, hand_out
from requests_app.models import Case, CaseTask, DataRequest, Delivery, SuspensionPeriod, with_dates
from requests_app.models.requests import BESIDE, DataRequestQuerySet

# On every first page of a family, and for each page of the queue; see portal/prepared.py.
WAS_PAUSED = Exists(SuspensionPeriod.objects.filter(request=OuterRef("pk")))  # most never were
WAS_GIVEN = Exists(Delivery.objects.filter(request=OuterRef("pk")))
OPEN_TASKS = CaseTask.objects.filter(request=OuterRef("pk"), done_on=None)
OPEN_TASK_BY = Subquery(OPEN_TASKS.order_by("-due_on").values("due_on")[:1])
LISTED_OF: Prepared[Any] = Prepared(
    lambda keys: (
        DataRequest.objects.filter(pk__in=keys)
        .select_related(*BESIDE)
        .annotate(was_paused=WAS_PAUSED, was_given=WAS_GIVEN, open_task_by=OPEN_TASK_BY)
        .order_by()
    )
)
PAUSES_OF = Prepared(
    lambda keys: SuspensionPeriod.objects.filter(request__in=keys).order_by("since", "pk")
)


def listed(keys: Collection[UUID], today: date) -> list[Case]:
    """These requests with their dates, in the order of the keys; each key once.

    The caller decides who may see them.
    """
    rows = {row.pk: row for row in LISTED_OF(keys)}
    found = [rows[key] for key in keys if key in rows]
    prefetch_related_objects([row for row in found if row.was_given], "deliveries")
    hand_out([], to=[row for row in found if not row.was_given], via="request", as_="deliveries")
    return with_dates(with_pauses(found), today)


def with_pauses(rows: list[Any]) -> list[DataRequest]:
    """These requests, which know whether they `was_paused`, with their suspensions."""
    paused = [row.pk for row in rows if row.was_paused]
    hand_out(PAUSES_OF(paused) if paused else [], to=rows, via="request", as_="suspensions")
    return rows


class Pages(Sequence[Case], ABC):
    """Requests for a paginator: counted in the database, and only those of a page read whole."""

    def __init__(self, rows: DataRequestQuerySet, today: date) -> None:
        self.rows, self.today = rows, today

    def __len__(self) -> int:
        return self.rows.count()

    @overload
    def __getitem__(self, wanted: int) -> Case: ...
    @overload
    def __getitem__(self, wanted: slice) -> list[Case]: ...
    def __getitem__(self, wanted: int | slice) -> Case | list[Case]:
        if isinstance(wanted, int):
            return self[wanted : wanted + 1][0]
        return listed(self.keys_of(wanted), self.today)

    @abstractmethod
    def keys_of(self, wanted: slice) -> list[UUID]:
        """The ids of one page, in order."""


class Listed(Pages):
    """In the order of the rows."""

    def keys_of(self, wanted: slice) -> list[UUID]:
        """By the database alone."""
        return list(self.rows.values_list("pk", flat=True)[wanted])
