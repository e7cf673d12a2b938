"""Verzet tegen reclame, en verzet over eigen gegevens: never silently nothing (AVG 21)."""

from datetime import date

import pytest

from portal.audit.models import Event
from portal.roof.art19 import follow
from requests_app import actions
from requests_app.access import details_of
from requests_app.actions.register_at_desk import Arrival, register_at_desk
from requests_app.models import Ask, CaseTask, DataRequest
from requests_app.rules import Kind, ReceivedVia, TaskPurpose
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import answered, noon
from tests.requests_app.builders import NO, answer, make_request, target_of


def keys(request: DataRequest) -> set[str]:
    return set(CaseTask.objects.filter(request=request).values_list("key", flat=True))


@pytest.mark.parametrize("own", [False, True])
def test_the_office_is_told_on_the_day_of_receipt(cast: Cast, own: bool) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True, own=own)
    task = CaseTask.objects.get()
    assert (task.request, task.key, task.purpose) == (request, "administratie", "stop")
    assert task.due_on == request.received_on


def test_what_is_named_gets_a_task_for_each_system(cast: Cast, today: date) -> None:
    adopt(cast, today)
    target = target_of(cast.fatima)
    named = [one for one in details_of(cast.fatima, target, today).entries if one.systems]
    ask = Ask(Kind.OBJECTION, direct_marketing=True, parts=tuple(named[:1]))
    request = actions.file_request(target, ask, by=cast.fatima, today=today)
    assert len(keys(request)) > 1
    assert "administratie" in keys(request)


def test_another_objection_waits_for_its_decision(cast: Cast) -> None:
    """What it is about stands still meanwhile, and that is all (AVG 18(1)(d))."""
    make_request(cast.fatima, Kind.OBJECTION)
    assert {one.purpose for one in CaseTask.objects.all()} == {TaskPurpose.FREEZE}


def test_a_yes_about_own_data_is_a_task_of_the_office(cast: Cast) -> None:
    request = answered(cast, kind=Kind.OBJECTION, own=True)
    follow(noon(TODAY))
    assert keys(request) == {"administratie"}


def test_a_no_leaves_nothing_to_do(cast: Cast) -> None:
    answer(make_request(cast.fatima, Kind.OBJECTION, own=True), cast.iris, NO)
    follow(noon(TODAY))
    assert not CaseTask.objects.filter(done_on=None).exists()
    assert not CaseTask.objects.exclude(purpose="freeze").exists()


def test_after_the_answer_nothing_is_made_twice(cast: Cast) -> None:
    request = answered(cast, kind=Kind.OBJECTION, direct_marketing=True)
    follow(noon(TODAY))
    assert keys(request) == {"administratie"}


def test_a_letter_at_the_desk_is_a_task_at_once_too(cast: Cast) -> None:
    arrival = Arrival(
        pupil=cast.noor,
        school=cast.school,
        requester=cast.guardians["fatima"],
        received_on=TODAY,
        via=ReceivedVia.TALK,
    )
    ask = Ask(Kind.OBJECTION, direct_marketing=True)
    request = register_at_desk(arrival, ask, by=cast.iris, today=TODAY)
    assert keys(request) == {"administratie"}
    rows = Event.objects.filter(subject_id=str(request.pk)).order_by("pk")
    verbs = list(rows.values_list("verb", flat=True))
    assert verbs == ["requests.register", "requests.stop_advertising"]


def test_who_withdraws_leaves_no_task(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    actions.withdraw(request, by=cast.fatima, today=TODAY)
    assert CaseTask.objects.get().result == "case_withdrawn"
