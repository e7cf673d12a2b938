"""Ouderlijst: a CSV sheet with one row for each pupil and guardian.

Comma or semicolon, UTF-8 or Windows-1252. Authority is never guessed: an empty cell says nothing.
A cell that begins with = + - @ is text like any other; nothing here calculates.
"""

import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from enum import StrEnum
from typing import Final, TypeVar

from portal.people.rules import Authority, GuardianKind, Relation
from portal.roster.readers.facts import Dropped, GuardianFact, GuardianSheet, LinkFact
from portal.roster.readers.flaws import Flaw, Problems, Unreadable
from portal.roster.readers.texts import clean, keys_are_numbers, sheet_date, shown, without_numbers


class Column(StrEnum):
    """The columns by their Dutch heading; case, spaces, hyphens and underscores do not matter."""

    PUPIL = "leerlingsleutel"
    GUARDIAN = "oudersleutel"
    INITIALS = "voorletters"
    FIRST_NAME = "roepnaam"
    PREFIX = "voorvoegsel"
    LAST_NAME = "achternaam"
    RELATION = "relatie"
    AUTHORITY = "gezag"
    EMAIL = "e-mail"
    PHONE = "telefoon"
    STREET = "straat"
    POSTCODE = "postcode"
    TOWN = "plaats"
    UNLISTED = "geheim"
    BRIN6 = "brin6"
    KIND = "soort"
    ESTABLISHED = "gezag vastgesteld op"
    GROUND = "gezag op grond van"


OPTIONAL: Final = {Column.BRIN6, Column.KIND, Column.ESTABLISHED, Column.GROUND}
MAX_LINES: Final = 250_000
MAX_LINE: Final = 20_000  # characters
FILLED: Final = (Column.PUPIL, Column.GUARDIAN, Column.LAST_NAME)
LIMITS: Final = {
    Column.PUPIL: 255,
    Column.GUARDIAN: 255,
    Column.INITIALS: 20,
    Column.FIRST_NAME: 64,
    Column.PREFIX: 32,
    Column.LAST_NAME: 128,
    Column.EMAIL: 254,
    Column.PHONE: 32,
    Column.STREET: 80,
    Column.POSTCODE: 10,
    Column.TOWN: 60,
    Column.GROUND: 200,
}
KEYS: Final = (Column.PUPIL, Column.GUARDIAN)
YES_NO: Final = {"ja": True, "j": True, "nee": False, "n": False}
SIGNS: Final = r"[^\s@,;:<>()\[\]\"\\]"
EMAIL: Final = re.compile(rf"{SIGNS}+@[^\W_](?:[\w\-]*\.)+[^\W\d_]{{2,}}")
DUTCH_POSTCODE: Final = re.compile(r"(\d{4}) ?([A-Za-z]{2})")
HEADINGS: Final = {
    "kind": Column.KIND,
    "initials": Column.INITIALS,
    "first_name": Column.FIRST_NAME,
    "prefix": Column.PREFIX,
    "last_name": Column.LAST_NAME,
    "contact_email": Column.EMAIL,
    "phone": Column.PHONE,
    "street": Column.STREET,
    "postcode": Column.POSTCODE,
    "town": Column.TOWN,
    "address_secret": Column.UNLISTED,
}
Row = dict[Column, str]
Word = TypeVar("Word", bound=StrEnum)


def read_guardian_sheet(name: str, content: bytes) -> GuardianSheet:
    """The guardians and rows of a sheet, with its problems. Raises Unreadable."""
    return _Reading(name, content).read()


def decoded(content: bytes) -> str:
    """UTF-8, with or without mark, or else Windows-1252, as spreadsheets save it."""
    if b"\0" in content:
        raise Unreadable(Flaw.NOT_TEXT)
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(Flaw.NOT_TEXT)


def _folded(heading: str) -> str:
    return re.sub(r"[\s_\-]", "", heading).casefold()


BY_HEADING: Final = {_folded(column): column for column in Column}


class _Reading:
    """One pass over one sheet."""

    def __init__(self, name: str, content: bytes) -> None:
        self.text = decoded(content)
        digest = hashlib.sha256(content).hexdigest()
        self.sheet = GuardianSheet(name, digest, problems=Problems(name), notes=Problems(name))
        self.pairs: dict[tuple[str, str, str], int] = {}
        self.line = 1

    def read(self) -> GuardianSheet:
        rows = self._cells()
        columns = self._columns(next(rows, []))
        if not self.sheet.problems:
            for cells in rows:
                if any(cell.strip() for cell in cells):
                    self._row(columns, cells)
            self._check_keys()
        return self.sheet

    def _cells(self) -> Iterator[list[str]]:
        heading = self.text[:MAX_LINE].partition("\n")[0]
        delimiter = max(";,\t", key=heading.count)
        reader = csv.reader(self._lines(), delimiter=delimiter, strict=True)
        try:
            for cells in reader:
                self.line = reader.line_num
                if self.line > MAX_LINES:
                    raise Unreadable(Flaw.TOO_MANY, self.line)
                yield cells
        except csv.Error as broken:
            raise Unreadable(Flaw.BROKEN_CSV, reader.line_num) from broken

    def _lines(self) -> Iterator[str]:
        end = "\n" if "\n" in self.text else "\r"
        start = 0
        while start < len(self.text):
            stop = self.text.find(end, start) + 1 or len(self.text)
            if stop - start > MAX_LINE:
                raise Unreadable(Flaw.RECORD_TOO_BIG, self.line)
            yield self.text[start:stop]
            start = stop

    def _columns(self, headings: list[str]) -> list[Column]:
        known = [BY_HEADING.get(_folded(heading)) for heading in headings]
        problems = self.sheet.problems
        for heading, column in zip(headings, known, strict=True):
            if column is None:
                problems.add(Flaw.UNKNOWN_COLUMN, 1, value=clean(heading)[:40])
        found = [column for column in known if column]
        for column in Column:
            if column not in found and column not in OPTIONAL:
                problems.add(Flaw.MISSING_COLUMN, 1, what=column.value)
            elif found.count(column) > 1:
                problems.add(Flaw.COLUMN_TWICE, 1, what=column.value)
        return found

    # -- one row

    def _row(self, columns: list[Column], cells: list[str]) -> None:
        if len(cells) != len(columns):
            self.sheet.problems.add(Flaw.CELLS, self.line, number=len(cells), expected=len(columns))
            return
        row = dict.fromkeys(Column, "")
        row |= {
            column: self._cell(column, cell) for column, cell in zip(columns, cells, strict=True)
        }
        missing = [column for column in FILLED if not row[column]]
        for column in missing:
            self.sheet.problems.add(Flaw.EMPTY_CELL, self.line, what=column.value)
        dummies = [column for column in KEYS if row[column].startswith("#")]
        for column in dummies:
            self.sheet.notes.add(Flaw.DUMMY_KEY, self.line, key=shown(row[column]))
        if not missing and not dummies:
            self._guardian(row)
            self._link(row)

    def _cell(self, column: Column, cell: str) -> str:
        text, numbers = clean(cell), 0
        if column not in KEYS:
            text, numbers = without_numbers(text)
        if numbers:
            self.sheet.dropped[Dropped.NUMBER] += numbers
        limit = LIMITS.get(column, 255)
        if len(text) > limit:
            self.sheet.problems.add(Flaw.LONG_CELL, self.line, what=column.value, limit=limit)
            return text[:limit]
        return text

    def _guardian(self, row: Row) -> None:
        fact = GuardianFact(
            key=row[Column.GUARDIAN],
            kind=self._choice(row, Column.KIND, GuardianKind) or GuardianKind.PERSON,
            initials=row[Column.INITIALS],
            first_name=row[Column.FIRST_NAME],
            prefix=row[Column.PREFIX],
            last_name=row[Column.LAST_NAME],
            contact_email=self._email(row),
            phone=row[Column.PHONE],
            street=row[Column.STREET],
            postcode=DUTCH_POSTCODE.sub(_spaced, row[Column.POSTCODE])[:10],
            town=row[Column.TOWN],
            address_secret=self._yes_no(row, Column.UNLISTED),
        )
        known = self.sheet.guardians.setdefault(fact.key, fact)
        line = self.sheet.guardian_lines.setdefault(fact.key, self.line)
        if known != fact:
            what = different(known, fact)
            self.sheet.problems.add(Flaw.TWO_ACCOUNTS, self.line, other=line, what=what)

    def _link(self, row: Row) -> None:
        fact = LinkFact(
            pupil_key=row[Column.PUPIL],
            brin6=row[Column.BRIN6].upper(),
            guardian_key=row[Column.GUARDIAN],
            relation=self._choice(row, Column.RELATION, Relation),
            authority=self._choice(row, Column.AUTHORITY, Authority),
            established_on=self._date(row, Column.ESTABLISHED),
            ground=row[Column.GROUND],
            line=self.line,
        )
        pair = (fact.brin6, fact.pupil_key, fact.guardian_key)
        first = self.pairs.setdefault(pair, self.line)
        if first != self.line:
            self.sheet.problems.add(Flaw.ROW_TWICE, self.line, other=first)
        self.sheet.links.append(fact)

    # -- one cell

    def _choice(self, row: Row, column: Column, words: type[Word]) -> Word | None:
        text = row[column].casefold()
        try:
            return words(text) if text else None
        except ValueError:
            self._complain(Flaw.BAD_CHOICE, row, column, allowed=", ".join(words))
            return None

    def _yes_no(self, row: Row, column: Column) -> bool | None:
        text = row[column].casefold()
        if text and text not in YES_NO:
            self._complain(Flaw.BAD_CHOICE, row, column, allowed="ja, nee")
        return YES_NO.get(text)

    def _date(self, row: Row, column: Column) -> date | None:
        try:
            return sheet_date(row[column]) if row[column] else None
        except ValueError:
            self._complain(Flaw.BAD_DATE, row, column)
            return None

    def _email(self, row: Row) -> str:
        text = row[Column.EMAIL]
        if text and not EMAIL.fullmatch(text):
            self.sheet.problems.add(Flaw.BAD_EMAIL, self.line)  # the address itself is not repeated
            return ""
        return text

    def _complain(self, flaw: Flaw, row: Row, column: Column, **facts: str) -> None:
        self.sheet.problems.add(
            flaw, self.line, what=column.value, value=shown(row[column]), **facts
        )

    def _check_keys(self) -> None:
        """A key that is a BSN would be kept: the administration must export another one."""
        pupils = {link.pupil_key for link in self.sheet.links}
        for what, keys in ((Column.PUPIL, pupils), (Column.GUARDIAN, set(self.sheet.guardians))):
            if keys_are_numbers(keys):
                self.sheet.problems.add(Flaw.KEYS_ARE_NUMBERS, what=what.value)


def _spaced(postcode: re.Match[str]) -> str:
    return f"{postcode.group(1)} {postcode.group(2).upper()}"


def different(one: GuardianFact, other: GuardianFact) -> str:
    """The headings under which two rows about one guardian differ."""
    first, second = asdict(one), asdict(other)
    return ", ".join(HEADINGS[name] for name in first if first[name] != second[name])
