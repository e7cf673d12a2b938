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
from consent.rules import Answer, Reach, asked_about, still_stands
from consent.whereabouts import whereabouts_of
from portal.people.access import Tie
from portal.people.rules import Right, Term
from portal.prepared import Prepared


@dataclass(frozen=True)
class Counted:
    """Questions that this person may answer, and how many of them still wait."""

    asked: int = 0
    waiting: int = 0


NOTHING = Counted()
Newest = dict[UUID, tuple[int, int]]  # purpose → newest version, and the oldest that means the same
Said = dict[UUID, dict[UUID, tuple[Answer, int]]]  # pupil → purpose → own answer and its version

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
            *(
                "purpose_id",
                "version",
                "same_as",
                "in_force_on",
                "purpose__since",
                "purpose__until",
            ),
            *("purpose__board_id", "purpose__code", "purpose__school_id"),
            *("purpose__group_id", "purpose__pupil_id"),
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
    newest, reaches = _in_force(rows, asked[0].today)
    places = whereabouts_of([tie.pupil for tie in asked], reaches.values(), asked[0].today)
    said = _said(rows, asked)
    return {
        tie.pupil.pk: _count(asked_about(reaches, places[tie.pupil.pk]), newest, said[tie.pupil.pk])
        for tie in asked
    }


def _count(mine: list[UUID], newest: Newest, said: dict[UUID, tuple[Answer, int]]) -> Counted:
    done = [one for one in mine if one in said and still_stands(*said[one], newest[one][1])]
    return Counted(asked=len(mine), waiting=len(mine) - len(done))


def _in_force(rows: Iterable[tuple[Any, ...]], today: date) -> tuple[Newest, dict[UUID, Reach]]:
    newest: Newest = {}
    reaches: dict[UUID, Reach] = {}
    for purpose, version, same_as, in_force_on, since, until, *reach in (row[:11] for row in rows):
        if in_force_on <= today and Term(since, until).holds(today):
            reaches[purpose] = Reach(*reach)
            newest[purpose] = max((version, same_as or version), newest.get(purpose, (0, 0)))
    return newest, reaches


def _said(rows: Iterable[tuple[Any, ...]], ties: Iterable[Tie]) -> Said:
    giver = {tie.pupil.pk: tie.guardian_id for tie in ties}
    said: Said = defaultdict(dict)
    for purpose, *_facts, pupil, guardian, answer, version in rows:
        if pupil is not None and giver[pupil] == guardian:
            said[pupil][purpose] = (Answer(answer), version)
    return said
