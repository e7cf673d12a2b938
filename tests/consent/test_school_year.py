"""Nieuw schooljaar: who may start a round reads that it is time, until one began."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from consent.access import RoundDue, round_due
from consent.actions import start_round, stop_round
from consent.models import Purpose
from portal.people.models import User
from portal.people.rules import RoleKind
from tests.builders import make_pupil, make_role, make_user
from tests.cast import Cast
from tests.consent.builders import ask, say
from tests.consent.klas import fill
from tests.consent.rondes import start
from tests.days import day

SignIn = Callable[[User], Client]
SEPTEMBER, SPRING = day("wed 2027-09-01"), day("mon 2027-03-01")
TITLE, ONE_PUPIL = "Een nieuw schooljaar", "Van 1 leerling is er nog een vraag zonder antwoord."
SCHOOLS = "Bij 3 scholen is dit schooljaar nog geen ronde begonnen."


@pytest.fixture
def purpose(cast: Cast, today: date) -> Purpose:
    """The only question; asked of every school of the board."""
    found = ask(cast, today)
    Purpose.objects.exclude(pk=found.pk).update(until=today)
    return found


@pytest.fixture
def in_september(purpose: Purpose) -> Iterator[None]:
    """The pages ask the clock."""
    with time_machine.travel(SEPTEMBER):
        yield


def first_page(client: Client) -> str:
    return client.get(reverse("roof:home"), follow=True).text


@pytest.mark.parametrize("who", ["iris", "henk"])
def test_the_office_reads_for_how_many_pupils_a_question_waits(
    cast: Cast, client_of: SignIn, in_september: None, who: str
) -> None:
    page = first_page(client_of(getattr(cast, who)))
    assert TITLE in page
    assert ONE_PUPIL in page
    assert f'href="{reverse("consent:rounds")}"' in page


def test_the_officer_reads_at_how_many_schools(
    cast: Cast, client_of: SignIn, in_september: None
) -> None:
    page = first_page(client_of(cast.petra))
    assert SCHOOLS in page
    assert ONE_PUPIL not in page


@pytest.mark.parametrize("who", ["frank", "lotte", "ad", "otto", "vera", "fatima", "sam"])
def test_who_starts_no_round_here_reads_nothing(
    cast: Cast, client_of: SignIn, in_september: None, who: str
) -> None:
    """The officer of another board neither: nothing is asked there."""
    assert TITLE not in first_page(client_of(getattr(cast, who)))


def test_the_page_of_rounds_says_it_beside_the_form(
    cast: Cast, client_of: SignIn, in_september: None
) -> None:
    client = client_of(cast.iris)
    page = client.get(reverse("consent:rounds")).text
    assert "Begin hieronder een ronde." in page
    start(cast, SEPTEMBER)
    assert TITLE not in client.get(reverse("consent:rounds")).text
    assert TITLE not in first_page(client)


@pytest.mark.parametrize("moment", ["sat 2027-07-31", "mon 2027-11-01", "mon 2027-03-01"])
def test_outside_the_season_nothing_is_asked(
    cast: Cast, purpose: Purpose, moment: str, django_assert_num_queries: Callable[[int], Client]
) -> None:
    with django_assert_num_queries(0):  # type: ignore[attr-defined]
        assert round_due(cast.iris, day(moment)) is None


def test_a_round_of_the_board_is_one_for_each_school(cast: Cast, purpose: Purpose) -> None:
    assert round_due(cast.iris, SEPTEMBER) == RoundDue(0, 1, stop_first=False)
    row = start_round(cast.board, None, by=cast.petra, today=SEPTEMBER)
    assert (round_due(cast.iris, SEPTEMBER), round_due(cast.petra, SEPTEMBER)) == (None, None)
    stop_round(row, by=cast.petra, today=SEPTEMBER)
    assert round_due(cast.iris, SEPTEMBER) is None


def test_a_round_of_one_school_is_none_for_another(cast: Cast, purpose: Purpose) -> None:
    start(cast, SEPTEMBER)
    assert round_due(cast.iris, SEPTEMBER) is None
    assert round_due(cast.petra, SEPTEMBER) == RoundDue(2, 0, stop_first=False)
    assert round_due(cast.bas, SEPTEMBER) is not None


def test_a_round_of_last_year_that_is_open_is_stopped_first(
    cast: Cast, purpose: Purpose, client_of: SignIn, in_september: None
) -> None:
    start(cast, SPRING)
    assert round_due(cast.iris, SEPTEMBER) == RoundDue(0, 1, stop_first=True)
    page = first_page(client_of(cast.iris))
    assert "Stop eerst de ronde van vorig jaar." in page
    assert "Naar de rondes" in page


def test_an_open_round_of_the_board_is_for_the_officer_to_stop(
    cast: Cast, purpose: Purpose
) -> None:
    start_round(cast.board, None, by=cast.petra, today=SPRING)
    assert round_due(cast.iris, SEPTEMBER) is None
    assert round_due(cast.petra, SEPTEMBER) == RoundDue(3, 0, stop_first=True)


def test_when_everybody_answered_there_is_nothing_to_ask(cast: Cast, purpose: Purpose) -> None:
    say(cast.fatima, cast.noor, purpose, SEPTEMBER, yes=True)
    assert round_due(cast.iris, SEPTEMBER) is None


def test_where_nothing_is_asked_nobody_is_prompted(cast: Cast, purpose: Purpose) -> None:
    Purpose.objects.update(until=SEPTEMBER - timedelta(days=1))
    assert (round_due(cast.iris, SEPTEMBER), round_due(cast.petra, SEPTEMBER)) == (None, None)


def test_a_school_without_pupils_is_no_school_to_ask(cast: Cast, purpose: Purpose) -> None:
    mila = make_user("nieuw")
    make_role(mila, RoleKind.OFFICER, cast.other_board)
    ask(cast, SEPTEMBER)
    make_pupil(cast.school, "Nieuw", date(2020, 1, 1))
    assert round_due(mila, SEPTEMBER) is None
    assert round_due(cast.iris, SEPTEMBER) == RoundDue(0, 2, stop_first=False)


@pytest.mark.parametrize("who", ["iris", "petra"])
def test_more_pupils_and_rounds_cost_no_more_queries(
    cast: Cast, client_of: SignIn, in_september: None, who: str
) -> None:
    client, counts = client_of(getattr(cast, who)), []
    first_page(client)
    for number in (0, 5):
        fill(cast, SEPTEMBER, number)
        for ago in range(number):
            row = start(cast, SPRING - timedelta(days=ago))
            stop_round(row, by=cast.iris, today=SPRING)
        with CaptureQueriesContext(connection) as found:
            assert TITLE in first_page(client)
        counts.append(len(found))
    assert counts[0] == counts[1]
