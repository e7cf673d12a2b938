"""Whatever somebody gives, a reader answers with facts or with a complaint, and keeps no BSN."""

from itertools import count
from xml.sax.saxutils import escape

from hypothesis import given
from hypothesis import strategies as st
from stdnum.nl import bsn

from portal.numbers import spans
from portal.roster.readers.edexml import read_edexml
from portal.roster.readers.guardian_sheet import read_guardian_sheet
from portal.roster.readers.opening import Files
from portal.roster.readers.texts import clean, keys_are_numbers, without_numbers
from tests.roster.conftest import content, school_xml, sheet_csv


def first_bsn_from(start: int) -> str:
    """The first number of nine digits from here that passes the eleven test."""
    return next(f"{number:09}" for number in count(start) if bsn.is_valid(f"{number:09}"))


BSNS = st.integers(1, 999_999_000).map(first_bsn_from)
NAMES = st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=40)


@given(data=st.binary(max_size=400), name=st.sampled_from(["a.xml", "a.csv", "a.txt", "a"]))
def test_no_file_makes_a_reader_fall(data: bytes, name: str) -> None:
    files = Files()
    files.take(name, data)
    assert len(files.read) + len(files.unreadable) == 1


@given(st.data())
def test_no_damage_makes_a_reader_fall(data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(["edexml-2.1.xml", "envelope.xml", "ouders.csv"]))
    whole = content(name)
    place = data.draw(st.integers(0, len(whole)))
    damaged = whole[:place] + data.draw(st.binary(max_size=6)) + whole[place + 3 :]
    files = Files()
    files.take(name, damaged)
    assert len(files.read) + len(files.unreadable) == 1


@given(before=NAMES, number=BSNS, after=NAMES, mark=st.sampled_from(["", " ", ".", "-"]))
def test_no_bsn_survives_in_a_text(before: str, number: str, after: str, mark: str) -> None:
    written = mark.join((number[:4], number[4:6], number[6:]))
    text, _count = without_numbers(clean(f"{before} {written} {after}"))
    assert spans(text) == []


@given(name=NAMES)
def test_a_name_comes_out_as_it_went_in(name: str) -> None:
    expected, _count = without_numbers(clean(name))
    pupil = f"<leerling key='1'><achternaam>{escape(name)}</achternaam></leerling>"
    assert read_edexml("a", school_xml(pupil)).pupils["1"].last_name == expected.strip()


@given(keys=st.lists(BSNS, min_size=1))
def test_keys_that_are_bsns_are_noticed(keys: list[str]) -> None:
    assert keys_are_numbers(keys)
    rows = [f"{key};A;;;;Vos" for key in dict.fromkeys(keys)]
    assert read_guardian_sheet("a.csv", sheet_csv(*rows)).problems


@given(first=st.integers(100_000_000, 999_000_000))
def test_numbers_in_a_row_are_not_taken_for_bsns(first: int) -> None:
    assert not keys_are_numbers(str(first + step) for step in range(30))
