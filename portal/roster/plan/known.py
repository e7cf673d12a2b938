"""What the portal knows before an import, as plain facts; portal/roster/actions loads it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from portal.people.rules import Authority
from portal.roster.readers.facts import GuardianFact, PupilFact

PUPIL_FIELDS = ("first_name", "prefix", "last_name", "born_on")
GUARDIAN_FIELDS = (
    "kind",
    "initials",
    "first_name",
    "prefix",
    "last_name",
    "contact_email",
    "phone",
    "street",
    "postcode",
    "town",
    "address_secret",
)
ORDER_FIELDS = (
    "restriction_since",
    "restriction_until",
    "restriction_reference",
    "may_view",
    "may_request",
    "may_be_informed",
)


@dataclass(slots=True)
class KnownGroup:
    """A group of one school year."""

    id: UUID
    school_year: str
    name: str
    year_group: str
    composite: bool


@dataclass(slots=True)
class KnownPupil:
    """What a file may change of a pupil."""

    first_name: str
    prefix: str
    last_name: str
    born_on: date | None


@dataclass(slots=True)
class KnownEnrolment:
    """One stay at a school."""

    id: int
    pupil_id: UUID
    since: date
    until: date | None


@dataclass(slots=True)
class KnownMembership:
    """One stay in a group; `school_id` and `school_year` are those of the group."""

    id: int
    group_id: UUID
    school_id: UUID
    school_year: str
    since: date
    until: date | None


@dataclass(slots=True)
class KnownGuardian:
    """What a sheet may change of a guardian."""

    id: UUID
    kind: str
    initials: str
    first_name: str
    prefix: str
    last_name: str
    contact_email: str
    phone: str
    street: str
    postcode: str
    town: str
    address_secret: bool


@dataclass(slots=True)
class KnownLink:
    """The last guardianship of a pair; `order` holds what a court restricted, and is not ours."""

    id: UUID
    relation: str
    authority: Authority
    established_on: date | None
    authority_note: str
    since: date
    until: date | None
    order: dict[str, Any]


@dataclass(slots=True)
class KnownTeaching:
    """A teacher of a group, according to an earlier file."""

    id: UUID
    name: str
    confirmed: bool


@dataclass(slots=True)
class Known:
    """Everything of one board that an import looks at."""

    board_id: UUID
    schools: dict[str, UUID] = field(default_factory=dict)  # by BRIN6
    groups: dict[tuple[UUID, str, str], KnownGroup] = field(default_factory=dict)  # year, key
    pupils: dict[UUID, KnownPupil] = field(default_factory=dict)
    enrolments: dict[tuple[UUID, str], list[KnownEnrolment]] = field(default_factory=dict)
    memberships: dict[UUID, list[KnownMembership]] = field(default_factory=dict)  # by pupil
    guardians: dict[str, KnownGuardian] = field(default_factory=dict)  # by key
    links: dict[tuple[UUID, UUID], KnownLink] = field(default_factory=dict)  # pupil, guardian
    teaching: dict[UUID, dict[str, KnownTeaching]] = field(default_factory=dict)  # group, key


def is_another_pupil(known: KnownPupil, fact: PupilFact) -> bool:
    """Another day of birth and another name: the key went to somebody else."""
    if not (known.born_on and fact.born_on) or known.born_on == fact.born_on:
        return False
    return _differ(known, fact, "first_name") or _differ(known, fact, "last_name")


def is_another_guardian(known: KnownGuardian, fact: GuardianFact) -> bool:
    """Another surname, and nothing else that tells people apart stayed the same."""
    given = "first_name" if known.first_name and fact.first_name else "initials"
    same = (given, "contact_email", "phone")
    return _differ(known, fact, "last_name") and not any(
        getattr(known, name) and not _differ(known, fact, name) for name in same
    )


def _differ(known: object, fact: object, name: str) -> bool:
    return str(getattr(known, name)).casefold() != str(getattr(fact, name)).casefold()


def changed(known: object, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Those of the wanted values that differ from what is known."""
    return {name: value for name, value in wanted.items() if getattr(known, name) != value}
