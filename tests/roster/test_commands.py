"""The commands: Dutch to read, an exit code that counts, JSON for programs."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from portal.people.models import Board, Pupil, Reglement, School
from tests.roster.conftest import content, school_xml

Write = Callable[[str, bytes], Path]


def run(*words: str | Path) -> str:
    told = StringIO()
    call_command(*(str(word) for word in words), stdout=told)
    return told.getvalue()


def test_a_board_begins_with_its_first_reglement(db: None) -> None:
    told = run("add_board", "Stichting Nieuw", "--number=41999", "--kind=openbaar", "--weeks=3")
    assert "Wat nu: add_school" in told
    assert Reglement.objects.get(board__slug="stichting-nieuw").promise_weeks == 3


@pytest.mark.parametrize(
    "words",
    [
        ["add_board", "Stichting Proef", "--number=41999", "--kind=openbaar"],
        ["add_board", "Stichting Nieuw", "--number=4199", "--kind=openbaar"],
        ["add_board", "Stichting Nieuw", "--number=41999", "--kind=katholiek"],
        ["add_board", "Stichting Nieuw", "--number=41999", "--kind=openbaar", "--weeks=5"],
    ],
)
def test_a_bad_board_is_refused(board: Board, words: list[str]) -> None:
    with pytest.raises(CommandError):
        run(*words)
    assert Board.objects.count() == 1


@pytest.mark.parametrize("name", ["stichting proef", "stichting-proef", "99990"])
def test_a_school_is_added_to_the_board_that_somebody_types(board: Board, name: str) -> None:
    words = ["--brin6=99tc00", "--name=Nieuw", "--sector=vo", "--region=zuid"]
    assert "Wat nu: import_roster" in run("add_school", f"--board={name}", *words)
    assert School.objects.get(brin6="99TC00").board == board


@pytest.mark.parametrize("brin6", ["99TA00", "99TA", "TA9900"])
def test_a_bad_or_taken_brin6_is_refused(board: Board, brin6: str) -> None:
    words = [f"--brin6={brin6}", "--name=x", "--sector=vo", "--region=zuid"]
    with pytest.raises(CommandError, match="brin6: "):
        run("add_school", "--board=99990", *words)


def test_an_unknown_board_is_told_with_those_that_are_known(board: Board) -> None:
    with pytest.raises(CommandError, match="Bekend zijn: Stichting Proef"):
        run("import_roster", "x.xml", "--board=Nergens")


def test_an_import_tells_what_it_did_and_what_to_do_next(board: Board, write: Write) -> None:
    school, sheet = (write(name, content(name)) for name in ("edexml-1.03.xml", "ouders.csv"))
    told = run("import_roster", school, sheet, "--board=99990")
    assert "Leerlingen: 3 nieuw, 0 gewijzigd, 0 gelijk." in told
    assert "2 nummers niet overgenomen" in told
    assert told.splitlines()[-1].startswith("Klaar. Wat nu: ")
    again = run("import_roster", school, sheet, "--board=99990")
    assert again.splitlines()[-1] == "Klaar: er was niets veranderd."


def test_a_dry_run_says_so(board: Board, write: Write) -> None:
    path = write("a.xml", content("edexml-1.03.xml"))
    told = run("import_roster", path, "--board=99990", "--dry-run")
    assert "er is niets bewaard" in told.splitlines()[-1]
    assert not Pupil.objects.exists()


def test_json_is_all_there_is_on_the_output(board: Board, write: Write) -> None:
    path = write("a.xml", content("edexml-1.03.xml"))
    told = json.loads(run("import_roster", path, "--board=99990", "--json"))
    assert told["written"] is True
    assert told["counts"]["pupils.new"] == 3
    assert told["problems"] == []


def test_a_refusal_is_json_too_and_still_an_error(board: Board, write: Write) -> None:
    told = StringIO()
    path = str(write("a.xml", school_xml(brin="99ZZ")))
    with pytest.raises(CommandError, match="Er is niets bewaard"):
        call_command("import_roster", path, "--board=99990", "--json", stdout=told)
    assert json.loads(told.getvalue())["problem_count"] == 1


def test_all_problems_are_told_and_after_fifty_only_counted(board: Board, write: Write) -> None:
    path = write("a.xml", school_xml("<leerling/>\n" * 70))
    with pytest.raises(CommandError) as refused:
        run("import_roster", path, "--board=99990")
    lines = str(refused.value).splitlines()
    assert len(lines) == 52
    assert lines[0].startswith("a.xml, regel 1: ")
    assert lines[-2] == "… en nog 20 meldingen."
