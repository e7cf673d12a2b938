"""What an import would do: rows to make, rows to change, and what a person must look at."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from portal.people.rules import Authority
from portal.roster.readers.flaws import Problems

Values = dict[str, Any]


class Table(StrEnum):
    """The tables that an import writes, in the order in which rows need each other."""

    GROUP = "groups"
    PUPIL = "pupils"
    ENROLMENT = "enrolments"
    MEMBERSHIP = "memberships"
    TEACHING = "teaching"
    GUARDIAN = "guardians"
    LINK = "links"


@dataclass(frozen=True, slots=True)
class AuthorityChange:
    """Authority that a sheet changes; told one by one, never silently (law.md §3)."""

    pupil_key: str
    guardian_key: str
    before: Authority
    after: Authority


@dataclass(frozen=True, slots=True)
class MissingPupil:
    """Enrolled according to the portal, absent from the file. Not necessarily gone."""

    brin6: str
    key: str


@dataclass(slots=True)
class Plan:
    """The difference between files and portal. With problems nothing of it may be written."""

    new: dict[Table, list[Values]] = field(default_factory=lambda: defaultdict(list))
    changed: dict[Table, dict[UUID | int, Values]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    gone: list[UUID] = field(default_factory=list)  # unconfirmed teachers of a group
    counts: Counter[str] = field(default_factory=Counter)
    authority: list[AuthorityChange] = field(default_factory=list)
    missing: list[MissingPupil] = field(default_factory=list)
    problems: Problems = field(default_factory=Problems)
    notes: Problems = field(default_factory=Problems)

    def make(self, table: Table, values: Values) -> None:
        """A row to make."""
        self.new[table].append(values)
        self.counts[f"{table}.new"] += 1

    def change(self, table: Table, pk: UUID | int, values: Values) -> None:
        """A row to change; without values it stays as it is."""
        if values:
            self.changed[table].setdefault(pk, {}).update(values)
        self.counts[f"{table}.{'changed' if values else 'unchanged'}"] += 1

    @property
    def writes(self) -> int:
        """How many rows would be written."""
        made = sum(len(rows) for rows in self.new.values())
        return made + sum(len(rows) for rows in self.changed.values()) + len(self.gone)
