"""Kijken: a look keeps the role of its day, and goes after two years (law.md §7)."""

from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from portal.audit.actions import forget_looks, looked
from portal.audit.models import Erasure, Look
from portal.people.models import Role
from portal.people.rules import RoleKind
from tests.builders import make_role
from tests.cast import Cast


def test_a_look_keeps_the_role_of_that_day(cast: Cast, today: date) -> None:
    looked(cast.iris, cast.noor, today=today)
    Role.objects.filter(user=cast.iris).update(until=today)
    make_role(cast.iris, RoleKind.DIRECTOR, school=cast.school, since=today)
    look = Look.objects.get()
    assert (look.roles, look.board_id) == ("handler", cast.board.pk)


def test_a_role_at_another_board_says_nothing_here(cast: Cast, today: date) -> None:
    make_role(cast.iris, RoleKind.OFFICER, cast.other_board)
    looked(cast.iris, cast.noor, today=today)
    assert Look.objects.get().roles == "handler"


def test_two_roles_stand_both(cast: Cast, today: date) -> None:
    make_role(cast.iris, RoleKind.TEACHER, school=cast.school)
    looked(cast.iris, cast.group, today=today)
    assert Look.objects.get().roles == "handler,teacher"
    assert Look.objects.get().board_id == cast.board.pk


def test_an_account_belongs_to_the_board_that_helps(cast: Cast, today: date) -> None:
    looked(cast.iris, cast.fatima, today=today, board_id=cast.board.pk)
    assert Look.objects.get().board_id == cast.board.pk


@pytest.mark.parametrize(
    "now, kept",
    [
        pytest.param(datetime(2028, 11, 25, 12, tzinfo=timezone.get_default_timezone()), 2),
        pytest.param(datetime(2028, 11, 26, 12, tzinfo=timezone.get_default_timezone()), 1),
        pytest.param(datetime(2028, 2, 29, 12, tzinfo=timezone.get_default_timezone()), 2),
    ],
)
def test_looks_go_after_two_years(cast: Cast, today: date, now: datetime, kept: int) -> None:
    looked(cast.iris, cast.noor, today=today)
    looked(cast.iris, cast.noor, today=today + timedelta(days=1))
    assert forget_looks(now) == 2 - kept
    assert Look.objects.count() == kept


def test_the_sweep_leaves_a_trace_only_when_something_went(cast: Cast, today: date) -> None:
    looked(cast.iris, cast.noor, today=today)
    now = datetime(2029, 1, 1, 12, tzinfo=timezone.get_default_timezone())
    assert [forget_looks(now), forget_looks(now)] == [1, 0]
    assert [(row.reason, row.rows) for row in Erasure.objects.all()] == [("audit.looks", 1)]
