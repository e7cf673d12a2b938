"""Verzamelen: who holds data, until when they may take, what is weighed; AVG 15(1) and (4)."""

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from requests_app.rules.codes import Others
from requests_app.rules.kinds import Kind
from requests_app.rules.outcomes import GroundCode, Outcome

COLLECTED = frozenset({Kind.ACCESS, Kind.PORTABILITY})  # AVG 15, 20: an answer with data in it
AHEAD = timedelta(days=10)  # to check, to blacken and to decide
AT_LEAST = timedelta(days=2)
REMIND = timedelta(days=3)
AGAIN = timedelta(days=7)  # as long as it is late
KEPT = timedelta(days=30)  # law.md §7: package and extracts, after delivery
NOTES = "notities"
ELSEWHERE = frozenset({"staff", "visitor"})  # codes of the register: never a pupil or a parent
FORMER = "former_pupil"
BECAUSE_OF_OTHERS = frozenset({GroundCode.OTHERS_RIGHTS, GroundCode.NATIONAL_EXCEPTION})
_PARTING = re.compile(r"\s*(?:[,;/]|\ben\b|\bof\b)\s*")


class Holds(StrEnum):
    """What kind of holder: a system, a function inside the school, or only the entry itself."""

    SYSTEM = "systeem"
    FUNCTION = "functie"
    ENTRY = "verwerking"


@dataclass(frozen=True)
class Entry:
    """What the register says of one processing; `inside` are codes of functions."""

    key: str
    name: str
    systems: str
    inside: tuple[str, ...] = ()


@dataclass(frozen=True)
class Holder:
    """Who is asked, under a key that stays the same; `name` is a code for a function."""

    key: str
    kind: Holds
    name: str
    entries: tuple[str, ...]


def is_collected(kind: Kind) -> bool:
    """Whether the answer holds a copy of the data."""
    return kind in COLLECTED


def concerns(about: Collection[str], *, has_left: bool) -> bool:
    """Whether an entry of the register can hold data of a pupil or a parent, by whose data it says
    they are; one that does not say is never passed over (AVG 15(1)).
    """
    others = ELSEWHERE if has_left else ELSEWHERE | {FORMER}
    return not about or not set(about) <= others


def collect_by(due_by: date, today: date) -> date:
    """The last day for a holder: ten days before the answer, but never at less than two days."""
    return max(due_by - AHEAD, today + AT_LEAST)


def is_reminder_due(due_on: date, reminded_on: date | None, today: date) -> bool:
    """Once before the last day, and once a week from the day after it."""
    if reminded_on is None:
        return today >= due_on - REMIND
    return today > due_on and today >= reminded_on + AGAIN


def holders(entries: Iterable[Entry]) -> list[Holder]:
    """Every system and function once, with the entries it holds data for.

    An entry of which the register names neither is a holder itself: nothing is passed over.
    """
    found: dict[str, Holder] = {}
    for entry in entries:
        for key, kind, name in _of(entry):
            known = found.get(key)
            before = known.entries if known else ()
            found[key] = Holder(key, kind, known.name if known else name, (*before, entry.key))
    return list(found.values())


def _of(entry: Entry) -> list[tuple[str, Holds, str]]:
    names = [name for name in _PARTING.split(entry.systems.strip()) if name]
    systems = [(_key(Holds.SYSTEM, name), Holds.SYSTEM, name[:120]) for name in names]
    inside = [(_key(Holds.FUNCTION, code), Holds.FUNCTION, code) for code in entry.inside]
    return [*systems, *inside] or [(_key(Holds.ENTRY, entry.key), Holds.ENTRY, entry.name[:120])]


def _key(kind: Holds, name: str) -> str:
    """ESIS and "esis " are one system."""
    plain = re.sub(r"[^\w]+", "-", name.casefold()).strip("-")
    return f"{kind}:{plain}"[:120]


class Block(StrEnum):
    """Why the package cannot be made yet."""

    UNCHECKED = "unchecked"
    NOTES = "notes"


def blocks(others: Collection[Others], *, notes_open: bool) -> list[Block]:
    """A document that nobody looked at, or notes that nobody weighed, go to nobody (15(4))."""
    found = [Block.UNCHECKED] if Others.UNCHECKED in others else []
    return [*found, Block.NOTES] if notes_open else found


def goes_along(others: Others, *, is_replaced: bool) -> bool:
    """What goes into the package: looked at, not left out, and never what was made black since."""
    return not is_replaced and others not in (Others.UNCHECKED, Others.LEFT_OUT)


def stays_behind(others: Collection[Others]) -> bool:
    """Whether a document does not go along because of others (AVG 15(4), 20(4))."""
    return Others.LEFT_OUT in others


def tells_of_it(outcome: Outcome, grounds: Collection[GroundCode]) -> bool:
    """What stays behind is a no in part, with that as a reason (AVG 12(4); UAVG 41(1)(i))."""
    return outcome != Outcome.GRANTED and not BECAUSE_OF_OTHERS.isdisjoint(grounds)


def needs_weighing(others: Others) -> bool:
    """Where others are in it, the interests are weighed and written down (AVG 15(4))."""
    return others in (Others.KEPT, Others.BLACKENED, Others.LEFT_OUT)


def choices_for(*, is_replacement: bool) -> tuple[Others, ...]:
    """Only a version in which something was blackened can be called so."""
    first = (Others.NONE, Others.KEPT, Others.LEFT_OUT)
    return (*first, Others.BLACKENED) if is_replacement else first


def available_until(delivered_on: date) -> date:
    """The last day on which it can be downloaded (law.md §7)."""
    return delivered_on + KEPT


def is_over(until: date | None, today: date) -> bool:
    """Whether the last day has passed; without a day it was not delivered yet."""
    return until is not None and today > until
