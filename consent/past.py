"""De stand van toen: what was allowed on an earlier day, from the ledger (AVG 7(1))."""

from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import prefetch_related_objects

from consent.models import Choice, CurrentChoice, Giver, Purpose
from consent.outcomes import Words, purposes_of, weigh
from portal.people.models import Pupil


def allowed_on(purpose: Purpose, pupils: Collection[Pupil], day: date) -> dict[UUID, bool]:
    """Pupil → whether this purpose was allowed on a day; what was not asked was not allowed."""
    prefetch_related_objects(list(pupils), "board", "enrolments__school")
    asked = purposes_of(pupils, day)
    outcomes = weigh(pupils, asked, _words_then(purpose, pupils, day), day)
    found = {pupil.pk: outcomes[pupil.pk].get(purpose.pk) for pupil in pupils}
    return {key: one is not None and one.effective.allowed for key, one in found.items()}


def _words_then(purpose: Purpose, pupils: Collection[Pupil], day: date) -> Words:
    """The last answer that each giver had given by then."""
    keys = [pupil.pk for pupil in pupils]
    alike = Purpose.objects.filter(board=purpose.board_id, code=purpose.code).values("pk")
    rows = Choice.objects.filter(pupil_id__in=keys, purpose_id__in=alike, on__lte=day)
    latest: dict[Giver, CurrentChoice] = {}
    for choice in rows.order_by("id"):
        row = CurrentChoice.of(choice)
        latest[row.giver] = row
    words: Words = {key: [] for key in keys}
    for row in latest.values():
        words[row.pupil_id].append(row)
    return words
