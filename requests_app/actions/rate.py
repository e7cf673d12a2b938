"""Beoordelen: one tap after the answer; only a count is kept, and it names nobody."""

from datetime import date

from django.db import transaction
from django.db.models import F

from requests_app.actions.locks import Refused, locked
from requests_app.models import DataRequest, Rating

SCORES = (1, 2, 3)  # not good, all right, good


@transaction.atomic
def rate(request: DataRequest, *, score: int, today: date) -> None:
    """Once a request, after its answer. Refused: "state" before it, "rated" the second time.

    No row of the log: with its moment and its actor the score would no longer be anonymous.
    """
    if score not in SCORES:
        raise ValueError(f"no score {score}")
    row = locked(request)
    if not hasattr(row, "decision"):
        raise Refused("state")
    if row.is_rated:
        raise Refused("rated")
    row.is_rated = True
    row.save(update_fields=["is_rated"])
    counter, _is_new = Rating.objects.get_or_create(
        board=row.board, school=row.school, month=today.replace(day=1), score=score
    )
    Rating.objects.filter(pk=counter.pk).update(count=F("count") + 1)
