"""Overzicht: the first page of family and staff, and why a child's page stays shut (law.md §3)."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.access import ties_of
from portal.people.models import Guardianship, Pupil, User
from portal.roof.home import children_of, closed
from tests.builders import make_pupil, tie
from tests.cast import Cast

SignIn = Callable[[User], Client]
HOME = "roof:home"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock, so the cast is made for the real day."""
    return timezone.localdate()


@pytest.mark.parametrize(
    "name, words, may_ask",
    [
        ("ruud", "Volgens de school hebt u geen gezag over Noor.", True),
        ("yara", "De school weet nog niet of u gezag hebt over Noor.", True),
        ("els", "Sam is 16 jaar of ouder en beslist nu zelf.", False),
    ],
)
def test_a_shut_page_tells_why_and_what_is_possible(
    cast: Cast, today: date, name: str, words: str, may_ask: bool
) -> None:
    (row,) = [closed(one) for one in ties_of(getattr(cast, name), today)]
    assert row.reason.startswith(words)
    assert row.may_ask is may_ask


@pytest.mark.parametrize("flag, may_ask", [("may_be_informed", True), (None, False)])
def test_after_a_court_order_only_what_it_leaves_is_offered(
    cast: Cast, today: date, flag: str | None, may_ask: bool
) -> None:
    order: dict[str, Any] = {"restriction_since": today} | ({flag: True} if flag else {})
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(**order)
    (row,) = [closed(one) for one in ties_of(cast.fatima, today)]
    assert row.may_ask is may_ask


def test_without_a_birth_date_a_request_is_still_offered(cast: Cast, today: date) -> None:
    Pupil.objects.filter(pk=cast.sam_pupil.pk).update(born_on=None)
    (row,) = [closed(one) for one in ties_of(cast.els, today)]
    assert row.may_ask


@pytest.mark.parametrize(
    "name, work",
    [
        ("petra", "requests:overview"),
        ("frank", "requests:overview"),
        ("iris", "requests:queue"),
        ("henk", "requests:queue"),
        ("otto", "operator:index"),
    ],
)
def test_staff_without_family_goes_on_to_the_work(
    cast: Cast, client_of: SignIn, name: str, work: str
) -> None:
    answer = client_of(getattr(cast, name)).get(reverse(HOME))
    assert (answer.status_code, answer.headers["Location"]) == (302, reverse(work))


def test_a_child_that_nothing_is_asked_about_is_not_called_answered(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    (child,) = children_of(ties_of(cast.tom, today), today)
    assert (child.questions.asked, child.questions.waiting) == (0, 0)
    assert "Alle vragen zijn beantwoord." not in client_of(cast.tom).get(reverse(HOME)).text


def test_the_number_of_queries_does_not_depend_on_the_number_of_children(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser = client_of(cast.fatima)
    counts = []
    for number in range(2):
        browser.get(reverse(HOME))
        with CaptureQueriesContext(connection) as queries:
            assert browser.get(reverse(HOME)).status_code == 200
        counts.append(len(queries))
        for more in range(3):
            tie(cast.guardians["fatima"], make_pupil(cast.school, f"Kind {number}{more}", today))
    assert counts == [7, 7]
