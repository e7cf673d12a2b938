"""Sheets: CSV and XLSX that no spreadsheet program can mistake for a formula."""

import codecs
import csv
import io
import re
import warnings
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from zipfile import BadZipFile, ZipFile

from django.utils.translation import gettext as _
from openpyxl import Workbook, load_workbook

Cell = str | int | float | Decimal | date | datetime | bool | None

MAX_BYTES = 20 * 1024 * 1024
DELIMITERS = ";,\t|"
RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff\ud800-\udfff]")
PIECE = 64 * 1024
MAX_UNPACKED = 60 * 1024 * 1024  # of an Excel file, which is a zip
MAX_LINES, MAX_COLUMNS = 20_000, 200


class SheetError(ValueError):
    """A sheet that cannot be read; its text is Dutch and says what to do."""


@dataclass(frozen=True)
class Sheet:
    """Each row comes with its line number in the file (the header is line 1)."""

    header: list[str]
    rows: Iterator[tuple[int, dict[str, str]]]


def safe(value: Cell) -> Cell:
    """A text that a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if not isinstance(value, str):
        return value
    text = CONTROL.sub("", value)
    return f"'{text}" if text.startswith(RISKY) or text.lstrip().startswith(RISKY) else text


def write_csv(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> Iterator[bytes]:
    """CSV in pieces, for a streaming answer: UTF-8 with a mark, semicolons, as Dutch Excel reads.

    `b"".join(write_csv(…))` gives the file as a whole.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";")
    yield codecs.BOM_UTF8
    writer.writerow([safe(name) for name in header])
    for row in rows:
        writer.writerow([safe(value) for value in row])
        if buffer.tell() > PIECE:
            yield buffer.getvalue().encode()
            buffer.seek(0)
            buffer.truncate()
    yield buffer.getvalue().encode()


def write_xlsx(
    header: Sequence[str], rows: Iterable[Sequence[Cell]], *, title: str = "Blad1"
) -> bytes:
    """An Excel file with one sheet; dates and numbers stay dates and numbers."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(re.sub(r"[\\/*?:\[\]]", " ", CONTROL.sub("", title))[:31])
    sheet.append([safe(name) for name in header])
    for row in rows:
        sheet.append([_for_excel(safe(value)) for value in row])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _for_excel(value: Cell) -> Cell:
    """Excel knows no time zones."""
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def read_csv(content: bytes, *, max_bytes: int = MAX_BYTES) -> Sheet:
    """A sheet with a header; delimiter and encoding are found out. Blank lines are skipped.

    Rows are read while they are asked for: a `SheetError` may still come from a later row.
    """
    if len(content) > max_bytes:
        raise SheetError(_("Het bestand is te groot. Splits het in kleinere bestanden."))
    text = _decode(content)
    lines = _lines(text)
    header = [name.strip() for name in next(lines, (1, []))[1]]
    if not any(header):
        raise SheetError(_("Het bestand is leeg. Zet op de eerste regel de namen van de kolommen."))
    if len(set(header)) != len(header):
        raise SheetError(_("Twee kolommen hebben dezelfde naam. Geef elke kolom een eigen naam."))
    return Sheet(header, _rows(lines, header))


def _rows(
    lines: Iterator[tuple[int, list[str]]], header: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    for number, values in lines:
        if not any(value.strip() for value in values):
            continue
        if len(values) != len(header):
            raise SheetError(
                _("Regel %(line)s heeft %(found)s kolommen. Dat moeten er %(wanted)s zijn.")
                % {"line": number, "found": len(values), "wanted": len(header)}
            )
        yield number, dict(zip(header, (value.strip() for value in values), strict=True))


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=True)
    try:
        for values in reader:
            yield reader.line_num, values
    except csv.Error as error:
        raise SheetError(
            _("Regel %(line)s is niet te lezen. Bewaar het bestand opnieuw als CSV.")
            % {"line": reader.line_num}
        ) from error


def _decode(content: bytes) -> str:
    """UTF-8, UTF-16 with a mark, or what Excel on Windows writes."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise SheetError(_("Dit is geen CSV-bestand. Bewaar het bestand als CSV (UTF-8)."))


def _delimiter(text: str) -> str:
    """The mark that occurs most in the header; quoted parts do not count."""
    header = re.sub(r'"[^"]*"', "", text.lstrip().partition("\n")[0])
    return max(DELIMITERS, key=header.count)


def read_xlsx(content: bytes, *, max_bytes: int = MAX_BYTES) -> Sheet:
    """The first sheet of an Excel file, as `read_csv` gives it; days as 2026-11-25."""
    if len(content) > max_bytes:
        raise SheetError(_("Het bestand is te groot. Splits het in kleinere bestanden."))
    lines = _excel_lines(content)
    header = [name.strip() for name in next(lines, (1, []))[1]]
    while header and not header[-1]:
        header.pop()
    if not header:
        raise SheetError(_("Het bestand is leeg. Zet op de eerste regel de namen van de kolommen."))
    if len(set(header)) != len(header):
        raise SheetError(_("Twee kolommen hebben dezelfde naam. Geef elke kolom een eigen naam."))
    return Sheet(header, _excel_rows(lines, header))


def _excel_rows(
    lines: Iterator[tuple[int, list[str]]], header: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Excel leaves out empty cells at the end of a row, and keeps rows that only have colour."""
    width = len(header)
    for number, values in lines:
        if any(value.strip() for value in values):
            filled = [value.strip() for value in values[:width]] + [""] * (width - len(values))
            yield number, dict(zip(header, filled, strict=True))


def _excel_lines(content: bytes) -> Iterator[tuple[int, list[str]]]:
    wrong = SheetError(_("Dit is geen Excel-bestand. Bewaar het bestand als .xlsx of als CSV."))
    try:
        with ZipFile(io.BytesIO(content)) as parts:
            unpacked = sum(part.file_size for part in parts.infolist())
    except (BadZipFile, OSError, ValueError) as error:
        raise wrong from error
    if unpacked > MAX_UNPACKED:
        raise SheetError(_("Het bestand is te groot. Splits het in kleinere bestanden."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # about colours and styles that we do not read
            sheet = load_workbook(io.BytesIO(content), read_only=True, data_only=True).worksheets[0]
            rows = sheet.iter_rows(max_row=MAX_LINES, max_col=MAX_COLUMNS, values_only=True)
            found = [[_as_text(value) for value in row] for row in rows]
    except Exception as error:  # openpyxl raises what the broken part happened to raise
        raise wrong from error
    yield from enumerate(found, 1)


def _as_text(value: object) -> str:
    """A cell as it would stand in a CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def unsafe(text: str) -> str:
    """What `safe` was given: without the apostrophe that it put before a formula."""
    rest = text[1:]
    return rest if text.startswith("'") and safe(rest) == text else text
