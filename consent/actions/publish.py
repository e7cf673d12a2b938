"""Publiceren: what was published of whom; only of those who may be there (AVG 4(11), 6(1)(a)).

What is there already, without consent, is logged too: what nobody may log, nobody takes down.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import transaction

from consent.actions.take_down import follow
from consent.models import Publication, PublicationPupil, PublicationText, Purpose
from consent.past import allowed_on
from consent.rules import in_the_way, may_be_logged
from portal.audit.actions import record
from portal.people.models import Pupil, School, User


class PublishRefusedError(Exception):
    """Nothing was written. `pupils`: who may not be in it; none: the day is still to come."""

    def __init__(self, pupils: Collection[UUID]) -> None:
        super().__init__(", ".join(str(one) for one in pupils) or "future")
        self.pupils = pupils


@dataclass(frozen=True)
class Published:
    """What is logged, as it was typed."""

    school: School
    purpose: Purpose
    on: date
    title: str
    place: str = ""
    found: bool = False  # it stood there already; logged to be taken down


@transaction.atomic
def publish(what: Published, *, pupils: Collection[UUID], by: User, today: date) -> Publication:
    """Logs it when every pupil was allowed there on that day, or when it was found there. Raises
    `PublishRefusedError`.

    Nobody answers meanwhile; and whoever may not be there any more gets a task at once.
    """
    if what.on > today:
        raise PublishRefusedError([])
    held = list(Pupil.objects.select_for_update().filter(pk__in=pupils).order_by("pk"))
    may = allowed_on(what.purpose, held, what.on)
    blocked = in_the_way(pupils, [key for key, allowed in may.items() if allowed])
    if not may_be_logged(blocked, found=what.found):
        raise PublishRefusedError(blocked)
    row = Publication.objects.create(
        school=what.school, purpose=what.purpose, on=what.on, recorded_by_id=by.pk
    )
    PublicationText.objects.create(publication=row, title=what.title, place=what.place)
    PublicationPupil.objects.bulk_create(
        PublicationPupil(publication=row, pupil_id=one.pk) for one in held
    )
    _note(row, what, by, pupils=len(held), blocked=bool(blocked))
    follow(pupils, today=today)
    return row


def _note(row: Publication, what: Published, by: User, *, pupils: int, blocked: bool) -> None:
    facts: dict[str, Any] = {"found": True} if what.found and blocked else {}
    record(
        "consent.published",
        actor=by,
        subject=row,
        board_id=what.school.board_id,
        purpose=str(what.purpose.pk),
        pupils=pupils,
        **facts,
    )
