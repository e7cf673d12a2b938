"""Wat nog wacht: how many questions need this person's answer, in two narrow queries."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consent.access.outcomes import is_asked
from consent.models import CurrentChoice, PurposeText
from consent.models.purposes import LEADING_LANGUAGE
from consent.rules import Answer
from portal.people.access import Tie
from portal.people.rules import Right, Term


@dataclass(frozen=True)
class Counted:
    """Questions that this person may answer, and how many of them still wait."""

    asked: int = 0
    waiting: int = 0


NOTHING = Counted()
Versions = dict[tuple[UUID, UUID, UUID | None], int]  # purpose, board, school → newest version
Said = dict[UUID, dict[UUID, tuple[str, int]]]  # pupil → purpose → own answer and its version


def waiting_of(ties: Collection[Tie]) -> dict[UUID, Counted]:
    """Pupil → how many questions wait; a pupil whom this person may not answer for is left out."""
    asked = [tie for tie in ties if tie.may(Right.CONSENT)]
    if not asked:
        return {}
    versions, said = _versions({tie.pupil.board_id for tie in asked}, asked[0].today), _said(asked)
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


def _versions(boards: Collection[UUID], today: date) -> Versions:
    rows = PurposeText.objects.filter(purpose__board__in=boards, language=LEADING_LANGUAGE)
    facts = rows.order_by().values_list(
        *("purpose_id", "purpose__board_id", "purpose__school_id", "version", "in_force_on"),
        *("purpose__since", "purpose__until"),
    )
    versions: Versions = {}
    for purpose, board, school, version, in_force_on, since, until in facts:
        if in_force_on <= today and Term(since, until).holds(today):
            key = (purpose, board, school)
            versions[key] = max(version, versions.get(key, 0))
    return versions


def _said(ties: Collection[Tie]) -> Said:
    giver = {tie.pupil.pk: tie.guardian_id for tie in ties}
    said: Said = defaultdict(dict)
    rows = CurrentChoice.objects.filter(pupil__in=list(giver))
    facts = rows.values_list("pupil_id", "guardian_id", "purpose_id", "answer", "version")
    for pupil, guardian, purpose, answer, version in facts:
        if giver[pupil] == guardian:
            said[pupil][purpose] = (answer, version)
    return said
