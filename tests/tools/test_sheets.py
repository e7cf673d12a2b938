"""Sheets: what goes in comes out, and nothing in it runs."""

import csv
import io
from datetime import date, datetime, timedelta
from decimal import Decimal
from itertools import islice

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal import sheets
from portal.sheets import (
    Cell,
    SheetError,
    read_csv,
    read_xlsx,
    safe,
    unsafe,
    write_csv,
    write_xlsx,
)

DANGEROUS = ["=1+1", "+31", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =1", "\x00=1", "'=1"]


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_cell_begins_like_a_formula(text: str) -> None:
    assert str(safe(text)).startswith("'")


@given(st.text())
def test_no_text_at_all_begins_like_a_formula(text: str) -> None:
    assert not str(safe(text)).lstrip().startswith(("=", "+", "-", "@"))


@pytest.mark.parametrize("value", [-1, 1.5, Decimal("-2"), date(2026, 11, 25), None, "Noor"])
def test_what_is_safe_is_left_alone(value: str | int | float | Decimal | date | None) -> None:
    assert safe(value) == value


def test_a_yes_is_written_in_dutch() -> None:
    assert (safe(value=True), safe(value=False)) == ("ja", "nee")


def test_a_csv_can_be_read_back() -> None:
    content = b"".join(write_csv(["naam", "tekst"], [["Şükrü", 'a;b "c"\nd'], ["Łęcki", "€"]]))
    rows = [row for _number, row in read_csv(content).rows]
    assert rows == [
        {"naam": "Şükrü", "tekst": 'a;b "c"\nd'},
        {"naam": "Łęcki", "tekst": "€"},
    ]


@given(st.lists(st.tuples(st.text(), st.text()), max_size=5))
def test_any_text_survives_the_csv(rows: list[tuple[str, str]]) -> None:
    text = b"".join(write_csv(["a", "b"], rows)).decode("utf-8-sig")
    read = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    assert read[1:] == [[str(safe(cell)) for cell in row] for row in rows]


def test_a_csv_leaves_in_pieces() -> None:
    endless = ([str(number), "x" * 1000] for number in iter(int, 1))
    pieces = islice(write_csv(["a", "b"], endless), 3)
    assert all(len(piece) < 100_000 for piece in pieces)


def test_an_xlsx_holds_no_formula() -> None:
    book = load_workbook(io.BytesIO(write_xlsx(["=kop"], [[text] for text in DANGEROUS])))
    cells = [row[0] for row in book.worksheets[0].iter_rows()]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(str(cell.value).startswith("'") for cell in cells)


def test_an_xlsx_keeps_dates_and_numbers() -> None:
    moment = timezone.make_aware(datetime(2026, 11, 25, 12, 0))  # noqa: DTZ001  made aware here
    rows: list[list[Cell]] = [[date(2026, 11, 25), moment, 3, None]]
    book = load_workbook(io.BytesIO(write_xlsx(["a", "b", "c", "d"], rows, title="Jaar [2026]")))
    day, time, number, nothing = list(book.worksheets[0].values)[1]
    assert isinstance(day, datetime)
    assert isinstance(time, datetime)
    assert day.date() == date(2026, 11, 25)
    assert time - moment.replace(tzinfo=None) == timedelta(0)
    assert (number, nothing) == (3, None)


@pytest.mark.parametrize("delimiter", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiter_and_encoding_are_found(delimiter: str, encoding: str) -> None:
    content = delimiter.join(["naam", "plaats"]) + "\r\n" + delimiter.join(["René", "é"])
    sheet = read_csv(content.encode(encoding))
    assert sheet.header == ["naam", "plaats"]
    assert list(sheet.rows) == [(2, {"naam": "René", "plaats": "é"})]


def test_a_comma_inside_quotes_is_no_delimiter() -> None:
    sheet = read_csv(b'"a,b,c";d\n1;2\n')
    assert sheet.header == ["a,b,c", "d"]


def test_blank_lines_are_skipped_and_lines_keep_their_number() -> None:
    assert [number for number, _row in read_csv(b"a;b\n\n;\n1;2\n").rows] == [4]


@pytest.mark.parametrize(
    "content, says",
    [
        pytest.param(b"", "leeg", id="nothing"),
        pytest.param(b"\n\n", "leeg", id="only lines"),
        pytest.param(b"a;a\n1;2", "dezelfde naam", id="a column twice"),
        pytest.param(b"PK\x03\x04\x00\x00", "geen CSV", id="an Excel file"),
        pytest.param(b"\x81\x8d\x00", "geen CSV", id="no text"),
        pytest.param(b"\xff\xfea", "geen CSV", id="half a sign"),
        pytest.param(b"a" * 101, "te groot", id="too big"),
    ],
)
def test_a_file_that_is_no_sheet_is_refused(content: bytes, says: str) -> None:
    with pytest.raises(SheetError, match=says):
        read_csv(content, max_bytes=100)


@pytest.mark.parametrize(
    "content, says",
    [
        pytest.param(b"a;b\n1;2;3\n", "Regel 2 heeft 3 kolommen", id="a cell too many"),
        pytest.param(b"a;b\n1\n", "Regel 2 heeft 1 kolommen", id="a cell too few"),
        pytest.param(b'a;b\n1;"2\n', "Regel 2 is niet te lezen", id="a quote left open"),
        pytest.param(b"a;b\n1;" + b"x" * 200_000, "Regel 2 is niet te lezen", id="a huge cell"),
    ],
)
def test_a_bad_line_is_named(content: bytes, says: str) -> None:
    with pytest.raises(SheetError, match=says):
        list(read_csv(content).rows)


def test_an_excel_file_can_be_read_back() -> None:
    rows: list[list[str | date | float | bool | None]] = [
        ["Şükrü", date(2026, 11, 25), 3.0],
        ["", None, None],
        ["=1+1", None, True],
    ]
    sheet = read_xlsx(write_xlsx(["naam", "dag", "getal"], rows))
    assert list(sheet.rows) == [
        (2, {"naam": "Şükrü", "dag": "2026-11-25", "getal": "3"}),
        (4, {"naam": "'=1+1", "dag": "", "getal": "ja"}),
    ]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04kapot", b"a;b\n1;2", b"%PDF-1.7"])
def test_what_is_no_excel_file_is_refused(content: bytes) -> None:
    with pytest.raises(SheetError, match="geen Excel-bestand"):
        read_xlsx(content)


def test_an_excel_file_that_unpacks_to_too_much_is_not_opened(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    content = write_xlsx(["naam"], [["x" * 1000]] * 100)
    monkeypatch.setattr(sheets, "MAX_UNPACKED", 1000)
    with pytest.raises(SheetError, match="te groot"):
        read_xlsx(content)


def test_an_excel_file_with_a_column_twice_is_refused() -> None:
    with pytest.raises(SheetError, match="dezelfde naam"):
        read_xlsx(write_xlsx(["naam", "naam"], []))


@pytest.mark.parametrize("text", ["=1+1", "-1", "gewoon", "'gewoon", "'s middags", ""])
def test_the_apostrophe_before_a_formula_is_taken_away_again(text: str) -> None:
    assert unsafe(str(safe(text))) == text
