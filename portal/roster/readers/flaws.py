"""What can be wrong with a file, as data; portal/roster/wording.py puts it into Dutch."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

KEPT = 50  # problems that are kept one by one; of the others only the number
MOST = 20_000  # with more complaints than this, it is another kind of file


class Flaw(StrEnum):
    """Everything a reader or the plan may complain about."""

    # the file as a whole
    NO_FILE = "no_file"
    EMPTY = "empty"
    TOO_BIG = "too_big"
    COMPRESSED = "compressed"
    SPREADSHEET = "spreadsheet"
    UNKNOWN_FILE = "unknown_file"
    NOT_XML = "not_xml"
    BROKEN_XML = "broken_xml"
    DOCTYPE = "doctype"
    TOO_DEEP = "too_deep"
    TOO_MANY = "too_many"
    RECORD_TOO_BIG = "record_too_big"
    NOT_EDEXML = "not_edexml"
    TWO_SCHOOLS = "two_schools"
    NOT_TEXT = "not_text"
    BROKEN_CSV = "broken_csv"
    # facts in an EDEXML file
    NO_BRIN = "no_brin"
    BAD_BRIN = "bad_brin"
    BAD_SCHOOL_YEAR = "bad_school_year"
    NO_KEY = "no_key"
    LONG_KEY = "long_key"
    KEY_TWICE = "key_twice"
    KEYS_ARE_NUMBERS = "keys_are_numbers"
    BAD_DATE = "bad_date"
    DUMMY_KEY = "dummy_key"
    UNKNOWN_YEAR_GROUP = "unknown_year_group"
    UNKNOWN_GROUP = "unknown_group"
    LEFT_BEFORE_COMING = "left_before_coming"
    CUT = "cut"
    LOCATIONS = "locations"
    # facts in a guardian sheet
    UNKNOWN_COLUMN = "unknown_column"
    MISSING_COLUMN = "missing_column"
    COLUMN_TWICE = "column_twice"
    CELLS = "cells"
    EMPTY_CELL = "empty_cell"
    LONG_CELL = "long_cell"
    BAD_CHOICE = "bad_choice"
    BAD_EMAIL = "bad_email"
    ROW_TWICE = "row_twice"
    TWO_ACCOUNTS = "two_accounts"
    # facts beside what the portal knows already
    UNKNOWN_SCHOOL = "unknown_school"
    SCHOOL_TWICE = "school_twice"
    OLDER_YEAR = "older_year"
    BORN_LATER = "born_later"
    UNKNOWN_PUPIL = "unknown_pupil"
    PUPIL_AT_TWO_SCHOOLS = "pupil_at_two_schools"
    AUTHORITY_KEPT = "authority_kept"
    ESTABLISHED_LATER = "established_later"
    LINK_ENDED = "link_ended"
    OTHER_PUPIL = "other_pupil"
    OTHER_GUARDIAN = "other_guardian"


@dataclass(frozen=True, slots=True)
class Problem:
    """One complaint: where, and the facts that the sentence needs. Never a name of a person."""

    flaw: Flaw
    file: str
    line: int | None = None
    facts: dict[str, str | int] = field(default_factory=dict)


class Unreadable(Exception):
    """The file as a whole cannot be read; nothing of it is used."""

    def __init__(self, flaw: Flaw, line: int | None = None, **facts: str | int) -> None:
        super().__init__(flaw.value)
        self.flaw = flaw
        self.line = line
        self.facts = facts

    def in_file(self, name: str) -> Problem:
        """The same complaint with the name of the file."""
        return Problem(self.flaw, name, self.line, self.facts)


@dataclass(slots=True)
class Problems:
    """A list that stops growing, so that a hostile file cannot fill the memory with complaints."""

    file: str = ""
    total: int = 0
    kept: list[Problem] = field(default_factory=list)

    def add(self, flaw: Flaw, line: int | None = None, **facts: str | int) -> None:
        """Notes one complaint about this file. Raises Unreadable when it is the last straw."""
        if self.total >= MOST:
            raise Unreadable(Flaw.TOO_MANY, line)
        self.join(Problem(flaw, self.file, line, facts))

    def join(self, *others: Problem) -> None:
        """Notes complaints that were made elsewhere."""
        self.total += len(others)
        self.kept.extend(others[: KEPT - len(self.kept)] if len(self.kept) < KEPT else ())

    def merge(self, others: "Problems") -> None:
        """Takes over another list, with the number that it did not keep."""
        self.join(*others.kept)
        self.total += others.total - len(others.kept)

    def __iter__(self) -> Iterator[Problem]:
        return iter(self.kept)

    def __len__(self) -> int:
        return self.total
