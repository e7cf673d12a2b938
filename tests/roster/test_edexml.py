"""EDEXML: every version and shape, what is taken over and what stays behind."""

from datetime import date
from pathlib import Path

import pytest

from portal.roster.readers.edexml import read_edexml
from portal.roster.readers.facts import Dropped, SchoolFile
from portal.roster.readers.flaws import Flaw
from tests.roster.conftest import FILES, content, school_xml

SAMPLES = Path(__file__).parents[3] / "shared" / "samples" / "edexml"


def edexml(name: str) -> SchoolFile:
    return read_edexml(name, content(name))


def flaws(file: SchoolFile) -> list[Flaw]:
    return [problem.flaw for problem in file.problems]


@pytest.mark.parametrize(
    "name, brin6, version, pupils, groups, staff",
    [
        ("edexml-1.03.xml", "99TA00", "1.03", 3, 2, 2),
        ("edexml-2.0.xml", "99TC00", "2.0", 3, 4, 2),
        ("edexml-2.1.xml", "99TB00", "2.1", 3, 4, 2),
        ("edexml-2.1-vla.xml", "", "2.1", 1, 1, 0),
        ("envelope.xml", "99TD00", "2.1", 1, 1, 1),
    ],
)
def test_each_shape_is_read(
    name: str, brin6: str, version: str, pupils: int, groups: int, staff: int
) -> None:
    file = edexml(name)
    assert (file.brin6, file.version, file.school_year) == (brin6, version, "2026-2027")
    assert (len(file.pupils), len(file.groups), len(file.staff)) == (pupils, groups, staff)


def test_files_of_others_are_read_without_a_complaint() -> None:
    read = [path for folder in (FILES, SAMPLES) for path in sorted(folder.glob("*.xml"))]
    assert len(read) >= 5
    for path in read:
        file = read_edexml(path.name, path.read_bytes())
        assert file.pupils
        assert file.school_year
        assert set(flaws(file)) <= {Flaw.NO_BRIN}  # the Flemish ones


def test_no_number_of_a_person_is_kept() -> None:
    for name in ("edexml-1.03.xml", "edexml-2.1.xml", "edexml-2.1-vla.xml"):
        file = edexml(name)
        told = repr((file.pupils, file.staff, file.groups))
        assert "0000000" not in told
        assert "2731" not in told
        assert "example" not in told
        assert file.dropped[Dropped.NUMBER] in {1, 2}


def test_what_stays_behind_is_counted() -> None:
    dropped = edexml("edexml-1.03.xml").dropped
    assert dropped == {
        Dropped.NUMBER: 2,
        Dropped.GENDER: 1,
        Dropped.ORIGIN: 2,
        Dropped.CONTACT: 1,
    }


def test_a_pupil_may_lack_a_surname_a_birth_date_and_a_group() -> None:
    pupil = edexml("edexml-1.03.xml").pupils["990"]
    assert (pupil.first_name, pupil.last_name, pupil.born_on) == ("Samba", "", None)
    assert pupil.group_keys == ()


def test_without_roepnaam_the_first_names_do_and_else_the_initials() -> None:
    pupils = edexml("edexml-2.1.xml").pupils
    assert pupils["00002"].first_name == "Ismaël Hassan"
    assert pupils["00003"].first_name == "G"


def test_a_leaver_keeps_both_dates() -> None:
    pupil = edexml("edexml-1.03.xml").pupils["524"]
    assert (pupil.since, pupil.until) == (date(2018, 8, 20), date(2026, 8, 1))


def test_composite_groups_count_beside_the_base_group() -> None:
    file = edexml("edexml-2.1.xml")
    assert file.pupils["00001"].group_keys == ("G4", "sg1", "sg2")
    assert [group.key for group in file.groups.values() if group.composite] == ["sg1", "sg2"]
    assert file.pupils["00001"].location == "N"


def test_blocks_of_a_supplier_are_skipped_with_all_that_is_in_them() -> None:
    file = edexml("edexml-2.1.xml")
    assert file.dropped[Dropped.EXTRA] == 2
    assert "binnen" not in file.pupils


def test_a_dummy_key_is_never_kept() -> None:
    file = edexml("edexml-2.1.xml")
    assert "#12" not in file.pupils
    assert Flaw.DUMMY_KEY in [note.flaw for note in file.notes]
    assert file.pupils["00003"].group_keys == ("#Mollen",)


def test_a_parent_who_helps_is_no_teacher() -> None:
    staff = edexml("edexml-2.1.xml").staff
    assert staff["LK1"].group_keys == ("G4", "sg1")
    assert staff["LK1"].name == "Julia van Beuk"
    assert staff["LK2"].group_keys == ()


def test_a_year_that_no_schema_lists_is_welcome() -> None:
    assert read_edexml("x", school_xml(year=2061)).school_year == "2061-2062"


@pytest.mark.parametrize(
    "pupils, flaw, line",
    [
        ("\n<leerling/>", Flaw.NO_KEY, 2),
        ("\n\n<leerling key='1'/>\n<leerling key='1'/>", Flaw.KEY_TWICE, 4),
        (f"<leerling key='{'x' * 256}'/>", Flaw.LONG_KEY, 1),
        (
            "<leerling key='1'>\n<geboortedatum>2018-02-30</geboortedatum></leerling>",
            Flaw.BAD_DATE,
            1,
        ),
        (
            "<leerling key='1'><uitstroomdatum>gisteren</uitstroomdatum></leerling>",
            Flaw.BAD_DATE,
            1,
        ),
        ("<leerling key='111222333'/>", Flaw.KEYS_ARE_NUMBERS, None),
    ],
)
def test_a_problem_names_its_line(pupils: str, flaw: Flaw, line: int | None) -> None:
    problems = list(read_edexml("x.xml", school_xml(pupils)).problems)
    assert [(problem.flaw, problem.line) for problem in problems] == [(flaw, line)]


@pytest.mark.parametrize(
    "brin, flaw",
    [("", Flaw.NO_BRIN), ("9TA", Flaw.BAD_BRIN), ("99T1", Flaw.BAD_BRIN), ("９9TA", Flaw.BAD_BRIN)],
)
def test_a_school_without_a_good_brin_is_a_problem(brin: str, flaw: Flaw) -> None:
    assert flaws(read_edexml("x.xml", school_xml(brin=brin))) == [flaw]


@pytest.mark.parametrize(
    "pupils, flaw",
    [
        ("<leerling key='1'><groep key='weg'/></leerling>", Flaw.UNKNOWN_GROUP),
        (f"<leerling key='1'><achternaam>{'x' * 200}</achternaam></leerling>", Flaw.CUT),
        (
            (
                "<leerling key='1'><instroomdatum>2026-09-02</instroomdatum>"
                "<uitstroomdatum>2026-09-01</uitstroomdatum></leerling>"
            ),
            Flaw.LEFT_BEFORE_COMING,
        ),
    ],
)
def test_a_small_flaw_is_told_and_refuses_nobody_else(pupils: str, flaw: Flaw) -> None:
    file = read_edexml("x.xml", school_xml(pupils + "<leerling key='2'/>"))
    assert not file.problems
    assert [note.flaw for note in file.notes] == [flaw]
    assert "2" in file.pupils


def test_an_unknown_year_group_is_told_and_left_empty() -> None:
    groups = "<groep key='a'><naam>A</naam><jaargroep>9</jaargroep></groep>"
    file = read_edexml("x.xml", school_xml(groups=groups))
    assert [note.flaw for note in file.notes] == [Flaw.UNKNOWN_YEAR_GROUP]
    assert file.groups["a"].year_group == ""


def test_a_number_in_a_name_is_taken_out() -> None:
    pupil = "<leerling key='1'><achternaam>Vos 1112.22.333</achternaam></leerling>"
    file = read_edexml("x.xml", school_xml(pupil))
    assert file.pupils["1"].last_name == "Vos"
    assert file.dropped[Dropped.NUMBER] == 1
