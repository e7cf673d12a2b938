"""Attacks through a roster: a key that goes to somebody else opens somebody else's child."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from portal.people.models import Board, Guardian, Guardianship, Pupil, User
from portal.people.rules import Authority
from portal.roster.actions import ImportRefused, import_roster
from portal.roster.readers.flaws import Flaw
from portal.signin.models import DemoMark
from tests.builders import TODAY, make_user
from tests.roster.conftest import board, read, school_xml, sheet_csv

__all__ = ["board"]


def pupil(key: str, name: str, born: str) -> str:
    born_on = f"<geboortedatum>{born}</geboortedatum>"
    return f"<leerling key='{key}'><achternaam>{name}</achternaam>{born_on}</leerling>"


NOOR = school_xml(pupil("1", "Noorman", "2018-01-02"))
PIET = school_xml(pupil("1", "Pieters", "2019-03-04"))
OTHER_SCHOOL = school_xml(pupil("9", "Pieters", "2019-03-04"), brin="99TB")
FATIMA = sheet_csv("1;77;F.;Fatima;;Noorman;moeder;ja;f@example.org")
PETER = sheet_csv("9;77;P.;Peter;;Pieters;vader;ja;p@example.org")


def load(board: Board, *files: bytes, today: date = TODAY) -> None:
    named = [(f"{n}.xml" if data[:1] == b"<" else f"{n}.csv", data) for n, data in enumerate(files)]
    import_roster(board, read(*named), by=None, today=today)


def test_a_pupil_key_that_goes_to_another_child_is_refused(board: Board) -> None:
    load(board, NOOR, FATIMA)
    with pytest.raises(ImportRefused) as refused:
        load(board, PIET)
    assert [one.flaw for one in refused.value.plan.problems] == [Flaw.OTHER_PUPIL]
    assert Pupil.objects.get().last_name == "Noorman"


def test_a_guardian_key_of_another_school_does_not_open_a_strange_child(board: Board) -> None:
    load(board, NOOR, FATIMA)
    Guardian.objects.update(user=make_user("fatima"))
    with pytest.raises(ImportRefused) as refused:
        load(board, OTHER_SCHOOL, PETER)
    assert [one.flaw for one in refused.value.plan.problems] == [Flaw.OTHER_GUARDIAN]
    assert Guardianship.objects.count() == 1


@pytest.mark.parametrize(
    "xml, sheet",
    [
        (school_xml(pupil("1", "Noorman", "2018-02-01")), FATIMA),
        (school_xml(pupil("1", "De Vries", "2018-01-02")), FATIMA),
        (NOOR, FATIMA.replace(b"Fatima;;Noorman", b"Fatima;;De Vries")),
        (NOOR, FATIMA.replace(b"Fatima;;Noorman;moeder;ja;f@", b"Fatma;;Noorman;moeder;ja;n@")),
    ],
    ids=["birth date", "pupil's name", "guardian's surname", "guardian's first name and address"],
)
def test_one_corrected_fact_is_still_the_same_person(
    xml: bytes, sheet: bytes, board: Board
) -> None:
    load(board, NOOR, FATIMA)
    load(board, xml, sheet)
    assert (Pupil.objects.count(), Guardian.objects.count()) == (1, 1)


def test_a_link_with_a_last_day_keeps_it_when_authority_changes(board: Board) -> None:
    load(board, NOOR, FATIMA)
    end = TODAY + timedelta(days=90)
    Guardianship.objects.update(until=end)
    load(board, NOOR, FATIMA.replace(b";ja;", b";nee;"), today=TODAY + timedelta(days=1))
    assert Guardianship.objects.get(authority=Authority.NO).until == end


def test_the_demo_leaves_a_real_installation_alone(db: None, settings: Any) -> None:
    settings.DEMO = True
    make_user("otto")
    with pytest.raises(CommandError, match="niet leeg"):
        call_command("demo")
    assert (User.objects.count(), DemoMark.objects.count()) == (1, 0)
