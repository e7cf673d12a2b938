"""The files of the demo: EDEXML 2.1 and guardian sheets, made from a seed and read like any other.

About 900 pupils and 1,600 guardians at three schools, and a tiny second board.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from html import escape
from pathlib import Path

from portal.management.demo_cast import (
    BOARD,
    ELSEWHERE,
    LOTTE,
    LOTTES_GROUP,
    NOOR,
    OTHER_BOARD,
    PRIMARY,
    SECONDARY,
    SPECIAL,
    DemoBoard,
    DemoSchool,
    cast_children,
)
from portal.management.demo_families import Child, Population, Tie
from portal.management.demo_names import ADULT_NAMES, SURNAMES, TREES
from portal.people.rules import age
from portal.roster.readers.guardian_sheet import Column

SIZES = {SECONDARY: 350, SPECIAL: 130, PRIMARY: 420}  # brothers and sisters fill the last
AGES = {PRIMARY: (4.2, 11.9), SPECIAL: (5.0, 12.9), SECONDARY: (12.1, 17.6)}
SMALL = 24  # pupils at the second board


@dataclass(frozen=True)
class DemoFiles:
    """The written files, to be given to `import_roster` a board at a time."""

    files: dict[DemoBoard, tuple[Path, ...]]
    pupils: int
    guardians: int


@dataclass
class _Group:
    key: str
    name: str
    year_group: str
    children: list[Child] = field(default_factory=list)


def write_demo_files(folder: Path, *, seed: int, today: date) -> DemoFiles:
    """Writes the same files for the same seed and day."""
    people = Population(seed, today)
    year = today.year if today.month >= 8 else today.year - 1
    cast = cast_children(people, year_start=date(year, 8, 1))
    children: dict[DemoSchool, list[Child]] = {
        PRIMARY: [cast.noor, cast.bram],
        SPECIAL: [cast.noah],
        SECONDARY: [cast.sam],
        ELSEWHERE: [cast.lev],
    }
    _fill(people, children)
    folder.mkdir(parents=True, exist_ok=True)
    files = {
        board: tuple(
            path
            for school in board.schools
            for path in _write_school(folder, school, children[school], people, year)
        )
        for board in (BOARD, OTHER_BOARD)
    }
    everybody = [child for school in children.values() for child in school]
    guardians = {tie.adult.key for child in everybody for tie in child.ties}
    return DemoFiles(files, len(everybody), len(guardians))


def _fill(people: Population, children: dict[DemoSchool, list[Child]]) -> None:
    """Families until each school is full; brothers and sisters go where their age sends them."""
    for school, size in SIZES.items():
        youngest, oldest = AGES[school]
        while len(children[school]) < size:
            for child in people.family(people.random.uniform(youngest, oldest)):
                fits = school is SPECIAL or (age(child.born_on, people.today) > 11) == (
                    school is SECONDARY
                )
                children[school if fits else PRIMARY].append(child)
    while len(children[ELSEWHERE]) < SMALL:
        children[ELSEWHERE].extend(people.family(people.random.uniform(4.2, 11.9)))


# -- groups


def _groups(school: DemoSchool, children: list[Child], year: int) -> list[_Group]:
    """Classes by age on 1 October, two beside each other; at the special school by tens."""
    ordered = sorted((child for child in children if not child.left_on), key=lambda c: c.born_on)
    groups: dict[str, _Group] = {}
    for place, child in enumerate(reversed(ordered)):
        if school is SPECIAL:
            name = f"Groep {TREES[place * len(TREES) // len(ordered)]}"
            group = _Group(name[6:], name, "S")
        else:
            group = _class_of(school, child, year, "AB"[place % 2])
        groups.setdefault(group.key, group).children.append(child)
    return sorted(groups.values(), key=lambda group: (group.year_group.zfill(2), group.key))


def _class_of(school: DemoSchool, child: Child, year: int, letter: str) -> _Group:
    years = age(child.born_on, date(year, 10, 1))
    if school is SECONDARY:
        form = min(max(years - 11, 1), 6)
        return _Group(f"{form}{letter}", f"Klas {form}{letter}", str(10 + form))
    form = min(max(years - 3, 1), 8)
    letter = "A" if child.key == NOOR or school is ELSEWHERE else letter
    return _Group(f"{form}{letter}", f"Groep {form}{letter}", str(form))


# -- EDEXML


def _write_school(
    folder: Path, school: DemoSchool, children: list[Child], people: Population, year: int
) -> tuple[Path, Path]:
    groups = _groups(school, children, year)
    edexml = folder / f"{school.brin6}-leerlingen.xml"
    edexml.write_text("\n".join(_edexml(school, groups, children, people, year)), "utf-8")
    sheet = folder / f"{school.brin6}-ouders.csv"
    with sheet.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.writer(stream, delimiter=";")
        writer.writerow([*(column.value for column in Column if column is not Column.BRIN6)])
        for child in children:
            writer.writerows(_row(child, tie) for tie in child.ties)
    return edexml, sheet


def _edexml(
    school: DemoSchool, groups: list[_Group], children: list[Child], people: Population, year: int
) -> Iterator[str]:
    of_child = {child.key: group.key for group in groups for child in group.children}
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f"<EDEX><school><schooljaar>{year}-{year + 1}</schooljaar>"
    yield f"<peildatum>{people.today}</peildatum><brincode>{school.brin6[:4]}</brincode>"
    yield f"<dependancecode>{school.brin6[4:]}</dependancecode><xsdversie>2.1</xsdversie></school>"
    yield "<groepen>"
    for group in groups:
        naam = _element("naam", group.name)
        jaargroep = _element("jaargroep", group.year_group)
        yield f"<groep{_key(group.key)}>{naam}{jaargroep}</groep>"
    yield f'<samengestelde_groep key="plus">{_element("naam", "Plusgroep")}</samengestelde_groep>'
    yield "</groepen><leerlingen>"
    for place, child in enumerate(children):
        yield _pupil(child, of_child.get(child.key, ""), plus=place % 25 == 3)
    yield "</leerlingen><leerkrachten>"
    yield from _staff(school, groups, people)
    yield "</leerkrachten></EDEX>"


def _element(name: str, text: object) -> str:
    return f"<{name}>{escape(str(text))}</{name}>" if text else ""


def _key(key: str) -> str:
    return f' key="{escape(key)}"'


def _pupil(child: Child, group: str, *, plus: bool) -> str:
    parts = [
        _element("achternaam", child.last_name),
        _element("voorvoegsel", child.prefix),
        _element("roepnaam", child.first_name),
        _element("geboortedatum", child.born_on),
        f"<groep{_key(group)}/>" if group else _element("jaargroep", "H"),
        '<samengestelde_groepen><samengestelde_groep key="plus"/></samengestelde_groepen>'
        if plus and group
        else "",
        _element("uitstroomdatum", child.left_on or ""),
    ]
    return f"<leerling{_key(child.key)}>{''.join(parts)}</leerling>"


def _staff(school: DemoSchool, groups: Iterable[_Group], people: Population) -> Iterator[str]:
    for number, group in enumerate(groups, start=10):
        key, name = f"M{number:05}", people.random.choice(ADULT_NAMES)
        if school is PRIMARY and group.key == LOTTES_GROUP:
            key, name = LOTTE, "Lotte"
        yield (
            f"<leerkracht{_key(key)}>"
            f"{_element('achternaam', people.random.choice(SURNAMES))}{_element('roepnaam', name)}"
            f"<rol>LRK</rol><groepen><groep{_key(group.key)}/></groepen></leerkracht>"
        )


# -- guardian sheet


def _row(child: Child, tie: Tie) -> list[str]:
    adult, home = tie.adult, tie.adult.home
    cells = {
        Column.PUPIL: child.key,
        Column.GUARDIAN: adult.key,
        Column.INITIALS: f"{adult.first_name[0]}." if adult.first_name else "",
        Column.FIRST_NAME: adult.first_name,
        Column.PREFIX: adult.prefix,
        Column.LAST_NAME: adult.last_name,
        Column.RELATION: tie.relation.value,
        Column.AUTHORITY: tie.authority.value,
        Column.EMAIL: adult.email,
        Column.PHONE: adult.phone,
        Column.STREET: home.street,
        Column.POSTCODE: home.postcode,
        Column.TOWN: home.town,
        Column.UNLISTED: "ja" if adult.secret else "nee",
        Column.KIND: adult.kind.value,
        Column.ESTABLISHED: tie.established_on.strftime("%d-%m-%Y") if tie.established_on else "",
        Column.GROUND: tie.ground,
    }
    return [cells[column] for column in Column if column is not Column.BRIN6]
