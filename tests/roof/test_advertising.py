"""Verzet tegen reclame stops what the register marks as advertising, at once (AVG 21(2)-(3))."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.access import restricted_pupils
from portal.register.actions import DisclosureRefusedError, lift_restriction
from portal.register.models import Processing, Restriction
from portal.register.rules import ExclusionCode
from portal.register.rules.restrictions import StopEnd
from portal.roof.stopping import follow_decisions
from requests_app import access, actions
from requests_app.actions.register_at_desk import Arrival, register_at_desk
from requests_app.letters import Caused
from requests_app.letters.follows import standing_still
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import Kind, ReceivedVia
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt, processing, share
from tests.requests_app.builders import YES, answer

SignIn = Callable[[User], Client]
ADVERTISING = Ask(Kind.OBJECTION, direct_marketing=True)


@pytest.fixture
def marked(cast: Cast, today: date) -> Processing:
    """The one that the starter register marks, published, on a basis that knows no weighing."""
    adopt(cast, today)
    Processing.objects.filter(code="oud-leerlingen").update(basis="a", published_on=today)
    return processing(cast, "oud-leerlingen")


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def refuse_advertising(cast: Cast, today: date, ask: Ask = ADVERTISING) -> DataRequest:
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    return actions.file_request(target, ask, by=cast.fatima, today=today)


def test_all_that_is_marked_stops_with_the_filing(
    cast: Cast, today: date, marked: Processing
) -> None:
    request = refuse_advertising(cast, today)
    row = Restriction.objects.get()
    assert (row.processing, row.pupil, row.why) == (marked, cast.noor, "upheld")
    assert (row.request_id, row.since, row.by_id) == (request.pk, today, None)
    assert restricted_pupils(marked, today) == {cast.noor.pk}


def test_a_disclosure_of_it_is_refused(cast: Cast, today: date, marked: Processing) -> None:
    Processing.objects.filter(code="jgz").update(direct_marketing=True)
    request, jgz = refuse_advertising(cast, today), processing(cast, "jgz")
    stopped = dict.fromkeys(restricted_pupils(jgz, today), ExclusionCode.RESTRICTED)
    with pytest.raises(DisclosureRefusedError):
        share(cast, cast.noor, today, stopped=stopped)
    actions.withdraw(request, by=cast.fatima, today=today)
    stopped = dict.fromkeys(restricted_pupils(jgz, today), ExclusionCode.RESTRICTED)
    assert share(cast, cast.noor, today, stopped=stopped).pk


def test_what_is_named_stops_with_it_and_each_once(
    cast: Cast, today: date, marked: Processing
) -> None:
    named = objectionable(cast)
    ask = Ask(Kind.OBJECTION, "Stop.", True, processing=marked, parts=(named, marked))
    refuse_advertising(cast, today, ask)
    rows = Restriction.objects.values_list("processing", flat=True)
    assert sorted(rows) == sorted([named.pk, marked.pk])
    assert follow_decisions(noon(today)) == 0


def test_an_unmarked_entry_or_another_kind_stops_nothing(
    cast: Cast, today: date, marked: Processing
) -> None:
    refuse_advertising(cast, today, Ask(Kind.OBJECTION, "Liever niet."))
    refuse_advertising(cast, today, Ask(Kind.ACCESS))
    Processing.objects.update(direct_marketing=False)
    refuse_advertising(cast, today)
    assert not Restriction.objects.exists()


def test_the_systems_of_what_is_marked_get_a_task(
    cast: Cast, today: date, marked: Processing
) -> None:
    request = refuse_advertising(cast, today)
    holders = CaseTask.objects.filter(request=request).values_list("holder", flat=True)
    assert set(holders) == {"Administratie van de school", marked.systems}


def test_a_withdrawal_restores_exactly(cast: Cast, today: date, marked: Processing) -> None:
    other, request = refuse_advertising(cast, today), refuse_advertising(cast, today)
    actions.withdraw(request, by=cast.fatima, today=today)
    assert restricted_pupils(marked, today) == {cast.noor.pk}
    actions.withdraw(other, by=cast.fatima, today=today)
    assert restricted_pupils(marked, today) == set()
    ends = set(Restriction.objects.values_list("ending__because", "ending__on"))
    assert ends == {("withdrawn", today)}
    assert follow_decisions(noon(today)) == 0


def test_the_answer_changes_nothing(cast: Cast, today: date, marked: Processing) -> None:
    answer(refuse_advertising(cast, today), cast.iris, YES, today=today)
    assert follow_decisions(noon(today)) == 0
    assert restricted_pupils(marked, today + timedelta(days=400)) == {cast.noor.pk}


def test_what_is_marked_later_stops_too_and_once(
    cast: Cast, today: date, marked: Processing
) -> None:
    refuse_advertising(cast, today)
    actions.withdraw(refuse_advertising(cast, today), by=cast.fatima, today=today)
    later = Processing.objects.filter(pk=objectionable(cast).pk)
    later.update(direct_marketing=True)
    day = today + timedelta(days=9)
    assert [follow_decisions(noon(day)), follow_decisions(noon(day))] == [1, 0]
    assert restricted_pupils(later.get(), day) == {cast.noor.pk}


def test_what_was_lifted_is_not_stopped_again(cast: Cast, today: date, marked: Processing) -> None:
    refuse_advertising(cast, today)
    row = Restriction.objects.get()
    lift_restriction(row, because=StopEnd.BY_STAFF, on=today, by=cast.petra)
    assert follow_decisions(noon(today)) == 0


def test_an_entry_of_another_school_or_board_is_left_alone(
    cast: Cast, today: date, marked: Processing
) -> None:
    Processing.objects.filter(pk=marked.pk).update(school=cast.so)
    refuse_advertising(cast, today)
    assert follow_decisions(noon(today)) == 0
    assert not Restriction.objects.exists()


def test_a_letter_at_the_desk_stops_it_from_today(
    cast: Cast, today: date, marked: Processing
) -> None:
    since = today - timedelta(days=5)
    who = {"pupil": cast.noor, "school": cast.school, "requester": cast.guardians["fatima"]}
    arrival = Arrival(received_on=since, via=ReceivedVia.TALK, **who)  # type: ignore[arg-type]
    register_at_desk(arrival, ADVERTISING, by=cast.iris, today=today)
    assert restricted_pupils(marked, today) == {cast.noor.pk}
    assert restricted_pupils(marked, today - timedelta(days=1)) == set()


def test_own_data_are_no_data_of_the_child(cast: Cast, today: date, marked: Processing) -> None:
    target = access.get_target(cast.fatima, f"zelf-{cast.guardians['fatima'].pk}", today)
    actions.file_request(target, ADVERTISING, by=cast.fatima, today=today)
    assert not Restriction.objects.exists()


def test_one_tap_on_the_card_is_a_verzet_against_advertising(
    cast: Cast, marked: Processing, client_of: SignIn
) -> None:
    place = reverse("roof:ask", args=[cast.noor.pk, "verzet", marked.pk])
    page = client_of(cast.fatima).get(place, follow=True)
    assert page.context["form"]["kind"].value() == "reclame"
    assert marked.name in page.text


def test_the_letter_names_what_stands_still_on_any_basis(
    cast: Cast, today: date, marked: Processing
) -> None:
    request = refuse_advertising(cast, today)
    assert standing_still(request, Caused((marked,), ())) == [marked]
    Processing.objects.filter(pk=marked.pk).update(direct_marketing=False)
    assert standing_still(request, Caused((processing(cast, "oud-leerlingen"),), ())) == []
