"""The guardian sheet: how spreadsheets save it, what a cell may hold, and what is told."""

from datetime import date

import pytest

from portal.people.rules import Authority, GuardianKind, Relation
from portal.roster.readers.facts import Dropped, GuardianSheet
from portal.roster.readers.flaws import KEPT, Flaw
from portal.roster.readers.guardian_sheet import read_guardian_sheet
from tests.roster.conftest import content, sheet_csv

BSN = "111222333"  # passes the eleven test and belongs to nobody


def read(*rows: str, extra: str = "") -> GuardianSheet:
    return read_guardian_sheet("ouders.csv", sheet_csv(*rows, extra=extra))


def told(sheet: GuardianSheet) -> list[tuple[Flaw, int | None]]:
    return [(problem.flaw, problem.line) for problem in sheet.problems]


def test_a_sheet_gives_guardians_and_a_link_for_each_row() -> None:
    sheet = read_guardian_sheet("ouders.csv", content("ouders.csv"))
    assert not sheet.problems
    assert sorted(sheet.guardians) == ["A1", "A2", "G1"]
    first, second, *_rest = sheet.links
    assert (first.relation, first.authority) == (Relation.MOTHER, Authority.YES)
    assert (second.established_on, second.ground) == (date(2026, 9, 1), "beschikking")
    assert sheet.guardians["A1"].postcode == "9999 AB"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\r\n", "\n", "\r"])
def test_a_sheet_is_read_however_it_was_saved(encoding: str, delimiter: str, end: str) -> None:
    text = sheet_csv("1;A;;Zoë;;Müller;moeder;ja").decode().replace(";", delimiter)
    sheet = read_guardian_sheet("a.csv", text.replace("\r\n", end).encode(encoding))
    assert not sheet.problems
    assert (sheet.guardians["A"].first_name, sheet.guardians["A"].last_name) == ("Zoë", "Müller")


def test_headings_may_be_written_a_little_otherwise() -> None:
    text = sheet_csv("1;A;;;;Vos").decode()
    for old, new in (("leerlingsleutel", "Leerling-Sleutel"), ("e-mail", "EMAIL")):
        text = text.replace(old, new)
    assert not read_guardian_sheet("a.csv", text.encode()).problems


@pytest.mark.parametrize(
    "cell, authority",
    [
        ("ja", Authority.YES),
        ("NEE", Authority.NO),
        ("onbekend", Authority.UNKNOWN),
        ("", None),
    ],
)
def test_an_empty_cell_is_never_authority(cell: str, authority: Authority | None) -> None:
    assert read(f"1;A;;;;Vos;moeder;{cell}").links[0].authority is authority


@pytest.mark.parametrize("cell", ["y", "yes", "1", "true", "x", "jaa", "ja?"])
def test_authority_is_only_what_the_list_says(cell: str) -> None:
    sheet = read(f"1;A;;;;Vos;moeder;{cell}")
    assert told(sheet) == [(Flaw.BAD_CHOICE, 2)]
    assert sheet.links[0].authority is None


@pytest.mark.parametrize(
    "row, flaw",
    [
        (";A;;;;Vos", Flaw.EMPTY_CELL),
        ("1;;;;;Vos", Flaw.EMPTY_CELL),
        ("1;A", Flaw.EMPTY_CELL),
        (f"1;A;;;;{BSN}", Flaw.EMPTY_CELL),
        ("1;A;;;;Vos;tante", Flaw.BAD_CHOICE),
        ("1;A;;;;Vos;;;geen adres", Flaw.BAD_EMAIL),
        ("1;A;;;;Vos;;;a@b", Flaw.BAD_EMAIL),
        ("1;A;;;;Vos;;;;;;;;misschien", Flaw.BAD_CHOICE),
        (f"1;A;;;;{'V' * 129}", Flaw.LONG_CELL),
        ("1;A;;;;Vos;;;;;;;;;te veel", Flaw.CELLS),
        (f"{BSN};A;;;;Vos", Flaw.KEYS_ARE_NUMBERS),
        (f"1;{BSN};;;;Vos", Flaw.KEYS_ARE_NUMBERS),
    ],
)
def test_a_bad_cell_is_a_problem(row: str, flaw: Flaw) -> None:
    assert [problem.flaw for problem in read(row).problems] == [flaw]


def test_a_date_that_is_no_date_is_a_problem() -> None:
    row = "1;A;;;;Vos" + ";" * 9
    for day in ("31-02-2026", "gisteren", "2026-13-01", "1-1-26"):
        assert told(read(row + day, extra=";gezag vastgesteld op")) == [(Flaw.BAD_DATE, 2)]


@pytest.mark.parametrize(
    "heading, flaws",
    [
        ("leerlingsleutel;oudersleutel", {Flaw.MISSING_COLUMN}),
        ("naam;adres", {Flaw.UNKNOWN_COLUMN, Flaw.MISSING_COLUMN}),
    ],
)
def test_columns_are_checked_before_any_row(heading: str, flaws: set[Flaw]) -> None:
    sheet = read_guardian_sheet("a.csv", f"{heading}\n1;2\n".encode())
    assert {problem.flaw for problem in sheet.problems} == flaws
    assert not sheet.links


def test_an_unknown_or_double_column_is_a_problem() -> None:
    assert told(read("1;A;;;;Vos", extra=";bsn")) == [(Flaw.UNKNOWN_COLUMN, 1)]
    assert told(read("1;A;;;;Vos", extra=";Gezag")) == [(Flaw.COLUMN_TWICE, 1)]


def test_a_number_like_a_bsn_is_dropped_from_any_cell_and_counted() -> None:
    sheet = read(f"1;A;;{BSN};;Vos {BSN};;;;{BSN};Straat 1112.22.333")
    guardian = sheet.guardians["A"]
    assert (guardian.first_name, guardian.last_name, guardian.phone) == ("", "Vos", "")
    assert guardian.street == "Straat"
    assert sheet.dropped[Dropped.NUMBER] == 4


def test_a_cell_that_looks_like_a_formula_is_text() -> None:
    rows = [f"1;A{sign};;{sign}cmd;;{sign}1+1" for sign in ("=", "+", "-", "@")]
    names = [guardian.last_name for guardian in read(*rows).guardians.values()]
    assert names == ["=1+1", "+1+1", "-1+1", "@1+1"]


def test_one_guardian_has_one_set_of_facts() -> None:
    sheet = read("1;A;;Ada;;Vos", "2;A;;Eva;;Vos", "3;A;;Ada;;Vos")
    assert told(sheet) == [(Flaw.TWO_ACCOUNTS, 3)]
    assert next(iter(sheet.problems)).facts["what"] == "roepnaam"


def test_a_pupil_and_a_guardian_stand_together_once() -> None:
    assert told(read("1;A;;;;Vos", "1;A;;;;Vos")) == [(Flaw.ROW_TWICE, 3)]


def test_a_dummy_key_and_an_empty_row_are_passed_over() -> None:
    sheet = read("#1;A;;;;Vos", "", "1;#A;;;;Vos", ";;;;", "1;B;;;;Vos")
    assert [note.flaw for note in sheet.notes] == [Flaw.DUMMY_KEY, Flaw.DUMMY_KEY]
    assert [(link.guardian_key, link.line) for link in sheet.links] == [("B", 6)]


def test_an_institution_is_a_guardian() -> None:
    row = "1;A;;;;Jeugdzorg;voogd;ja" + ";" * 7
    sheet = read(row + "instelling", extra=";soort")
    assert sheet.guardians["A"].kind is GuardianKind.INSTITUTION


def test_a_cell_may_go_on_on_the_next_line() -> None:
    sheet = read('1;A;;"Ada\nMaria";;Vos', "2;B;;;;Vos;tante")
    assert sheet.guardians["A"].first_name == "Ada Maria"
    assert told(sheet) == [(Flaw.BAD_CHOICE, 4)]


def test_all_problems_are_counted_and_fifty_are_kept() -> None:
    sheet = read(*(f"{number};A{number};;;;Vos;tante" for number in range(KEPT + 20)))
    assert len(sheet.problems) == KEPT + 20
    assert len(list(sheet.problems)) == KEPT
