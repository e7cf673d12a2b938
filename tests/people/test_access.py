"""The door to a pupil: who stands before it, and what is behind."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, connection
from django.http import Http404

from portal.people import access
from portal.people.models import Group, Pupil, School
from portal.people.rules import Duty, Right
from tests.builders import make_group, make_pupil, tie
from tests.cast import Cast

FAMILY = {
    "fatima": {"Noor"},
    "daan": {"Noor"},
    "ruud": set(),
    "yara": set(),
    "tom": {"Bram"},
    "olga": {"Noah"},
    "mila": {"Vos"},
    "sam": {"Sam"},
    "els": set(),
    "jan": {"Sam"},
    "iris": set(),
    "petra": set(),
}
STAFF = ["iris", "bas", "lotte", "henk", "petra", "frank", "ad", "vera", "otto", "fatima"]


@pytest.mark.parametrize("name, pupils", FAMILY.items())
def test_who_sees_whom(cast: Cast, today: date, name: str, pupils: set[str]) -> None:
    ties = access.ties_of(getattr(cast, name), today)
    assert {tie.pupil.first_name for tie in ties if tie.may(Right.VIEW)} == pupils


@pytest.mark.parametrize("name", ["ruud", "yara", "olga", "mila", "els", "iris", "petra"])
def test_for_a_stranger_the_pupil_does_not_exist(cast: Cast, today: date, name: str) -> None:
    pupil = cast.sam_pupil if name == "els" else cast.noor
    with pytest.raises(Http404):
        access.get_tie(getattr(cast, name), pupil.pk, Right.VIEW, today)


def test_nobody_signed_in_is_tied_to_nobody(cast: Cast, today: date) -> None:
    assert access.ties_of(AnonymousUser(), today) == []


def test_ruud_keeps_the_right_to_information(cast: Cast, today: date) -> None:
    (tie_of_ruud,) = access.ties_of(cast.ruud, today)
    assert tie_of_ruud.may(Right.INFORMATION)
    assert not tie_of_ruud.may(Right.REQUEST)


def test_ruud_had_authority_before_it_ended(cast: Cast, today: date) -> None:
    (before,) = access.ties_of(cast.ruud, date(2024, 1, 1))
    assert before.may(Right.VIEW)


def test_the_number_of_queries_does_not_grow_with_the_children(
    cast: Cast, today: date, django_assert_num_queries: Callable[[int], Any]
) -> None:
    for number in range(4):
        tie(cast.guardians["fatima"], make_pupil(cast.school, f"Kind {number}", today))
    with django_assert_num_queries(2):
        ties = access.ties_of(cast.fatima, today)
        assert [row.school for row in ties] == [cast.school] * 5
    assert len(ties) == 5


def test_a_handler_reaches_one_school_and_an_officer_the_board(cast: Cast, today: date) -> None:
    (scope,) = access.scopes_of(cast.iris, today, Duty.DECIDE_CASES)
    assert (scope.board, scope.school) == (cast.board.pk, cast.school.pk)
    (wide,) = access.scopes_of(cast.petra, today, Duty.SEE_DEADLINES)
    assert (wide.board, wide.school) == (cast.board.pk, None)


@pytest.mark.parametrize("name", ["lotte", "ad", "otto", "fatima"])
def test_no_cases_for_teacher_administrator_operator_or_parent(
    cast: Cast, today: date, name: str
) -> None:
    assert not access.has_duty(getattr(cast, name), Duty.SEE_CASES, today)


def test_the_fg_and_the_director_decide_nothing(cast: Cast, today: date) -> None:
    assert access.has_duty(cast.frank, Duty.SEE_CASES, today)
    assert not access.has_duty(cast.frank, Duty.DECIDE_CASES, today)
    assert not access.has_duty(cast.henk, Duty.DECIDE_CASES, today)


def test_a_role_that_ended_gives_nothing(cast: Cast, today: date) -> None:
    cast.iris.roles.update(until=today)
    assert access.roles_of(cast.iris, today) == []


def test_within_finds_only_the_pupils_inside_the_scope(cast: Cast, today: date) -> None:
    scopes = access.scopes_of(cast.bas, today, Duty.SEE_CASES)
    inside = Pupil.objects.filter(access.within(scopes, board="board", school="enrolments__school"))
    assert list(inside) == [cast.noah]


def test_the_own_household_is_known(cast: Cast) -> None:
    assert list(access.household_of(cast.fatima)) == [cast.noor]


@pytest.mark.parametrize("duty", Duty)
def test_named_groups_are_those_of_the_whole_reach(cast: Cast, today: date, duty: Duty) -> None:
    groups = list(Group.objects.all())
    for name in STAFF:
        scopes = access.scopes_of(getattr(cast, name), today, duty)
        named = access.groups_named(scopes, [one.pk for one in groups])
        assert set(named) == set(access.groups_within(scopes))


def test_the_own_household_is_found_without_reading_every_pupil(cast: Cast) -> None:
    """Behind every list of staff: of 25,000 pupils that was half a second."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":  # of few rows it would read all
            cursor.execute("SET LOCAL enable_seqscan = off")
    plan = access.household_of(cast.fatima).explain()
    for table in ("people_pupil", "people_guardian"):
        assert f"SCAN {table}" not in plan
        assert f"Seq Scan on {table}" not in plan


def test_a_pupil_with_an_account_is_at_home_too(cast: Cast) -> None:
    assert list(access.household_of(cast.sam)) == [cast.sam_pupil]
    both = {cast.guardians["jan"], cast.guardians["els"]}
    for guardian in both:
        assert guardian.user is not None
        assert list(access.household_of(guardian.user)) == [cast.sam_pupil]


def test_a_court_order_that_ends_must_have_begun(cast: Cast, today: date) -> None:
    with pytest.raises(IntegrityError):
        tie(cast.guardians["olga"], cast.bram, restriction_until=today)


def test_the_groups_of_this_year_come_first(cast: Cast) -> None:
    Group.objects.create(school=cast.school, key="old", name="1A", school_year="2025-2026")
    make_group(cast.school, "9Z")
    (place,) = access.named_places(School.objects.filter(pk=cast.school.pk))
    names = [name for _key, name in place.groups]
    assert place.name == cast.school.name
    assert names[-2:] == ["9Z", "1A (2025-2026)"]
