"""Verzet over eigen gegevens, deels gelijk: each task and page names for what the use goes on."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.files.actions import read
from portal.people.models import User
from portal.register.models import Processing
from portal.roof.art19 import follow
from requests_app import access, actions
from requests_app.actions.cause import Ending, finish_task
from requests_app.letters import Draft, PartDraft
from requests_app.models import Ask, DataRequest
from requests_app.rules import GroundCode, Kind, Outcome, PartOutcome, Result
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import noon
from tests.requests_app.builders import answer, make_request, target_of
from tests.requests_app.test_letters_for_all import text_of

SignIn = Callable[[User], Client]
GOES_ON = "Dit mag de school weer doen met deze gegevens:"


@pytest.fixture
def now() -> date:
    return timezone.localdate()


@pytest.fixture
def named(cast: Cast, now: date) -> list[Processing]:
    return two_entries(cast, now)


def two_entries(cast: Cast, now: date) -> list[Processing]:
    """Two entries of the register, one system in common and one of its own each."""
    adopt(cast, now)
    rows = list(Processing.objects.published().filter(board=cast.board, basis="e")[:2])
    for row, systems in zip(rows, ("Alfa, Samen", "Beta, Samen"), strict=True):
        Processing.objects.filter(pk=row.pk).update(systems=systems)
        row.refresh_from_db()
    return rows


@pytest.fixture
def weighed(cast: Cast, now: date, named: list[Processing]) -> DataRequest:
    """Fatima objects to both, and everybody stopped."""
    target = target_of(cast.fatima, own=True, today=now)
    ask = Ask(Kind.OBJECTION, "Liever niet.", parts=tuple(named))
    request = actions.file_request(target, ask, by=cast.fatima, today=now)
    for task in request.tasks.all():
        finish_task(task, Ending(Result.DONE, now), by=cast.iris, today=now)
    return request


def partly(stops: Processing, *goes_on: Processing) -> Draft:
    no = GroundCode.COMPELLING_GROUNDS
    parts = [PartDraft(one, PartOutcome.REFUSED, no, "Nodig voor de rekening.") for one in goes_on]
    yes = PartDraft(stops, PartOutcome.GRANTED, GroundCode.AS_ASKED)
    return Draft(Outcome.PARTLY, no, "", parts=(yes, *parts))


def no_to_all(*rows: Processing) -> Draft:
    no = GroundCode.COMPELLING_GROUNDS
    parts = tuple(PartDraft(one, PartOutcome.REFUSED, no) for one in rows)
    return Draft(Outcome.REFUSED, no, "Nodig voor de rekening.", parts=parts)


def keys(request: DataRequest, purpose: str) -> set[str]:
    found = request.tasks.filter(purpose=purpose).values_list("key", flat=True)
    return {one.split(":")[-1] for one in found}


def test_only_who_holds_what_goes_on_hears_it(
    cast: Cast, now: date, named: list[Processing], weighed: DataRequest
) -> None:
    answer(weighed, cast.iris, partly(named[0], named[1]), today=now)
    follow(noon(now))
    assert keys(weighed, "resume") == {"administratie", "beta", "samen"}
    assert keys(weighed, "stop") == {"alfa", "samen"}


def test_each_task_names_its_part(
    cast: Cast, now: date, client_of: SignIn, named: list[Processing], weighed: DataRequest
) -> None:
    answer(weighed, cast.iris, partly(named[0], named[1]), today=now)
    follow(noon(now))
    place, browser = reverse("requests:tasks", args=[weighed.pk]), client_of(cast.iris)
    page = browser.get(place).text
    assert page.count(f"Alleen voor: {named[1].name}. De rest blijft stil.") == 3
    assert page.count(f"Voor: {named[0].name}.") == 3  # who stopped it for now, and who for good
    task = weighed.tasks.get(purpose="resume", key="administratie")
    form = browser.get(reverse("requests:finish_task", args=[weighed.pk, task.pk])).text
    assert f"Alleen voor: {named[1].name}. De rest blijft stil." in form


def test_letter_and_page_agree_with_the_tasks(
    cast: Cast, now: date, client_of: SignIn, named: list[Processing], weighed: DataRequest
) -> None:
    answer(weighed, cast.iris, partly(named[0], named[1]), today=now)
    follow(noon(now))
    weighed.refresh_from_db()
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[weighed.pk])).text
    for text in (page, text_of(read(weighed.decision.letter))):
        assert named[1].name in text.split(GOES_ON)[1].split("Per onderdeel")[0]


def test_the_page_never_lists_who_goes_on_as_who_stops(
    cast: Cast, now: date, named: list[Processing], weighed: DataRequest
) -> None:
    answer(weighed, cast.iris, partly(named[0], named[1]), today=now)
    follow(noon(now))
    found = access.follows_decision(access.get_request(cast.fatima, weighed.pk, now))
    assert found is not None
    assert [one.holder for one in found.acts] == ["Alfa", "Samen"]


def test_after_a_no_all_of_it_goes_on_and_nothing_is_said_to_stop(
    cast: Cast, now: date, client_of: SignIn, named: list[Processing], weighed: DataRequest
) -> None:
    answer(weighed, cast.iris, no_to_all(*named), today=now)
    page = client_of(cast.fatima).get(reverse("requests:detail", args=[weighed.pk])).text
    assert "Dat gebeurt hier" not in page
    told = page.split(GOES_ON)[1]
    assert all(one.name in told for one in named)
    page = client_of(cast.iris).get(reverse("requests:tasks", args=[weighed.pk])).text
    assert "Alleen voor" not in page


def test_without_parts_the_task_points_to_the_letter(
    cast: Cast, now: date, client_of: SignIn
) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, own=True, today=now)
    finish_task(request.tasks.get(), Ending(Result.DONE, now), by=cast.iris, today=now)
    some = Draft(Outcome.PARTLY, GroundCode.COMPELLING_GROUNDS, "De rekening blijft nodig.")
    answer(request, cast.iris, some, today=now)
    page = client_of(cast.iris).get(reverse("requests:tasks", args=[request.pk])).text
    assert "Alleen voor een deel. In het besluit staat welk deel." in page


def test_when_all_stops_nobody_hears_it_may_go_on(
    cast: Cast, now: date, named: list[Processing], weighed: DataRequest
) -> None:
    no = GroundCode.COMPELLING_GROUNDS
    half = PartDraft(named[0], PartOutcome.PARTLY, no, "Een deel blijft.")
    yes = PartDraft(named[1], PartOutcome.GRANTED, GroundCode.AS_ASKED)
    answer(weighed, cast.iris, Draft(Outcome.PARTLY, no, "", parts=(half, yes)), today=now)
    assert keys(weighed, "resume") == set()
