"""The cast of the demo with fixed keys, so that `manage.py demo` finds them after the import."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from portal.management.demo_families import Child, Population, Tie
from portal.people.rules import Authority, BoardKind, Region, Relation, Sector, turns


@dataclass(frozen=True)
class DemoSchool:
    """A school to add before its file is read."""

    name: str
    brin6: str
    sector: Sector
    region: Region = Region.NORTH


@dataclass(frozen=True)
class DemoBoard:
    """A board to add, with its schools."""

    name: str
    number: str
    kind: BoardKind
    schools: tuple[DemoSchool, ...]


PRIMARY = DemoSchool("Basisschool De Regenboog", "99DA00", Sector.PRIMARY)
SPECIAL = DemoSchool("De Horizon", "99DB00", Sector.SPECIAL)
SECONDARY = DemoSchool("Het Baken College", "99DC00", Sector.SECONDARY)
ELSEWHERE = DemoSchool("De Oosterschool", "99DD00", Sector.PRIMARY, Region.MIDDLE)
BOARD = DemoBoard("Stichting De Vlinder", "99901", BoardKind.PRIVATE, (PRIMARY, SPECIAL, SECONDARY))
OTHER_BOARD = DemoBoard("Openbaar Onderwijs Oost", "99902", BoardKind.PUBLIC, (ELSEWHERE,))

# roster keys of pupils (at their school), guardians (at their board) and staff
NOOR, BRAM, NOAH, SAM, LEV = "L00001", "L00002", "L00003", "L00004", "L00005"
PUPIL_KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "noor": (PRIMARY.brin6, NOOR),
        "bram": (PRIMARY.brin6, BRAM),
        "noah": (SPECIAL.brin6, NOAH),
        "sam": (SECONDARY.brin6, SAM),
        "lev": (ELSEWHERE.brin6, LEV),
    }
)
GUARDIAN_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "fatima": "O00001",
        "daan": "O00002",
        "ruud": "O00003",
        "yara": "O00004",
        "tom": "O00005",
        "olga": "O00006",
        "els": "O00007",
        "jan": "O00008",
        "mila": "O00009",
    }
)
LOTTE = "M00001"
LOTTES_GROUP = "5A"  # also the key of the group at PRIMARY
SURNAMES: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "fatima": ("", "Benali"),
        "daan": ("de", "Wit"),
        "ruud": ("", "Kersten"),
        "yara": ("", "Haddad"),
        "tom": ("", "Verweij"),
        "olga": ("", "Petrenko"),
        "els": ("van", "Vliet"),
        "jan": ("", "Bosman"),
        "mila": ("", "Novak"),
    }
)


@dataclass
class CastChildren:
    """The children of the cast, with their guardians."""

    noor: Child
    bram: Child
    noah: Child
    sam: Child
    lev: Child


def cast_children(people: Population, *, year_start: date) -> CastChildren:
    """Noor is 8 and Sam 16 during the whole school year; Bram left when the last one ended."""
    bram = _child(BRAM, "Bram", "tom", turns(year_start, -12), Relation.FATHER, people)
    bram.left_on = year_start
    noor = _child(NOOR, "Noor", "daan", turns(year_start, -8), Relation.FATHER, people)
    noor.ties.extend(_noors(people, year_start))
    sam = _child(SAM, "Sam", "jan", turns(year_start, -16), Relation.FATHER, people)
    sam.ties.append(_tie(people, "els", Relation.MOTHER))
    return CastChildren(
        noor=noor,
        bram=bram,
        noah=_child(NOAH, "Noah", "olga", turns(year_start, -9), Relation.MOTHER, people),
        sam=sam,
        lev=_child(LEV, "Lev", "mila", turns(year_start, -7), Relation.MOTHER, people),
    )


def _noors(people: Population, year_start: date) -> list[Tie]:
    """Fatima shares authority with Daan; Ruud's ended; Yara's is not known."""
    fatima = _tie(people, "fatima", Relation.MOTHER)
    fatima.adult.secret = True
    ruud = _tie(people, "ruud", Relation.STEP_PARENT, Authority.NO)
    ruud.established_on, ruud.ground = year_start, "uittreksel gezagsregister"
    return [fatima, ruud, _tie(people, "yara", Relation.CARER, Authority.UNKNOWN)]


def _child(
    key: str, name: str, parent: str, born_on: date, relation: Relation, people: Population
) -> Child:
    """A child that bears the name of this parent."""
    prefix, surname = SURNAMES[parent]
    return Child(key, name, prefix, surname, born_on, [_tie(people, parent, relation)])


def _tie(
    people: Population, name: str, relation: Relation, authority: Authority = Authority.YES
) -> Tie:
    prefix, surname = SURNAMES[name]
    adult = people.adult(
        name.title(),
        prefix=prefix,
        last_name=surname,
        key=GUARDIAN_KEYS[name],
        email=f"{name}@example.org",
    )
    return Tie(adult, relation, authority)
