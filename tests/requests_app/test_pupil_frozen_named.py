"""Verzet dat een verwerking noemt: a system outside the portal must be told to stop (AVG 18(1)(d)).

The restriction of the register stops what goes through the portal, and nothing else.
"""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.models import Processing, Restriction
from portal.roof.stopping import follow_decisions
from requests_app import actions
from requests_app.actions.cause import Ending, finish_task
from requests_app.actions.link import link_to_roster
from requests_app.letters import Draft
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind, Result
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import noon
from tests.requests_app.builders import NO, answer, target_of
from tests.requests_app.linking import found, noted_case
from tests.requests_app.test_own_data_partly import keys, no_to_all, partly, two_entries

SignIn = Callable[[User], Client]
ALL = {"administratie", "alfa", "beta", "samen"}


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def named(cast: Cast, now: date) -> list[Processing]:
    return two_entries(cast, now)


@pytest.fixture
def weighed(cast: Cast, now: date, named: list[Processing]) -> DataRequest:
    ask = Ask(Kind.OBJECTION, "Liever niet.", parts=tuple(named))
    target = target_of(cast.fatima, today=now)
    return actions.file_request(target, ask, by=cast.fatima, today=now)


def stop(cast: Cast, request: DataRequest, now: date) -> None:
    for task in request.tasks.filter(purpose="freeze"):
        finish_task(task, Ending(Result.DONE, now), by=cast.iris, today=now)


def test_each_system_must_stop_on_the_day_itself(now: date, weighed: DataRequest) -> None:
    assert keys(weighed, "freeze") == ALL
    assert {one.due_on for one in weighed.tasks.all()} == {now}


def test_the_sweep_adds_the_restriction_and_no_task(now: date, weighed: DataRequest) -> None:
    for _turn in range(2):
        follow_decisions(noon(now))
    assert Restriction.objects.of_request(weighed.pk).count() == 2
    assert weighed.tasks.count() == len(ALL)


def test_one_tap_on_one_entry_too(cast: Cast, now: date, named: list[Processing]) -> None:
    ask = Ask(Kind.OBJECTION, "Liever niet.", processing=named[0])
    target = target_of(cast.fatima, today=now)
    request = actions.file_request(target, ask, by=cast.fatima, today=now)
    assert keys(request, "freeze") == {"administratie", "alfa", "samen"}


def test_where_the_law_knows_no_verzet_nothing_stops(cast: Cast, now: date) -> None:
    adopt(cast, now)
    duty = Processing.objects.filter(board=cast.board, basis="c")[0]
    ask = Ask(Kind.OBJECTION, "Liever niet.", parts=(duty,))
    request = actions.file_request(
        target_of(cast.fatima, today=now), ask, by=cast.fatima, today=now
    )
    assert not request.tasks.exists()


def test_a_pupil_that_is_found_later_gives_no_task_twice(
    cast: Cast, now: date, named: list[Processing]
) -> None:
    request = noted_case(cast, Kind.OBJECTION, parts=tuple(named), today=now)
    before = request.tasks.count()
    link_to_roster(request, found(cast), by=cast.iris, today=now)
    assert (before, request.tasks.count()) == (len(ALL), len(ALL))


@pytest.mark.parametrize("draft", [NO, None], ids=["no", "no, per part"])
def test_after_a_no_all_of_them_may_go_on(
    cast: Cast, now: date, named: list[Processing], weighed: DataRequest, draft: Draft | None
) -> None:
    stop(cast, weighed, now)
    answer(weighed, cast.iris, draft or no_to_all(*named), today=now)
    follow_decisions(noon(now))
    assert keys(weighed, "resume") == ALL
    assert not Restriction.objects.of_request(weighed.pk).filter(ending=None).exists()


def test_after_a_yes_in_part_only_who_holds_the_rest(
    cast: Cast, now: date, named: list[Processing], weighed: DataRequest
) -> None:
    stop(cast, weighed, now)
    answer(weighed, cast.iris, partly(named[0], named[1]), today=now)
    assert keys(weighed, "resume") == {"administratie", "beta", "samen"}


def test_who_withdraws_lets_them_go_on(cast: Cast, now: date, weighed: DataRequest) -> None:
    stop(cast, weighed, now)
    actions.withdraw(weighed, by=cast.fatima, today=now)
    assert keys(weighed, "resume") == ALL


def test_each_task_names_what_it_is_about(
    cast: Cast, now: date, client_of: SignIn, named: list[Processing], weighed: DataRequest
) -> None:
    place, browser = reverse("requests:tasks", args=[weighed.pk]), client_of(cast.iris)
    assert browser.get(place).text.count(f"Voor: {named[1].name}.") == 1
    stop(cast, weighed, now)
    actions.withdraw(weighed, by=cast.fatima, today=now)
    assert browser.get(place).text.count(f"Voor: {named[1].name}.") == 2


def test_family_and_staff_read_that_it_stands_still(
    cast: Cast, now: date, client_of: SignIn, weighed: DataRequest
) -> None:
    own = reverse("requests:detail", args=[weighed.pk])
    case, browser = reverse("requests:case", args=[weighed.pk]), client_of(cast.iris)
    family = client_of(cast.fatima)
    assert "de opdracht om daarmee te stoppen" in family.get(own).text
    page = browser.get(case).text
    assert "Leg het gebruik stil" in page
    assert "Zoek uit" not in page
    stop(cast, weighed, now)
    assert "Het gebruik staat stil" in family.get(own).text
    assert "Het gebruik staat stil" in browser.get(case).text
