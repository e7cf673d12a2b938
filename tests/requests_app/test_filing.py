"""Indienen en intrekken: the rows, the log and the mail of each verb."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import Reglement
from requests_app import actions
from requests_app.models import DataRequest, RequestText, with_dates
from requests_app.rules import Kind, State
from tests.builders import TODAY
from tests.cast import Cast
from tests.days import day
from tests.requests_app.builders import YES, answer, make_request, target_of


def test_a_filed_request_holds_who_asks_about_whom(cast: Cast) -> None:
    request = make_request(cast.fatima)
    assert request.subject_pupil == cast.noor
    assert request.requester_guardian == cast.guardians["fatima"]
    assert (request.board, request.school) == (cast.board, cast.school)
    assert (request.state, request.received_on) == (State.RECEIVED, TODAY)
    assert request.filed_by == cast.fatima.pk


def test_the_words_lie_in_a_row_of_their_own(cast: Cast) -> None:
    request = make_request(cast.fatima, scope="Alleen de toetsen.")
    assert RequestText.objects.get(request=request).scope == "Alleen de toetsen."


def test_the_log_keeps_codes_and_no_words(cast: Cast) -> None:
    request = make_request(cast.fatima, scope="Geheim verhaal")
    event = Event.objects.get(verb="requests.file")
    assert (event.actor_id, event.subject_id) == (cast.fatima.pk, str(request.pk))
    assert event.facts == {"kind": "inzage", "number_confirmed": False}


def test_the_log_begins_with_the_receipt(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    rows = Event.objects.filter(subject_id=str(request.pk)).order_by("pk")
    verbs = list(rows.values_list("verb", flat=True))
    assert verbs == ["requests.file", "requests.stop_advertising"]


def test_the_mail_says_only_that_something_is_ready(cast: Cast) -> None:
    make_request(cast.fatima)
    message = Message.objects.get()
    assert message.to == cast.fatima.email
    text = message.subject + message.body
    assert "Er staat een bericht voor u klaar" in text
    assert not [word for word in ("Noor", "inzage", "inzien", "2026", "Regenboog") if word in text]


def test_numbers_run_without_gap_for_each_board_and_year(cast: Cast) -> None:
    filed = [make_request(cast.fatima), make_request(cast.daan), make_request(cast.olga)]
    elsewhere = make_request(cast.mila)
    next_year = make_request(cast.fatima, today=day("mon 2027-01-04"))
    assert [one.reference for one in filed] == ["2026-0001", "2026-0002", "2026-0003"]
    assert (elsewhere.reference, next_year.reference) == ("2026-0001", "2027-0001")


def test_a_number_given_out_in_a_failed_transaction_comes_back(cast: Cast) -> None:
    with transaction.atomic():
        make_request(cast.fatima)
        transaction.set_rollback(True)
    assert make_request(cast.fatima).number == 1


def test_the_dates_come_from_the_reglement_in_force_on_receipt(cast: Cast) -> None:
    request = make_request(cast.fatima)
    Reglement.objects.create(board=cast.board, version=2, in_force_on=TODAY, promise_weeks=2)
    later = make_request(cast.fatima, today=TODAY + timedelta(days=1))
    first, second = with_dates([request, later], TODAY)
    assert first.promise_by == day("wed 2026-12-23")
    assert second.promise_by == day("thu 2026-12-10")


def test_own_data_needs_no_authority(cast: Cast) -> None:
    request = make_request(cast.ruud, own=True)
    assert request.subject_guardian == request.requester_guardian == cast.guardians["ruud"]
    assert request.school == cast.school


def test_a_kind_that_is_not_offered_is_refused(cast: Cast) -> None:
    with pytest.raises(ValueError, match="not offered"):
        make_request(cast.ruud, Kind.ACCESS)
    assert not DataRequest.objects.exists()


@pytest.mark.parametrize(
    "change",
    [
        {"subject_pupil": None},
        {"requester_guardian": None},
        {"direct_marketing": True},
        {"promise_from": TODAY},
        {"kind": "iets anders"},
        {"state": "weg"},
    ],
)
def test_the_database_refuses_facts_that_cannot_be(cast: Cast, change: dict[str, object]) -> None:
    request = make_request(cast.fatima)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(**change)


def test_nobody_asks_about_another_guardian(cast: Cast) -> None:
    request = make_request(cast.fatima, own=True)
    with pytest.raises(IntegrityError), transaction.atomic():
        DataRequest.objects.filter(pk=request.pk).update(subject_guardian=cast.guardians["daan"])


def test_withdrawing_ends_the_case_and_is_logged(cast: Cast) -> None:
    request = actions.withdraw(make_request(cast.fatima), by=cast.fatima, today=TODAY)
    assert (request.state, request.version) == (State.WITHDRAWN, 2)
    assert Event.objects.filter(verb="requests.withdraw", actor_id=cast.fatima.pk).count() == 1
    assert Message.objects.filter(kind="requests.request_withdrawn").count() == 1


def test_an_answered_request_cannot_be_withdrawn(cast: Cast) -> None:
    request = make_request(cast.fatima)
    answer(request, cast.iris, YES)
    with pytest.raises(actions.Refused):
        actions.withdraw(request, by=cast.fatima, today=TODAY)


def test_a_case_is_taken_up_once(cast: Cast) -> None:
    request = make_request(cast.fatima)
    assert actions.take_up(request, by=cast.iris).assignee == cast.iris
    with pytest.raises(actions.Refused):
        actions.take_up(request, by=cast.petra)
    assert Event.objects.filter(verb="requests.take_up").count() == 1


def test_direct_marketing_is_due_on_the_day_itself(cast: Cast) -> None:
    request = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    case = with_dates([request], TODAY)[0]
    assert (case.due_by, case.days_left) == (TODAY, 0)
    assert target_of(cast.fatima).kinds.count(Kind.OBJECTION) == 1
