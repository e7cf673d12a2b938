"""Koppelen aan leerling: found later, the case is as if it had been entered so (law.md §3)."""

from dataclasses import replace
from datetime import timedelta

import pytest

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Pupil
from portal.register.models import Processing, Restriction
from requests_app import access, actions
from requests_app.actions.link import Found, link_to_roster
from requests_app.models import DataRequest, NotedPerson, with_dates
from requests_app.rules import Kind, State
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import fresh
from tests.requests_app.builders import make_request
from tests.requests_app.linking import found, noted_case
from tests.requests_app.test_clock import refused

LATER = TODAY + timedelta(days=6)


def linked(cast: Cast, request: DataRequest, what: Found) -> DataRequest:
    return link_to_roster(request, what, by=cast.iris, today=LATER)


def test_who_asked_sees_the_case_from_now_on_with_the_same_dates(cast: Cast) -> None:
    request = noted_case(cast)
    before = with_dates([fresh(request)], LATER)[0]
    linked(cast, request, found(cast, "fatima"))
    case = access.get_request(cast.fatima, request.pk, LATER)
    assert (case.request.subject_pupil, case.request.unfound) == (cast.noor, "")
    assert case.limits == before.limits
    assert access.requester_has_right(case.request, LATER)
    sent = Message.objects.filter(kind="requests.request_received").values_list("to", flat=True)
    assert list(sent) == ["fatima@example.org"]
    assert not NotedPerson.objects.exists()


def test_who_is_not_of_the_roster_stays_noted_and_nobody_else_sees_it(cast: Cast) -> None:
    request = noted_case(cast)
    linked(cast, request, found(cast))
    row = fresh(request)
    assert (row.subject_pupil, str(row.requester), row.requester_noted) == (
        cast.noor,
        "A. Eerder",
        True,
    )
    assert not row.is_own_data
    assert not access.requester_has_right(row, LATER)
    for user in (cast.fatima, cast.daan):
        assert request.pk not in {row.pk for row in access.own_requests(user, LATER)}
    assert not Message.objects.exists()


def test_one_row_in_the_log_and_a_line_for_the_family_without_a_name(cast: Cast) -> None:
    request = noted_case(cast)
    linked(cast, request, found(cast, "fatima"))
    event = Event.objects.get(verb="requests.link")
    assert (event.facts, event.actor_id) == ({"finds_asker": True}, cast.iris.pk)
    case = with_dates([fresh(request)], LATER)[0]
    told = [str(words) for _on, words, _by in access.timeline(case, with_names=False)]
    assert told[0] == "Gekoppeld aan de leerlingadministratie"


def test_who_asks_about_a_known_pupil_is_found_later(cast: Cast) -> None:
    request = noted_case(cast, pupil=cast.noor)
    refused("nothing", linked, cast, request, found(cast))
    other = Found(pupil=cast.sam_pupil, school=cast.school, asker=cast.guardians["els"])
    refused("other_pupil", linked, cast, request, other)
    linked(cast, request, found(cast, "daan"))
    assert fresh(request).requester == cast.guardians["daan"]


def test_what_the_rules_refuse_is_not_written(cast: Cast) -> None:
    request, what = noted_case(cast), found(cast)
    refused("known", linked, cast, make_request(cast.fatima), what)
    refused("own_data", linked, cast, noted_case(cast, about=""), what)
    refused("not_tied", linked, cast, request, found(cast, "olga"))
    refused("young", linked, cast, request, replace(what, asker=cast.noor))
    strange = Found(pupil=cast.strange_pupil, school=cast.elsewhere)
    refused("board", linked, cast, request, strange)
    assert not Event.objects.filter(verb="requests.link").exists()
    assert fresh(request).unfound == "Nora de Wit"


@pytest.mark.parametrize("state", [State.ANSWERED, State.WITHDRAWN, State.CLOSED])
def test_a_case_that_is_done_stays_as_it_is(cast: Cast, state: State) -> None:
    request = noted_case(cast)
    DataRequest.objects.filter(pk=request.pk).update(state=state.value)
    refused("state", linked, cast, request, found(cast, "fatima"))


def test_a_verzet_against_advertising_stops_it_from_today(cast: Cast) -> None:
    adopt(cast, TODAY)
    marked = Processing.objects.published().at(cast.board.pk, {cast.school.pk})[0]
    Processing.objects.filter(pk=marked.pk).update(direct_marketing=True)
    request = noted_case(cast, Kind.OBJECTION, direct_marketing=True)
    assert not Restriction.objects.exists()
    linked(cast, request, found(cast))
    row = Restriction.objects.get(processing=marked)
    assert (row.pupil, row.since, row.request_id) == (cast.noor, LATER, request.pk)
    keys = list(fresh(request).tasks.values_list("key", flat=True))
    assert len(keys) == len(set(keys))
    assert {one.due_on for one in fresh(request).tasks.all()} == {TODAY}


def test_another_case_alike_is_seen_after_it(cast: Cast) -> None:
    request, other = noted_case(cast), make_request(cast.fatima)
    case = access.get_case(cast.iris, request.pk, TODAY)
    assert access.linked_to(cast.iris, case, TODAY).alike == ()
    linked(cast, request, found(cast, "fatima"))
    case = access.get_case(cast.iris, request.pk, LATER)
    assert access.linked_to(cast.iris, case, LATER).alike == (other,)


def test_a_pupil_of_sixteen_asked_for_the_own_data(cast: Cast) -> None:
    request = noted_case(cast, about="Sam")
    assert cast.sam_pupil.board_id == request.board_id
    school = cast.sam_pupil.enrolments.get().school
    linked(cast, request, Found(pupil=cast.sam_pupil, school=school, asker=cast.sam_pupil))
    row = fresh(request)
    assert (row.requester_pupil, row.is_own_data, row.school) == (cast.sam_pupil, True, school)
    assert access.get_request(cast.sam, request.pk, LATER).request == row


def test_of_a_case_that_is_linked_nothing_is_left_after_the_retention(cast: Cast) -> None:
    request = noted_case(cast)
    linked(cast, request, found(cast))
    actions.anonymise(request, today=LATER)
    assert (fresh(request).subject_pupil, NotedPerson.objects.count()) == (None, 0)
    assert Pupil.objects.filter(pk=cast.noor.pk).exists()
