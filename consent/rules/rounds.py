"""Ronde en voortgang: who still has to answer, and which numbers may be shown (AVG 5(1)(c))."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from consent.rules.words import Answer

Key = TypeVar("Key")
SMALL = 5  # fewer is not shown for a whole board (product.md rule 13)
AUGUST, OCTOBER = 8, 10


class ReminderVia(StrEnum):
    """How somebody is reminded: by mail to a proven address, else by letter."""

    MAIL = "mail"
    LETTER = "letter"


def still_stands(answer: Answer, version: int, meaning: int) -> bool:
    """A yes to a text that meant something else is asked again; a no stands (AVG 7(3)).

    `meaning` is the oldest version that means the same as the text of today.
    """
    return answer is not Answer.GIVEN or version >= meaning


def has_open_question(asked: Mapping[Key, int], said: Mapping[Key, tuple[Answer, int]]) -> bool:
    """Whether one question at least has no standing answer of this person.

    `asked`: purpose → the oldest version with the meaning of today; `said`: purpose → this
    person's own last answer.
    """
    return any(key not in said or not still_stands(*said[key], asked[key]) for key in asked)


def is_start_of_year(today: date) -> bool:
    """The months in which a school begins its yearly round: a school year runs from 1 August (WPO
    art. 1; law.md §4, "yearly reminder"). After October it is no news any more.
    """
    return AUGUST <= today.month <= OCTOBER


def round_is_due(newest: date | None, *, today: date) -> bool:
    """Whether a new school year began, and no round since. `newest`: when the last one began."""
    if not is_start_of_year(today):
        return False
    return newest is None or newest < date(today.year, AUGUST, 1)


@dataclass(frozen=True)
class Coverage:
    """Of so many pupils: with one answer at least, and with an answer to every question."""

    pupils: int = 0
    some: int = 0
    full: int = 0

    @property
    def waiting(self) -> int:
        """With a question at least that nobody answered: for those it is no (AVG 4(11))."""
        return self.pupils - self.full

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(self.pupils + other.pupils, self.some + other.some, self.full + other.full)


@dataclass(frozen=True)
class Shown:
    """A number, or (`at_most`, `at_least`) only that it is no further than this from an end."""

    number: int
    at_most: bool = False
    at_least: bool = False


def masked(number: int, whole: int | None = None) -> Shown:
    """A number, when neither it nor the rest of the whole is so few that one sees who."""
    if 0 < number < SMALL or (whole is not None and whole < SMALL):
        return Shown(SMALL - 1, at_most=True)
    if whole is not None and 0 < whole - number < SMALL:
        return Shown(whole - SMALL + 1, at_least=True)
    return Shown(number)
