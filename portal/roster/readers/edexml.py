"""EDEXML 1.03 to 2.1, bare or namespaced in an envelope: one school, one school year.

The order of elements does not matter. Numbers like the BSN, origin, weights and contact data stop
here: they are counted and not kept (product.md rule 10; AVG 5(1)(c)).
"""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Final

from stdnum.nl import brin

from portal.roster.readers.facts import Dropped, GroupFact, PupilFact, SchoolFile, StaffFact
from portal.roster.readers.flaws import Flaw, Problem, Problems, Unreadable
from portal.roster.readers.records import SKIPPED, Node, records
from portal.roster.readers.texts import (
    clean,
    keys_are_numbers,
    school_year,
    shown,
    without_numbers,
    xml_date,
)

NEVER_KEPT: Final = {
    "bsn": Dropped.NUMBER,
    "sofinummer": Dropped.NUMBER,
    "onderwijsnummer": Dropped.NUMBER,
    "bsn_ondwnr-4": Dropped.NUMBER,
    "rijksregisternummer": Dropped.NUMBER,
    "etniciteit": Dropped.ORIGIN,
    "land": Dropped.ORIGIN,
    "land_vader": Dropped.ORIGIN,
    "land_moeder": Dropped.ORIGIN,
    "gewicht": Dropped.WEIGHT,
    "gewicht_nieuw": Dropped.WEIGHT,
    "geslacht": Dropped.GENDER,
    "emailadres": Dropped.CONTACT,
    "fotourl": Dropped.CONTACT,
    "gebruikersnaam": Dropped.CONTACT,
    "postcodenl": Dropped.CONTACT,
    "postnummerbe": Dropped.CONTACT,
    "postcodeoverig": Dropped.CONTACT,
}
YEAR_GROUPS = {*"BDSVCNH", *map(str, range(9)), *map(str, range(11, 17))}
NO_TEACHING = {"OUD"}  # a parent who helps
MAX_KEY = 255
BASE, COMPOSITE = "groep", "samengestelde_groep"
Reference = tuple[str, str]  # base or composite, and the key


def read_edexml(name: str, content: bytes) -> SchoolFile:
    """What the file says, with its problems (refuse the file) and notes (tell, and go on).

    Raises Unreadable when the file as a whole cannot be read.
    """
    return _Reading(name, content).read()


class _Reading:
    """One pass over one file; what refers to something else is checked at the end."""

    def __init__(self, name: str, content: bytes) -> None:
        self.content = content
        digest = hashlib.sha256(content).hexdigest()
        self.file = SchoolFile(name, digest, problems=Problems(name), notes=Problems(name))
        self.schools = 0
        self.aliases: dict[Reference, str] = {}  # a group as referred to → the key it is kept under
        self.groups_of_pupil: dict[str, list[Reference]] = {}
        self.groups_of_staff: dict[str, list[Reference]] = {}

    def read(self) -> SchoolFile:
        readers: dict[str, Callable[[Node], None]] = {
            "school": self._school,
            "vestiging": self._location,
            BASE: self._group,
            COMPOSITE: self._group,
            "leerling": self._pupil,
            "leerkracht": self._teacher,
        }
        for node in records(self.content):
            readers[node.name](node)
        if not self.schools:
            raise Unreadable(Flaw.NOT_EDEXML)
        self._check_references()
        self._check_keys()
        return self.file

    # -- one record each

    def _school(self, node: Node) -> None:
        self.schools += 1
        if self.schools > 1:
            raise Unreadable(Flaw.TWO_SCHOOLS, node.line)
        self._brin(node)
        self.file.version = clean(node.value("xsdversie"))[:32]
        self.file.as_of = self._date(node, "peildatum")
        year = node.value("schooljaar")
        try:
            self.file.school_year = school_year(year)
        except ValueError:
            self.file.problems.add(Flaw.BAD_SCHOOL_YEAR, node.line, value=shown(year))

    def _brin(self, node: Node) -> None:
        """Four signs and a location of two digits; no location means the main one, 00."""
        code, location = node.value("brincode").upper(), node.value("dependancecode") or "00"
        if not code:
            self.file.problems.add(Flaw.NO_BRIN, node.line)
        elif is_brin6(code + location):
            self.file.brin6 = code + location
        else:
            self.file.problems.add(Flaw.BAD_BRIN, node.line, value=shown(code + location))

    def _location(self, node: Node) -> None:
        key = self._key(node)
        if key:
            self.file.locations[key] = self._text(node, "naam", 64)

    def _group(self, node: Node) -> None:
        self._count_dropped(node)
        given, name = self._key(node), self._text(node, "naam", 64)
        if not given:
            return
        composite = node.name == COMPOSITE
        key = _lasting(given, name)
        self.aliases[node.name, given] = key
        year_group = node.value("jaargroep").upper()
        if not composite and year_group not in YEAR_GROUPS:
            value = shown(year_group)
            self.file.notes.add(Flaw.UNKNOWN_YEAR_GROUP, node.line, value=value)
            year_group = ""
        if key in self.file.groups:
            self.file.problems.add(Flaw.KEY_TWICE, node.line, key=shown(given), what=node.name)
        fact = GroupFact(key, name or given[:64], "" if composite else year_group, composite)
        self.file.groups[key] = fact

    def _pupil(self, node: Node) -> None:
        self._count_dropped(node)
        key = self._key(node)
        since, until = self._date(node, "instroomdatum"), self._date(node, "uitstroomdatum")
        if not key or self._passed_over(node, key, since, until):
            return
        self.file.pupils[key] = PupilFact(
            key=key,
            first_name=self._called(node),
            prefix=self._text(node, "voorvoegsel", 32),
            last_name=self._text(node, "achternaam", 128),
            born_on=self._date(node, "geboortedatum"),
            since=since,
            until=until,
            group_keys=(),
            location=_key_of(node.child("vestiging")),
            line=node.line,
        )
        together = node.child("samengestelde_groepen")
        self.groups_of_pupil[key] = _references(node) + (_references(together) if together else [])

    def _passed_over(self, node: Node, key: str, since: date | None, until: date | None) -> bool:
        """A key that lasts one file may be another child's tomorrow; so such a pupil is told."""
        if key.startswith("#"):
            self.file.notes.add(Flaw.DUMMY_KEY, node.line, key=shown(key))
        elif key in self.file.pupils:
            self.file.problems.add(Flaw.KEY_TWICE, node.line, key=shown(key), what=node.name)
        elif since and until and since > until:
            self.file.notes.add(Flaw.LEFT_BEFORE_COMING, node.line, key=shown(key))
        else:
            return False
        return True

    def _teacher(self, node: Node) -> None:
        self._count_dropped(node)
        given = self._key(node)
        parts = (self._called(node), self._text(node, "voorvoegsel", 32))
        name = " ".join(part for part in (*parts, self._text(node, "achternaam", 128)) if part)
        if not given:
            return
        key = _lasting(given, name)
        if key in self.file.staff:
            self.file.problems.add(Flaw.KEY_TWICE, node.line, key=shown(given), what=node.name)
        groups = node.child("groepen")
        teaching = groups is not None and node.value("rol") not in NO_TEACHING
        self.file.staff[key] = StaffFact(key, name[:160], ())
        self.groups_of_staff[key] = _references(groups) if groups and teaching else []

    # -- parts of a record

    def _key(self, node: Node) -> str:
        key = clean(node.attributes.get("key", ""))
        if not key:
            self.file.problems.add(Flaw.NO_KEY, node.line, what=node.name)
        elif len(key) > MAX_KEY:
            self.file.problems.add(Flaw.LONG_KEY, node.line, what=node.name)
            return ""
        return key

    def _called(self, node: Node) -> str:
        """What somebody is called; without a roepnaam the first names or else the initials."""
        for name in ("roepnaam", "voornamen", "voorletters-1"):
            if node.value(name):
                return self._text(node, name, 64)
        return ""

    def _text(self, node: Node, name: str, limit: int) -> str:
        text, numbers = without_numbers(clean(node.value(name)))
        if numbers:
            self.file.dropped[Dropped.NUMBER] += numbers
        if len(text) > limit:
            self.file.notes.add(Flaw.CUT, node.line, what=name, limit=limit)
        return text[:limit].strip()

    def _date(self, node: Node, name: str) -> date | None:
        text = node.value(name)
        if not text:
            return None
        try:
            return xml_date(text)
        except ValueError:
            self.file.problems.add(Flaw.BAD_DATE, node.line, what=name, value=shown(text))
            return None

    def _count_dropped(self, node: Node) -> None:
        if node.attributes.get("eckid"):
            self.file.dropped[Dropped.PSEUDONYM] += 1
        for child in node.children:
            kind = NEVER_KEPT.get(child.name)
            if kind and child.text.strip() not in {"", "?"}:
                self.file.dropped[kind] += 1
            elif child.name == SKIPPED:
                self.file.dropped[Dropped.EXTRA] += 1

    # -- the whole

    def _check_references(self) -> None:
        """Groups that the file names and does not describe are told and left out."""
        for key, references in self.groups_of_pupil.items():
            pupil = self.file.pupils[key]
            if references:
                known = self._known(references, pupil.line)
                self.file.pupils[key] = replace(pupil, group_keys=known)
        for key, references in self.groups_of_staff.items():
            teacher = self.file.staff[key]
            self.file.staff[key] = replace(teacher, group_keys=self._known(references, None))
        if len(self.file.locations) > 1:
            number = len(self.file.locations)
            self.file.notes.add(Flaw.LOCATIONS, number=number, brin6=self.file.brin6)

    def _known(self, references: list[Reference], line: int | None) -> tuple[str, ...]:
        known: dict[str, None] = {}
        for reference in references:
            key = self.aliases.get(reference)
            if key is None:
                self.file.notes.add(Flaw.UNKNOWN_GROUP, line, key=shown(reference[1]))
            else:
                known[key] = None
        return tuple(known)

    def _check_keys(self) -> None:
        """A key that is a BSN would be kept: the administration must export another one."""
        for what, keys in (("leerling", self.file.pupils), ("leerkracht", self.file.staff)):
            if keys_are_numbers(keys):
                self.file.problems.join(
                    Problem(Flaw.KEYS_ARE_NUMBERS, self.file.name, facts={"what": what})
                )


def is_brin6(text: str) -> bool:
    """Two digits, two letters, two digits of the location."""
    return len(text) == 6 and text.isascii() and brin.is_valid(text)


def _lasting(key: str, name: str) -> str:
    """A key that begins with # holds for one file only; then the name must do."""
    return f"#{name}" if key.startswith("#") and name else key


def _key_of(node: Node | None) -> str:
    return clean(node.attributes.get("key", "")) if node else ""


def _references(node: Node) -> list[Reference]:
    """The groups that a pupil, or a teacher's list of groups, refers to."""
    return [
        (child.name, _key_of(child))
        for child in node.children
        if child.name in {BASE, COMPOSITE} and child.value("rol") not in NO_TEACHING
    ]
