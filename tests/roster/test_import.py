"""Import: rows, history, authority, and that the same files again write nothing."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection

from portal.audit.models import Event
from portal.people.models import (
    Board,
    Enrolment,
    Group,
    Guardian,
    Guardianship,
    Membership,
    Pupil,
    TeachingLink,
)
from portal.people.rules import Authority
from portal.roster.actions import ImportRefused, import_roster
from portal.roster.plan import Plan
from portal.roster.readers.flaws import Flaw
from tests.builders import TODAY, make_user
from tests.roster.conftest import content, read, school_xml, sheet_csv

GROUPS = (
    "<groep key='a'><naam>4A</naam><jaargroep>4</jaargroep></groep>"
    "<groep key='b'><naam>5A</naam><jaargroep>5</jaargroep></groep>"
    "<samengestelde_groep key='p'><naam>Plus</naam></samengestelde_groep>"
)
START = date(2026, 8, 1)
TABLES = (Group, Pupil, Enrolment, Membership, TeachingLink, Guardian, Guardianship)

Load = Callable[..., Plan]


@pytest.fixture
def load(board: Board) -> Load:
    """Imports files of school 99TA00; a text is a sheet when it has a semicolon."""

    def loaded(*files: bytes, today: date = TODAY, dry_run: bool = False) -> Plan:
        named = [
            (f"{n}.xml" if data[:1] == b"<" else f"{n}.csv", data) for n, data in enumerate(files)
        ]
        return import_roster(board, read(*named), by=None, today=today, dry_run=dry_run)

    return loaded


def pupil(key: str, inside: str = "", name: str = "Bo") -> str:
    return f"<leerling key='{key}'><roepnaam>{name}</roepnaam>{inside}</leerling>"


def counts() -> list[int]:
    return [table._default_manager.count() for table in TABLES]


def test_a_school_and_its_guardians_are_written(load: Load) -> None:
    plan = load(content("edexml-1.03.xml"), content("ouders.csv"))
    assert counts() == [2, 3, 3, 1, 1, 3, 4]
    assert plan.counts["links.new_ja"] == 1
    assert Guardian.objects.get(roster_key="A1").address_secret is False
    assert Guardianship.objects.get(guardian__roster_key="A2").authority == Authority.NO
    assert Guardianship.objects.get(
        pupil__first_name="Samba", guardian__roster_key="A1"
    ).authority == (Authority.UNKNOWN)


def test_an_import_leaves_one_audit_row_without_names(load: Load, board: Board) -> None:
    load(content("edexml-1.03.xml"), content("ouders.csv"))
    event = Event.objects.get(verb="roster.import")
    assert event.board_id == board.pk
    assert event.facts["pupils_new"] == 3
    assert event.facts["dropped_number"] == 2
    assert len(event.facts["sha256"].split(",")) == 2
    assert "Aalbers" not in str(event.facts)


def test_the_same_files_again_change_nothing(load: Load) -> None:
    files = content("edexml-1.03.xml"), content("ouders.csv")
    load(*files)
    before = counts()
    plan = load(*files, today=TODAY + timedelta(days=40))
    assert plan.writes == 0
    assert plan.counts["pupils.unchanged"] == 3
    assert plan.counts["links.unchanged"] == 4
    assert counts() == before
    assert Event.objects.filter(verb="roster.import").count() == 2


def test_a_dry_run_tells_and_writes_nothing(load: Load) -> None:
    plan = load(content("edexml-1.03.xml"), dry_run=True)
    assert plan.counts["pupils.new"] == 3
    assert counts() == [0] * 7
    assert not Event.objects.filter(verb="roster.import").exists()


def test_a_problem_in_one_file_keeps_all_files_out(load: Load) -> None:
    with pytest.raises(ImportRefused) as refused:
        load(content("edexml-1.03.xml"), content("ouders.csv"), b"<EDEX>")
    assert [problem.flaw for problem in refused.value.plan.problems] == [Flaw.BROKEN_XML]
    assert counts() == [0] * 7


def test_a_blow_in_the_middle_leaves_nothing(load: Load) -> None:
    def blow(execute: Callable[..., object], sql: str, *rest: object) -> object:
        if sql.startswith('INSERT INTO "people_guardianship"'):
            raise DatabaseError("gone")
        return execute(sql, *rest)

    with connection.execute_wrapper(blow), pytest.raises(DatabaseError):
        load(content("edexml-1.03.xml"), content("ouders.csv"))
    assert counts() == [0] * 7


@pytest.mark.parametrize(
    "files, flaw",
    [
        ([school_xml(brin="99ZZ")], Flaw.UNKNOWN_SCHOOL),
        ([school_xml(), school_xml()], Flaw.SCHOOL_TWICE),
        ([school_xml(pupil("1", "<geboortedatum>2027-01-01</geboortedatum>"))], Flaw.BORN_LATER),
        ([sheet_csv("9;A;;;;Vos")], Flaw.UNKNOWN_PUPIL),
        ([sheet_csv("9;A;;;;Vos;;;;;;;;;99ZZ00", extra=";brin6")], Flaw.UNKNOWN_SCHOOL),
        ([school_xml(pupil("1")), *[sheet_csv("1;A;;;;Vos")] * 2], Flaw.ROW_TWICE),
        (
            [
                school_xml(pupil("1") + pupil("2")),
                sheet_csv("1;A;;;;Vos"),
                sheet_csv("2;A;;;;Wolf"),
            ],
            Flaw.TWO_ACCOUNTS,
        ),
    ],
)
def test_files_that_do_not_fit_the_portal_are_refused(
    load: Load, files: list[bytes], flaw: Flaw
) -> None:
    with pytest.raises(ImportRefused) as refused:
        load(*files)
    assert flaw in [problem.flaw for problem in refused.value.plan.problems]
    assert counts() == [0] * 7


def test_an_older_year_is_refused(load: Load) -> None:
    load(school_xml(pupil("1"), groups=GROUPS))
    with pytest.raises(ImportRefused) as refused:
        load(school_xml(pupil("1"), groups=GROUPS, year=2025))
    assert [problem.flaw for problem in refused.value.plan.problems] == [Flaw.OLDER_YEAR]


def test_a_key_at_two_schools_needs_the_brin6(load: Load) -> None:
    schools = school_xml(pupil("1")), school_xml(pupil("1"), brin="99TB")
    with pytest.raises(ImportRefused) as refused:
        load(*schools, sheet_csv("1;A;;;;Vos"))
    assert [problem.flaw for problem in refused.value.plan.problems] == [Flaw.PUPIL_AT_TWO_SCHOOLS]
    load(*schools, sheet_csv("1;A;;;;Vos;;;;;;;;;99tb00", extra=";brin6"))
    assert Guardianship.objects.get().pupil.enrolments.get().school.brin6 == "99TB00"


# -- enrolments and groups


def test_who_is_missing_stays_enrolled_and_is_told(load: Load) -> None:
    load(school_xml(pupil("1") + pupil("2")))
    plan = load(school_xml(pupil("1")))
    assert [missing.key for missing in plan.missing] == ["2"]
    assert Enrolment.objects.filter(until=None).count() == 2


def test_a_leaver_is_unenrolled_on_the_day_of_the_file(load: Load) -> None:
    load(school_xml(pupil("1", "<groep key='a'/>"), groups=GROUPS))
    left = pupil("1", "<uitstroomdatum>2026-10-20</uitstroomdatum>")
    plan = load(school_xml(left, groups=GROUPS))
    assert plan.counts["enrolments.left"] == 1
    assert Enrolment.objects.get().until == date(2026, 10, 20)
    assert Membership.objects.get().until == date(2026, 10, 20)
    assert load(school_xml(left, groups=GROUPS)).writes == 0


def test_who_comes_back_is_the_same_pupil_with_a_second_enrolment(load: Load) -> None:
    load(school_xml(pupil("1", "<uitstroomdatum>2025-10-20</uitstroomdatum>"), year=2025))
    load(school_xml(pupil("1", "<instroomdatum>2026-09-01</instroomdatum>")))
    stays = list(Enrolment.objects.values_list("since", "until"))
    assert stays == [(date(2025, 8, 1), date(2025, 10, 20)), (date(2026, 9, 1), None)]
    assert Pupil.objects.count() == 1


def test_a_leaving_that_was_a_mistake_is_undone(load: Load) -> None:
    load(school_xml(pupil("1", "<uitstroomdatum>2026-10-20</uitstroomdatum>")))
    plan = load(school_xml(pupil("1")))
    assert plan.counts["enrolments.reopened"] == 1
    assert list(Enrolment.objects.values_list("since", "until")) == [(START, None)]


@pytest.mark.parametrize(
    "inside, since",
    [
        ("", START),
        ("<instroomdatum>2022-02-02</instroomdatum>", date(2022, 2, 2)),
        ("<uitstroomdatum>2024-06-01</uitstroomdatum>", date(2023, 8, 1)),
        ("<uitstroomdatum>2026-08-01</uitstroomdatum>", date(2025, 8, 1)),
    ],
)
def test_without_a_first_day_the_school_year_gives_it(load: Load, inside: str, since: date) -> None:
    load(school_xml(pupil("1", inside)))
    assert Enrolment.objects.get().since == since


def test_another_group_in_the_year_counts_from_today(load: Load) -> None:
    load(school_xml(pupil("1", "<groep key='a'/>"), groups=GROUPS))
    load(school_xml(pupil("1", "<groep key='b'/>"), groups=GROUPS))
    stays = list(Membership.objects.values_list("group__key", "since", "until"))
    assert stays == [("a", START, TODAY), ("b", TODAY, None)]


def test_a_new_school_year_closes_the_old_groups_on_its_first_day(load: Load) -> None:
    load(school_xml(pupil("1", "<groep key='a'/>"), groups=GROUPS))
    later = date(2027, 9, 10)
    load(school_xml(pupil("1", "<groep key='b'/>"), groups=GROUPS, year=2027), today=later)
    stays = list(Membership.objects.values_list("group__key", "since", "until"))
    assert stays == [("a", START, date(2027, 8, 1)), ("b", date(2027, 8, 1), None)]


def test_a_composite_group_comes_and_goes_beside_the_base_group(load: Load) -> None:
    plus = "<samengestelde_groepen><samengestelde_groep key='p'/></samengestelde_groepen>"
    load(school_xml(pupil("1", "<groep key='a'/>"), groups=GROUPS))
    load(school_xml(pupil("1", "<groep key='a'/>" + plus), groups=GROUPS))
    load(school_xml(pupil("1", "<groep key='a'/>"), groups=GROUPS))
    load(school_xml(pupil("1", "<groep key='a'/>" + plus), groups=GROUPS))
    stays = list(Membership.objects.order_by("id").values_list("group__key", "until"))
    assert stays == [("a", None), ("p", None)]


def test_a_corrected_name_changes_the_pupil(load: Load) -> None:
    load(school_xml(pupil("1")))
    plan = load(school_xml(pupil("1", name="Bob")))
    assert plan.counts["pupils.changed"] == 1
    assert Pupil.objects.get().first_name == "Bob"


# -- teachers


def test_a_teacher_is_only_a_proposal(load: Load) -> None:
    staff = "<leerkracht key='m'><groepen><groep key='{}'/></groepen></leerkracht>"
    load(school_xml(groups=GROUPS, staff=staff.format("a")))
    assert TeachingLink.objects.get().confirmed_on is None
    load(school_xml(groups=GROUPS, staff=staff.format("b")))
    assert TeachingLink.objects.get().group.key == "b"


def test_a_confirmed_teacher_is_never_removed_by_a_file(load: Load) -> None:
    staff = "<leerkracht key='m'><groepen><groep key='a'/></groepen></leerkracht>"
    load(school_xml(groups=GROUPS, staff=staff))
    TeachingLink.objects.update(confirmed_on=TODAY, confirmed_by=make_user("Ad"))
    plan = load(school_xml(groups=GROUPS))
    assert plan.counts["teaching.confirmed_but_missing"] == 1
    assert TeachingLink.objects.count() == 1
