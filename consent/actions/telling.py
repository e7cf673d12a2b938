"""Vertellen: a question is new, or a text changed so that a yes lapses (law.md §4)."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from consent import mails
from consent.models import PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from portal.audit.actions import record
from portal.people.models import Guardian, Pupil

NEWS = timedelta(days=14)  # older is no news: a portal that was away tells nothing late

Someone = Guardian | Pupil


def untold_texts(today: date) -> list[int]:
    """The Dutch texts with a meaning of their own that families have not all heard of."""
    rows = PurposeText.objects.filter(
        language=LEADING_LANGUAGE,
        same_as=None,
        told_on=None,
        in_force_on__gt=today - NEWS,
        in_force_on__lte=today,
    )
    return list(rows.order_by("in_force_on", "pk").values_list("pk", flat=True))


def hold_text(key: int) -> PurposeText | None:
    """The text while it is told, held until the transaction ends; None when all heard of it."""
    rows = PurposeText.objects.select_for_update(of=("self",)).select_related("purpose")
    row = rows.get(pk=key)
    return row if row.told_on is None else None


def tell_of_text(
    row: PurposeText,
    people: Collection[tuple[Someone, str]],
    *,
    through: UUID | None,
    is_last: bool,
    today: date,
) -> int:
    """A mail to each with an address: whoever may answer, whatever was said before, so that the
    mail of one tells nothing to another. Returns how many were asked to leave.
    """
    told = sum(mails.question_changed(row, one, to=to) for one, to in people)
    row.told_through = through or row.told_through
    row.told_on = today if is_last else None
    row.save(update_fields=["told_through", "told_on"])
    if is_last:
        board = row.purpose.board_id
        facts: dict[str, Any] = {"version": row.version}
        record("consent.text_told", actor=None, subject=row.purpose, board_id=board, **facts)
    return told
