"""Verschillen per school: a school's own row takes the place of the board's."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import School, User
from portal.register.access.family import published_at
from portal.register.actions import DisclosureRefusedError
from portal.register.models import Processing, Recipient
from tests.cast import Cast
from tests.register.builders import adopt, processing, share


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)


def own_row(cast: Cast, school: School, published_on: date | None) -> Processing:
    row = processing(cast, "jgz")
    return Processing.objects.create(
        board=cast.board,
        school=school,
        code="jgz",
        topic=row.topic,
        name="Eigen onderzoek",
        purpose=row.purpose,
        basis=row.basis,
        fields=row.fields,
        consent_needed=False,
        published_on=published_on,
    )


def names(cast: Cast, *schools: School) -> list[str]:
    """As the queryset finds them, which is what the pages of a child find too."""
    keys = {school.pk for school in schools}
    rows = list(Processing.objects.published().at(cast.board.pk, keys))
    on_pages = published_at(cast.board.pk, keys)
    assert on_pages == rows
    assert [list(row.recipients.all()) for row in on_pages] == [
        list(Processing.objects.get(pk=row.pk).recipients.all()) for row in rows
    ]
    return [row.name for row in rows if row.code == "jgz"]


def test_the_schools_own_row_wins(cast: Cast, today: date) -> None:
    boards = processing(cast, "jgz").name
    own_row(cast, cast.school, today)
    assert names(cast, cast.school) == ["Eigen onderzoek"]
    assert names(cast, cast.so) == [boards]
    assert names(cast) == [boards]


def test_at_two_schools_the_boards_row_stays_for_the_other(cast: Cast, today: date) -> None:
    boards = processing(cast, "jgz").name
    own_row(cast, cast.school, today)
    assert sorted(names(cast, cast.school, cast.so)) == sorted(["Eigen onderzoek", boards])


def test_a_draft_of_the_school_replaces_nothing(cast: Cast) -> None:
    boards = processing(cast, "jgz").name
    own_row(cast, cast.school, None)
    assert names(cast, cast.school) == [boards]


def test_a_board_may_be_stricter_than_the_rule(cast: Cast, today: date) -> None:
    ggd = Recipient.objects.filter(name="GGD Vlinderland")
    ggd.update(forbidden_fields=["group_name"])
    with pytest.raises(DisclosureRefusedError, match="groep of klas"):
        share(cast, cast.noor, today)
    ggd.update(forbidden_fields=[], allowed_fields=["first_name"])
    with pytest.raises(DisclosureRefusedError, match="geboortedatum"):
        share(cast, cast.noor, today)
    assert share(cast, cast.noor, today, fields="first_name").fields == ["first_name"]


def test_the_general_register_says_of_which_school(
    cast: Cast, client_of: Callable[[User], Client]
) -> None:
    day = timezone.localdate()
    own_row(cast, cast.so, day)
    url = reverse("register:board", args=[cast.board.slug])
    page = client_of(cast.fatima).get(url).text
    assert "Zo doet De Horizon het" in page
    assert page.count("Gezondheidsonderzoek op school") == 1
