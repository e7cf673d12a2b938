"""Doelgroep: about which pupils a question is asked (AVG 4(11): for one specific thing)."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar
from uuid import UUID

Key = TypeVar("Key")


@dataclass(frozen=True)
class Reach:
    """A board, or one school, group or pupil of it. `code` names what is asked."""

    board: UUID
    code: str
    school: UUID | None = None
    group: UUID | None = None
    pupil: UUID | None = None


@dataclass(frozen=True)
class Whereabouts:
    """Where a pupil is today; without a school nothing is asked."""

    board: UUID
    pupil: UUID
    schools: frozenset[UUID]
    groups: frozenset[UUID] = frozenset()


def is_about(reach: Reach, where: Whereabouts) -> bool:
    """Whether a question is about this pupil today."""
    if reach.board != where.board or not where.schools:
        return False
    if reach.school is not None and reach.school not in where.schools:
        return False
    if reach.group is not None and reach.group not in where.groups:
        return False
    return reach.pupil is None or reach.pupil == where.pupil


def asked_about(questions: Mapping[Key, Reach], where: Whereabouts) -> list[Key]:
    """The questions about this pupil; a school's own stands in the place of the board's."""
    mine = {key: reach for key, reach in questions.items() if is_about(reach, where)}
    own = {reach.code for reach in mine.values() if reach.school is not None}
    return [key for key, reach in mine.items() if reach.school or reach.code not in own]
