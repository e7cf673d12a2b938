"""The files of the demo: the same for the same seed, with the cast, read without a complaint."""

import hashlib
from datetime import date
from pathlib import Path

import pytest

from portal.management import demo_cast
from portal.management.demo_files import write_demo_files
from portal.people.models import Board, Guardian, Guardianship, Pupil
from portal.people.rules import Authority, age
from portal.roster.actions import add_board, add_school, import_roster
from portal.roster.plan import Plan
from portal.roster.readers.opening import open_files
from tests.builders import TODAY

SEED = 2026


def digests(folder: Path) -> list[str]:
    return [hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(folder.iterdir())]


def imported(folder: Path, demo: demo_cast.DemoBoard) -> Plan:
    board = add_board(demo.name, number=demo.number, kind=demo.kind, weeks=4, by=None, today=TODAY)
    for school in demo.schools:
        add_school(
            board,
            name=school.name,
            brin6=school.brin6,
            sector=school.sector,
            region=school.region,
            by=None,
        )
    files = write_demo_files(folder, seed=SEED, today=TODAY).files[demo]
    return import_roster(board, open_files(files), by=None, today=TODAY)


def test_the_same_seed_gives_the_same_files(tmp_path: Path) -> None:
    for name, seed in (("a", 1), ("b", 1), ("c", 2)):
        write_demo_files(tmp_path / name, seed=seed, today=TODAY)
    assert digests(tmp_path / "a") == digests(tmp_path / "b")
    assert digests(tmp_path / "a") != digests(tmp_path / "c")


@pytest.mark.parametrize(
    "today", [TODAY, date(2028, 2, 29), date(2027, 7, 31), date(2027, 8, 1), date(2027, 1, 1)]
)
def test_on_any_day_the_numbers_are_about_right(tmp_path: Path, today: date) -> None:
    demo = write_demo_files(tmp_path, seed=SEED, today=today)
    assert 880 <= demo.pupils <= 960
    assert 1500 <= demo.guardians <= 1720
    for paths in demo.files.values():
        for file in open_files(paths).read:
            assert not file.problems
            assert not file.notes


def test_the_demo_board_is_imported_whole(db: None, tmp_path: Path) -> None:
    plan = imported(tmp_path, demo_cast.BOARD)
    assert Pupil.objects.count() == plan.counts["pupils.new"] >= 880
    assert Guardian.objects.count() >= 1500
    assert Guardian.objects.filter(kind="instelling").count() == 1
    assert Guardian.objects.filter(address_secret=True).count() > 5
    found = set(Guardianship.objects.values_list("authority", flat=True))
    assert found == set(Authority)


def test_the_cast_is_found_by_its_keys(db: None, tmp_path: Path) -> None:
    imported(tmp_path, demo_cast.BOARD)
    imported(tmp_path, demo_cast.OTHER_BOARD)
    for name, (brin6, key) in demo_cast.PUPIL_KEYS.items():
        stay = {"enrolments__school__brin6": brin6, "enrolments__roster_key": key}
        assert Pupil.objects.get(**stay).first_name == name.title()
    for name, key in demo_cast.GUARDIAN_KEYS.items():
        guardian = Guardian.objects.get(roster_key=key)
        assert guardian.first_name == name.title()
    assert Guardian.objects.get(first_name="Mila", roster_key=key).board == Board.objects.get(
        name=demo_cast.OTHER_BOARD.name
    )


def test_the_cast_stands_to_noor_and_sam_as_the_story_says(db: None, tmp_path: Path) -> None:
    imported(tmp_path, demo_cast.BOARD)
    noor = Pupil.objects.get(enrolments__roster_key=demo_cast.NOOR)
    names = noor.guardianships.values_list("guardian__first_name", "authority")
    told = {"Daan": "ja", "Fatima": "ja", "Ruud": "nee", "Yara": "onbekend"}
    assert dict(names) == told
    group = noor.memberships.get(group__composite=False).group
    assert group.key == demo_cast.LOTTES_GROUP
    assert group.teaching_links.get().staff_key == demo_cast.LOTTE
    sam = Pupil.objects.get(enrolments__roster_key=demo_cast.SAM)
    assert sam.born_on
    assert age(sam.born_on, TODAY) == 16
    bram = Pupil.objects.get(enrolments__roster_key=demo_cast.BRAM)
    assert bram.enrolments.get().until == date(2026, 8, 1)
