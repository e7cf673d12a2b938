"""Stilleggen: verzet stops what it names while it is weighed; beperking once it is granted."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.actions import lift_restriction
from portal.register.models import Processing, Restriction
from portal.register.rules.restrictions import StopEnd
from portal.roof.stopping import follow_decisions, stop_named
from requests_app import access, actions
from requests_app.letters import Draft
from requests_app.models import Ask, DataRequest, DecisionPart
from requests_app.rules import Kind, PartOutcome
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt
from tests.requests_app.answers import closed
from tests.requests_app.builders import NO, YES, answer

SignIn = Callable[[User], Client]


@pytest.fixture
def named(cast: Cast, today: date) -> Processing:
    adopt(cast, today)
    return objectionable(cast)


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def ask(cast: Cast, today: date, kind: Kind, named: Processing | None) -> DataRequest:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    asked = Ask(kind, "Liever niet.", processing=named)
    return actions.file_request(target, asked, by=cast.fatima, today=today)


def whys() -> list[str]:
    return [row.why for row in Restriction.objects.order_by("at") if not hasattr(row, "ending")]


def test_an_open_objection_stops_what_it_names_once(
    cast: Cast, today: date, named: Processing
) -> None:
    request = ask(cast, today, Kind.OBJECTION, named)
    assert [stop_named(noon(today)), stop_named(noon(today))] == [1, 0]
    row = Restriction.objects.get()
    assert (row.why, row.processing, row.pupil) == ("weighed", named, cast.noor)
    assert (row.request_id, row.by_id, row.since) == (request.pk, None, today)


def test_what_was_lifted_is_not_stopped_again(cast: Cast, today: date, named: Processing) -> None:
    ask(cast, today, Kind.OBJECTION, named)
    stop_named(noon(today))
    row = Restriction.objects.get()
    lift_restriction(row, because=StopEnd.BY_STAFF, on=today, by=cast.petra)
    assert stop_named(noon(today + timedelta(days=1))) == 0


def test_nothing_stops_without_a_name_or_against_the_law(
    cast: Cast, today: date, named: Processing
) -> None:
    duty = Processing.objects.filter(board=cast.board, basis="c")[0]
    for one in (None, duty):
        ask(cast, today, Kind.OBJECTION, one)
    ask(cast, today, Kind.ACCESS, named)
    ask(cast, today, Kind.LIMITATION, named)
    assert stop_named(noon(today)) == 0


def test_an_objection_that_was_answered_or_withdrawn_stops_nothing(
    cast: Cast, today: date, named: Processing
) -> None:
    answer(ask(cast, today, Kind.OBJECTION, named), cast.iris, NO)
    again = ask(cast, today, Kind.OBJECTION, named)
    actions.withdraw(again, by=cast.fatima, today=today)
    assert stop_named(noon(today)) == 0


def test_a_granted_limitation_stops_what_it_names_and_stays(
    cast: Cast, today: date, named: Processing
) -> None:
    answer(ask(cast, today, Kind.LIMITATION, named), cast.iris, YES)
    assert [follow_decisions(noon(today)), follow_decisions(noon(today))] == [1, 0]
    assert whys() == ["limited"]


def test_a_refused_limitation_stops_nothing(cast: Cast, today: date, named: Processing) -> None:
    answer(ask(cast, today, Kind.LIMITATION, named), cast.iris, NO)
    assert follow_decisions(noon(today)) == 0


def test_the_parts_of_a_decision_say_what_is_limited(
    cast: Cast, today: date, named: Processing
) -> None:
    decision = answer(ask(cast, today, Kind.LIMITATION, None), cast.iris, YES)
    other = Processing.objects.filter(board=cast.board, basis="c")[0]
    for one, outcome in ((named, PartOutcome.REFUSED), (other, PartOutcome.GRANTED)):
        DecisionPart.objects.create(
            decision=decision, processing=one, outcome=outcome, ground="other"
        )
    assert stop_named(noon(today)) == 1
    assert Restriction.objects.get().processing == other


def test_staff_name_what_a_granted_limitation_means(
    cast: Cast, today: date, named: Processing, client_of: SignIn
) -> None:
    request, browser = ask(cast, today, Kind.LIMITATION, None), client_of(cast.iris)
    place = reverse("roof:stop", args=[request.pk])
    assert browser.get(place).status_code == 404
    answer(request, cast.iris, YES)
    assert place in browser.get(reverse("requests:case", args=[request.pk])).text
    browser.post(place, {"processings": [str(named.pk)]})
    assert whys() == ["limited"]


@pytest.mark.parametrize("draft, stays", [(YES, True), (NO, False)])
def test_a_case_that_was_closed_is_followed_all_the_same(
    cast: Cast, today: date, named: Processing, draft: Draft, stays: bool
) -> None:
    request = ask(cast, today, Kind.OBJECTION, named)
    stop_named(noon(today))
    answer(request, cast.iris, draft, today=today)
    closed(request, cast.iris, today)
    follow_decisions(noon(today))
    assert whys() == (["upheld"] if stays else [])


def test_a_granted_objection_stops_what_its_parts_grant(
    cast: Cast, today: date, named: Processing
) -> None:
    decision = answer(ask(cast, today, Kind.OBJECTION, None), cast.iris, YES)
    DecisionPart.objects.create(
        decision=decision, processing=named, outcome="granted", ground="as_asked"
    )
    follow_decisions(noon(today))
    assert (whys(), Restriction.objects.get().processing) == (["upheld"], named)


def test_what_a_decision_refuses_runs_again_and_the_rest_stays_stopped(
    cast: Cast, today: date, named: Processing
) -> None:
    request = ask(cast, today, Kind.OBJECTION, named)
    stop_named(noon(today))
    decision = answer(request, cast.iris, YES)
    DecisionPart.objects.create(
        decision=decision, processing=named, outcome="refused", ground="compelling_grounds"
    )
    follow_decisions(noon(today))
    assert whys() == []


@pytest.mark.parametrize(
    "marketing, by_sweep, why", [(False, [1, 0], "weighed"), (True, [0, 0], "upheld")]
)
def test_entries_that_were_ticked_stop_too(
    cast: Cast, today: date, named: Processing, marketing: bool, by_sweep: list[int], why: str
) -> None:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    asked = Ask(Kind.OBJECTION, "Liever niet.", marketing, parts=(named,))
    actions.file_request(target, asked, by=cast.fatima, today=today)
    assert [stop_named(noon(today)), stop_named(noon(today))] == by_sweep
    assert whys() == [why]


@pytest.fixture
def duty(cast: Cast, named: Processing) -> Processing:
    """An entry that no verzet can stop, until the register says otherwise."""
    return Processing.objects.filter(board=cast.board, basis="c", direct_marketing=False)[0]


def granted(cast: Cast, today: date, *entries: Processing) -> DataRequest:
    """A verzet that was right, about these entries."""
    request = ask(cast, today, Kind.OBJECTION, None)
    decision = answer(request, cast.iris, YES)
    for one in entries:
        DecisionPart.objects.create(
            decision=decision, processing=one, outcome="granted", ground="as_asked"
        )
    return request


def queries(day: date) -> int:
    with CaptureQueriesContext(connection) as caught:
        assert stop_named(noon(day)) == 0
    return len(caught)


def test_cases_that_are_settled_cost_no_query(cast: Cast, today: date, duty: Processing) -> None:
    none = queries(today)
    for _case in range(3):
        granted(cast, today, duty)
        granted(cast, today)
        ask(cast, today, Kind.OBJECTION, duty)
    assert queries(today) == none


def test_an_entry_that_may_be_stopped_later_is_stopped_then(
    cast: Cast, today: date, duty: Processing
) -> None:
    granted(cast, today, duty)
    assert stop_named(noon(today)) == 0
    Processing.objects.filter(pk=duty.pk).update(basis="f")
    assert [stop_named(noon(today)), stop_named(noon(today))] == [1, 0]


def test_a_second_entry_of_a_case_is_stopped_when_its_turn_comes(
    cast: Cast, today: date, named: Processing, duty: Processing
) -> None:
    granted(cast, today, named, duty)
    assert stop_named(noon(today)) == 1
    Processing.objects.filter(pk=duty.pk).update(direct_marketing=True)
    assert [stop_named(noon(today)), stop_named(noon(today))] == [1, 0]
    assert {row.processing for row in Restriction.objects.all()} == {named, duty}


def test_what_a_decision_adds_stops_beside_what_it_refuses(
    cast: Cast, today: date, named: Processing, duty: Processing
) -> None:
    Processing.objects.filter(pk=duty.pk).update(basis="e")
    request = ask(cast, today, Kind.OBJECTION, named)
    stop_named(noon(today))
    decision = answer(request, cast.iris, YES)
    for one, outcome in ((named, "refused"), (duty, "granted")):
        DecisionPart.objects.create(
            decision=decision, processing=one, outcome=outcome, ground="other"
        )
    follow_decisions(noon(today))
    held = [row.processing for row in Restriction.objects.all() if not hasattr(row, "ending")]
    assert held == [duty]
