"""Antwoordpakket: what goes to who asked to see their data, as one zip (AVG 12(1), 15(3), 20(1)).

Plain facts in, files out: a page that opens without internet, the letter, the data as JSON and as
sheets, the documents, and a list with the SHA-256 of each file. The same facts on the same day give
the same bytes.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Protocol
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from django.template.loader import render_to_string
from django.utils import translation

from portal.files.actions import pieces
from portal.files.models import StoredFile
from portal.sheets import write_csv

Value = str | int | date | bool | tuple[str, ...] | None
QUICK = 1  # of 9: documents are small already, and a package is large
COMPRESS_LEVEL = ("_compresslevel", "compress_level")  # until Python 3.13, and since


class AsWritten(str):
    """Words of the school or of a person on a page in another language: still Dutch."""

    is_dutch = True


class Sink(Protocol):
    """Where the zip is written, bit by bit."""

    def write(self, content: bytes, /) -> int: ...


@dataclass(frozen=True)
class Table:
    """One part of the answer. The first column is the heading of a row on the page.

    `lead` says what it is, `none` what it means when there is nothing.
    """

    key: str
    title: str
    lead: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    none: str = ""

    @property
    def cards(self) -> list[tuple[Value, list[tuple[str, Value]]]]:
        """Heading and facts of each row; what is empty is left out."""
        return [(row[0], self._facts(row)) for row in self.rows]

    @property
    def is_list_of_facts(self) -> bool:
        """Whether a row is a name and its value, so that no row needs a heading."""
        return len(self.columns) == 2

    @property
    def said(self) -> list[tuple[Value, ...]]:
        """Of such a list: what has a value."""
        return [row for row in self.rows if row[1] not in (None, "", ())]

    def _facts(self, row: tuple[Value, ...]) -> list[tuple[str, Value]]:
        pairs = zip(self.columns[1:], row[1:], strict=True)
        return [pair for pair in pairs if pair[1] not in (None, "", ())]


@dataclass(frozen=True)
class Enclosed:
    """A file that goes along, under this name in the zip."""

    path: str
    title: str
    file: StoredFile


@dataclass(frozen=True)
class Contents:
    """All that an answer holds; `informal`: a pupil reads it.

    `page`: the same tables in the language of index.html, when that is not Dutch. The data files
    keep their Dutch names, so that a program reads every answer alike.
    """

    reference: str
    about: str
    requester: str
    board: str
    made_on: date
    tables: tuple[Table, ...]
    documents: tuple[Enclosed, ...]
    letter: StoredFile | None
    informal: bool = False
    language: str = "nl"
    page: tuple[Table, ...] = ()

    @property
    def shown(self) -> tuple[Table, ...]:
        """What the page shows."""
        return self.page or self.tables


def beside(dutch: Iterable[Table], other: Iterable[Table]) -> tuple[Table, ...]:
    """Tables in another language; what is the same in both was not translated."""
    return tuple(
        replace(
            there, rows=tuple(_marked(*rows) for rows in zip(here.rows, there.rows, strict=True))
        )
        for here, there in zip(dutch, other, strict=True)
    )


def _marked(here: tuple[Value, ...], there: tuple[Value, ...]) -> tuple[Any, ...]:
    if len(here) != len(there):
        return there
    return tuple(_word(*pair) for pair in zip(here, there, strict=True))


def _word(here: Value, there: Value) -> Value:
    if isinstance(here, tuple) and isinstance(there, tuple):
        return _marked(here, there)
    is_same = isinstance(there, str) and here == there
    return AsWritten(there) if is_same else there


def write_package(contents: Contents, out: Sink) -> None:
    """The zip; its page in the language that was asked.

    Raises what reading a document raises: then there is no package.
    """
    with translation.override("nl"), ZipFile(out, "w") as packed:  # type: ignore[call-overload]
        listed = [_put(packed, contents, *part) for part in _parts(contents)]
        _put(packed, contents, "manifest.json", _manifest(contents, listed))
        sums = "".join(f"{digest}  {path}\n" for path, _size, digest in listed)
        _put(packed, contents, "manifest.txt", [sums.encode()])


def _parts(contents: Contents) -> Iterator[tuple[str, Iterable[bytes]]]:
    """Every file with its content, which is made when it is asked for."""
    with translation.override(contents.language):
        page = render_to_string("package/index.html", {"contents": contents})
    yield "index.html", [page.encode()]
    if contents.letter:
        yield "letter.pdf", pieces(contents.letter)
    yield "gegevens.json", [_as_json(contents)]
    for table in contents.tables:
        rows = ([_in_a_cell(value) for value in row] for row in table.rows)
        yield f"tabellen/{table.key}.csv", write_csv(table.columns, rows)
    for one in contents.documents:
        yield one.path, pieces(one.file)


def _put(
    packed: ZipFile, contents: Contents, path: str, content: Iterable[bytes]
) -> tuple[str, int, str]:
    """Name, size and SHA-256 of what was written."""
    day = contents.made_on
    info = ZipInfo(path, date_time=(day.year, day.month, day.day, 0, 0, 0))
    info.compress_type, info.external_attr, info.create_system = ZIP_DEFLATED, 0o600 << 16, 3
    for level in COMPRESS_LEVEL:
        if level in ZipInfo.__slots__:
            setattr(info, level, QUICK)
    digest, size = hashlib.sha256(), 0
    with packed.open(info, "w", force_zip64=True) as place:
        for piece in content:
            digest.update(piece)
            size += len(piece)
            place.write(piece)
    return path, size, digest.hexdigest()


def _manifest(contents: Contents, listed: Sequence[tuple[str, int, str]]) -> list[bytes]:
    facts = {
        "verzoek": contents.reference,
        "gemaakt_op": contents.made_on.isoformat(),
        "bestanden": [
            {"naam": path, "bytes": size, "sha256": digest} for path, size, digest in listed
        ],
    }
    return [_json(facts)]


def _as_json(contents: Contents) -> bytes:
    facts: dict[str, Any] = {
        "verzoek": contents.reference,
        "over": contents.about,
        "aanvrager": contents.requester,
        "verantwoordelijke": contents.board,
        "gemaakt_op": contents.made_on.isoformat(),
        "documenten": [{"titel": one.title, "bestand": one.path} for one in contents.documents],
    }
    for table in contents.tables:
        facts[table.key] = [dict(zip(table.columns, row, strict=True)) for row in table.rows]
    return _json(facts)


def _json(facts: dict[str, Any]) -> bytes:
    text = json.dumps(facts, ensure_ascii=False, indent=2, default=date.isoformat)
    return text.encode()


def _in_a_cell(value: Value) -> str | int | date | bool | None:
    return ", ".join(value) if isinstance(value, tuple) else value
