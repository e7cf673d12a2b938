"""Wat nog wacht: how many questions need this person's answer, in one narrow query."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import FilteredRelation, Q

from consent.models import PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.outcomes import is_asked
from consent.rules import Answer
from portal.people.access import Tie
from portal.people.rules import Right, Term
from portal.prepared import Prepared


@dataclass(frozen=True)
class Counted:
    """Questions that this person may answer, and how many of them still wait."""

    asked: int = 0
    waiting: int = 0


NOTHING = Counted()
Versions = dict[tuple[UUID, UUID, UUID | None], int]  # purpose, board, school → newest version
Said = dict[UUID, dict[UUID, tuple[str, int]]]  # pupil → purpose → own answer and its version

# On every first page of a family; see portal/prepared.py.
QUESTIONS_AND_ANSWERS = Prepared(
    lambda boards, pupils: (
        PurposeText.objects.filter(purpose__board__in=boards, language=LEADING_LANGUAGE)
        .annotate(
            said=FilteredRelation(
                "purpose__current_choices", condition=Q(purpose__current_choices__pupil__in=pupils)
            )
        )
        .order_by()
        .values_list(
            *("purpose_id", "purpose__board_id", "purpose__school_id", "version", "in_force_on"),
            *("purpose__since", "purpose__until"),
            *("said__pupil_id", "said__guardian_id", "said__answer", "said__version"),
        )
    )
)


def waiting_of(ties: Collection[Tie]) -> dict[UUID, Counted]:
    """Pupil → how many questions wait; a pupil whom this person may not answer for is left out."""
    asked = [tie for tie in ties if tie.may(Right.CONSENT)]
    if not asked:
        return {}
    boards = {tie.pupil.board_id for tie in asked}
    rows = QUESTIONS_AND_ANSWERS(boards, [tie.pupil.pk for tie in asked])
    versions, said = _versions(rows, asked[0].today), _said(rows, asked)
    return {tie.pupil.pk: _count(tie, versions, said[tie.pupil.pk]) for tie in asked}


def _count(tie: Tie, versions: Versions, said: dict[UUID, tuple[str, int]]) -> Counted:
    mine = {
        purpose: version
        for (purpose, board, school), version in versions.items()
        if is_asked(board, school, tie.pupil, tie.today)
    }
    done = [one for one, version in mine.items() if one in said and _stands(said[one], version)]
    return Counted(asked=len(mine), waiting=len(mine) - len(done))


def _stands(said: tuple[str, int], newest: int) -> bool:
    """A yes to an older text is asked again; a no stands (law.md §4)."""
    answer, version = said
    return answer != Answer.GIVEN or version == newest


def _versions(rows: Iterable[tuple[Any, ...]], today: date) -> Versions:
    versions: Versions = {}
    for purpose, board, school, version, in_force_on, since, until, *_answer in rows:
        if in_force_on <= today and Term(since, until).holds(today):
            key = (purpose, board, school)
            versions[key] = max(version, versions.get(key, 0))
    return versions


def _said(rows: Iterable[tuple[Any, ...]], ties: Iterable[Tie]) -> Said:
    giver = {tie.pupil.pk: tie.guardian_id for tie in ties}
    said: Said = defaultdict(dict)
    for purpose, *_text, pupil, guardian, answer, version in rows:
        if pupil is not None and giver[pupil] == guardian:
            said[pupil][purpose] = (answer, version)
    return said
