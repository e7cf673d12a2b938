"""Leraren: the groups are asked with the role, and only those of that school count."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from portal.people.actions import RoleRefused, grant_role
from portal.people.models import Group, Role, User
from portal.people.rules import RoleKind, turns
from tests.builders import make_group, make_pupil, make_role
from tests.cast import Cast

In = Callable[[User], Client]
GIVE = "/rollen/geven/"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.fixture
def second(cast: Cast, today: date) -> Group:
    """Another group of the same school, with a pupil."""
    group = make_group(cast.school, "6B")
    make_pupil(cast.school, "Puk", turns(today, -9), group=group)
    return group


def teacher(cast: Cast, *groups: Group, **more: Any) -> dict[str, Any]:
    """Bas becomes a teacher at Noor's school; the groups were on the page."""
    form = {"person": "bas", "kind": "teacher", "place": str(cast.school.pk)}
    return {**form, "asked": form["place"], "groups": [str(one.pk) for one in groups], **more}


def groups_of(user: User) -> set[str | None]:
    """The groups of the teacher's roles that hold; None: no group is known."""
    rows = Role.objects.filter(user=user, kind="teacher", until=None)
    return {row.group.name if row.group else None for row in rows}


def test_first_the_groups_of_that_school_are_asked(
    cast: Cast, client_of: In, second: Group
) -> None:
    page = client_of(cast.ad).post(GIVE, {**teacher(cast), "asked": ""})
    offered = page.context["form"].fields["groups"].choices
    assert [name for _key, name in offered] == ["5A", "6B"]
    assert "Nog één vraag" in page.text
    assert f'name="asked" value="{cast.school.pk}"' in page.text
    assert groups_of(cast.bas) == set()


def test_a_teacher_gets_a_role_for_each_group(cast: Cast, client_of: In, second: Group) -> None:
    done = client_of(cast.ad).post(GIVE, teacher(cast, cast.group, second))
    assert done.status_code == 302
    assert groups_of(cast.bas) == {"5A", "6B"}


def test_a_teacher_without_a_group_is_given_knowingly(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    assert client.post(GIVE, teacher(cast)).status_code == 302
    assert groups_of(cast.bas) == {None}
    assert "nog geen groep bevestigd" in client.get("/rollen/").text


def test_a_group_ends_the_role_without_one(cast: Cast, client_of: In) -> None:
    client = client_of(cast.ad)
    client.post(GIVE, teacher(cast))
    client.post(GIVE, teacher(cast, cast.group))
    assert groups_of(cast.bas) == {"5A"}
    assert client.post(GIVE, teacher(cast)).context["form"].non_field_errors()


def test_a_group_of_another_school_is_refused(cast: Cast, client_of: In, today: date) -> None:
    strange = make_group(cast.vo, "H3")
    page = client_of(cast.ad).post(GIVE, teacher(cast, strange))
    assert page.context["form"].errors["groups"]
    with pytest.raises(RoleRefused):
        grant_role(
            cast.bas,
            kind=RoleKind.TEACHER,
            school=cast.school,
            group=strange,
            by=cast.ad,
            today=today,
        )
    assert groups_of(cast.bas) == set()


def test_when_one_group_is_refused_none_is_given(cast: Cast, client_of: In, second: Group) -> None:
    make_role(cast.bas, RoleKind.TEACHER, school=cast.school, group=cast.group)
    page = client_of(cast.ad).post(GIVE, teacher(cast, second, cast.group))
    assert page.context["form"].non_field_errors()
    assert groups_of(cast.bas) == {"5A"}


def test_another_school_asks_again(cast: Cast, client_of: In) -> None:
    moved = teacher(cast, place=str(cast.school.pk), asked=str(cast.so.pk))
    assert "Nog één vraag" in client_of(cast.ad).post(GIVE, moved).text
    assert groups_of(cast.bas) == set()


def test_only_a_teacher_has_a_group(cast: Cast, today: date) -> None:
    with pytest.raises(RoleRefused):
        grant_role(
            cast.bas,
            kind=RoleKind.HANDLER,
            school=cast.school,
            group=cast.group,
            by=cast.ad,
            today=today,
        )
    assert cast.bas.roles.count() == 1
