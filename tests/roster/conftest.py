"""Files, sheets and a board for the tests of the roster."""

from collections.abc import Callable
from pathlib import Path

import pytest

from portal.people.models import Board
from portal.people.rules import BoardKind, Region, Sector
from portal.roster.actions import add_board, add_school
from portal.roster.readers.opening import Files
from tests.builders import LONG_AGO

FILES = Path(__file__).parent / "files"


def content(name: str) -> bytes:
    """A file of tests/roster/files."""
    return (FILES / name).read_bytes()


def read(*named: tuple[str, bytes]) -> Files:
    """Files that were never on a disk."""
    files = Files()
    for name, data in named:
        files.take(name, data)
    return files


def school_xml(
    pupils: str = "", *, groups: str = "", staff: str = "", brin: str = "99TA", year: int = 2026
) -> bytes:
    """A small EDEXML file."""
    return (
        f"<EDEX><school><schooljaar>{year}-{year + 1}</schooljaar><brincode>{brin}</brincode>"
        f"</school><groepen>{groups}</groepen><leerlingen>{pupils}</leerlingen>"
        f"<leerkrachten>{staff}</leerkrachten></EDEX>"
    ).encode()


HEADINGS = (
    "leerlingsleutel;oudersleutel;voorletters;roepnaam;voorvoegsel;achternaam;relatie;gezag;"
    "e-mail;telefoon;straat;postcode;plaats;geheim"
)


def sheet_csv(*rows: str, extra: str = "") -> bytes:
    """A guardian sheet; each row is filled up with empty cells."""
    headings = HEADINGS + extra
    number = headings.count(";")
    filled = [row + ";" * (number - row.count(";")) for row in rows]
    return "\r\n".join([headings, *filled, ""]).encode()


@pytest.fixture
def board(db: None) -> Board:
    """A board with the schools 99TA00 and 99TB00."""
    board = add_board(
        "Stichting Proef", number="99990", kind=BoardKind.PRIVATE, weeks=4, by=None, today=LONG_AGO
    )
    for brin6 in ("99TA00", "99TB00"):
        add_school(
            board,
            name=f"School {brin6}",
            brin6=brin6,
            sector=Sector.PRIMARY,
            region=Region.NORTH,
            by=None,
        )
    return board


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, bytes], Path]:
    """Puts content on the disk."""

    def written(name: str, data: bytes) -> Path:
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return written
