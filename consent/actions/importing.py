"""Overnemen: write the choices of an earlier app, all of them or none."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from django.db import transaction

from consent.actions.ledger import Spoken, append, last_of, tell
from consent.actions.take_down import follow
from consent.imported import Imported
from consent.models import Choice
from consent.rules import GivenVia
from portal.audit.actions import record
from portal.people.access import Tie
from portal.people.models import Pupil, School, User


class ImportChangedError(Exception):
    """Somebody chose since the plan was shown; nothing is written."""


@transaction.atomic
def import_choices(
    school: School, *, answers: Sequence[Imported], by: User, today: date, stated: bool = False
) -> list[Choice]:
    """Appends every answer of a plan without refusals; raises `ImportChangedError` when one no
    longer may. Each giver gets one message, whatever the number of answers.
    `stated` is kept beside it: what the school said of the days before its records (ADR 19).
    """
    pupils = {one.tie.pupil.pk for one in answers}
    list(Pupil.objects.select_for_update().filter(pk__in=pupils).order_by("pk").values_list("pk"))
    made: dict[tuple[UUID, UUID | None], list[Choice]] = defaultdict(list)
    ties: dict[tuple[UUID, UUID | None], Tie] = {}
    for one in answers:
        giver = (one.tie.pupil.pk, one.tie.guardian_id)
        ties[giver] = one.now
        made[giver].append(_append(one, by))
    follow(pupils, today=today)
    for giver, rows in made.items():
        tell(rows, tie=ties[giver])
    written = [row for rows in made.values() for row in rows]
    board, number = school.board_id, len(written)
    record("consent.imported", actor=by, subject=school, board_id=board, rows=number, stated=stated)
    return written


def _append(one: Imported, by: User) -> Choice:
    last, text = last_of(one.purpose, one.tie), one.text
    if text is None or one.refusal(last) is not None:
        raise ImportChangedError
    spoken = Spoken(text, one.tie, one.answer(last), one.capacity, GivenVia.IMPORT, by, one.stated)
    return append(spoken, last)
