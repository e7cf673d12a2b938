"""What a file says, as plain facts: the only things that are taken over from it."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from portal.people.rules import Authority, GuardianKind, Relation
from portal.roster.readers.flaws import Problems


class Dropped(StrEnum):
    """What a file may hold and the portal never keeps (product.md rule 10); only counted."""

    NUMBER = "number"  # BSN, sofinummer, onderwijsnummer, rijksregisternummer, also parts of them
    ORIGIN = "origin"  # ethnicity and countries
    WEIGHT = "weight"
    GENDER = "gender"
    CONTACT = "contact"  # e-mail, photo, account and postcode of a pupil or teacher
    PSEUDONYM = "pseudonym"  # ECK iD
    EXTRA = "extra"  # blocks that a supplier added


@dataclass(frozen=True, slots=True)
class GroupFact:
    """A group of the file's school year; a composite group stands beside the base group."""

    key: str
    name: str
    year_group: str
    composite: bool


@dataclass(frozen=True, slots=True)
class PupilFact:
    """A pupil as the file has it. `since` is None when the file gives no date of entry."""

    key: str
    first_name: str
    prefix: str
    last_name: str
    born_on: date | None
    since: date | None
    until: date | None
    group_keys: tuple[str, ...]
    location: str
    line: int


@dataclass(frozen=True, slots=True)
class StaffFact:
    """A teacher with the groups that the file names."""

    key: str
    name: str
    group_keys: tuple[str, ...]


@dataclass(slots=True)
class SchoolFile:
    """One EDEXML file: one school, one school year."""

    name: str
    sha256: str
    brin6: str = ""
    school_year: str = ""
    as_of: date | None = None
    version: str = ""
    groups: dict[str, GroupFact] = field(default_factory=dict)
    pupils: dict[str, PupilFact] = field(default_factory=dict)
    staff: dict[str, StaffFact] = field(default_factory=dict)
    locations: dict[str, str] = field(default_factory=dict)
    dropped: Counter[Dropped] = field(default_factory=Counter)
    problems: Problems = field(default_factory=Problems)
    notes: Problems = field(default_factory=Problems)


@dataclass(frozen=True, slots=True)
class GuardianFact:
    """A guardian as a sheet has it. `address_secret` is None when the cell is empty."""

    key: str
    kind: GuardianKind
    initials: str
    first_name: str
    prefix: str
    last_name: str
    contact_email: str
    phone: str
    street: str
    postcode: str
    town: str
    address_secret: bool | None


@dataclass(frozen=True, slots=True)
class LinkFact:
    """One row of a sheet; None where the cell is empty: then the sheet says nothing."""

    pupil_key: str
    brin6: str
    guardian_key: str
    relation: Relation | None
    authority: Authority | None
    established_on: date | None
    ground: str
    line: int


@dataclass(slots=True)
class GuardianSheet:
    """One guardian sheet: guardians by key, and a row for each pupil they belong to."""

    name: str
    sha256: str
    guardians: dict[str, GuardianFact] = field(default_factory=dict)
    guardian_lines: dict[str, int] = field(default_factory=dict)
    links: list[LinkFact] = field(default_factory=list)
    dropped: Counter[Dropped] = field(default_factory=Counter)
    problems: Problems = field(default_factory=Problems)
    notes: Problems = field(default_factory=Problems)
