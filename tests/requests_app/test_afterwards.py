"""Na afloop: rating, closing, and what goes after the period of the board (law.md §7)."""

from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from portal.audit.models import Erasure, Event
from portal.files.actions import FileGone, read
from requests_app import access, actions
from requests_app.actions.anonymise import anonymise_due
from requests_app.actions.close import close_finished
from requests_app.models import (
    CaseMessage,
    CaseNote,
    CaseTask,
    DataRequest,
    DecisionText,
    Rating,
    RequestText,
)
from requests_app.rules import State
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import NO, answer, make_request


def noon(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time(12)))


def answered(cast: Cast, draft: Any = NO) -> DataRequest:
    request = make_request(cast.fatima, scope="Over de toets van Noor.")
    answer(request, cast.iris, draft)
    return DataRequest.objects.with_facts().get(pk=request.pk)


def test_a_rating_is_a_count_that_names_nobody(cast: Cast) -> None:
    request = answered(cast)
    actions.rate(request, score=3, today=TODAY)
    kept = Rating.objects.get()
    assert (kept.school, kept.month, kept.score, kept.count) == (
        cast.school, TODAY.replace(day=1), 3, 1
    )  # fmt: skip
    assert not Event.objects.filter(verb__contains="rate").exists()
    assert {field.name for field in Rating._meta.fields} & {"request", "user", "at"} == set()


def test_a_request_is_rated_once_and_only_after_its_answer(cast: Cast) -> None:
    with pytest.raises(actions.Refused, match="state"):
        actions.rate(make_request(cast.fatima), score=3, today=TODAY)
    request = answered(cast)
    actions.rate(request, score=1, today=TODAY)
    with pytest.raises(actions.Refused, match="rated"):
        actions.rate(request, score=3, today=TODAY)
    assert [one.count for one in Rating.objects.all()] == [1]


@pytest.mark.parametrize("count, shown", [(4, False), (5, True)])
def test_fewer_than_five_ratings_are_not_shown(cast: Cast, count: int, shown: bool) -> None:
    month = TODAY.replace(day=1)
    for score, number in ((3, count - 1), (1, 1)):
        Rating.objects.create(
            board=cast.board, school=cast.school, month=month, score=score, count=number
        )
    (row,) = access.ratings(cast.petra, TODAY)
    assert (row.total, row.is_shown) == (count, shown)
    assert access.ratings(cast.vera, TODAY) == []


def test_a_case_with_an_open_task_is_not_closed(cast: Cast) -> None:
    request = answered(cast)
    CaseTask.objects.create(request=request, purpose="notify", key="a", holder="ESIS", due_on=TODAY)
    with pytest.raises(actions.Refused, match="tasks"):
        actions.close(request, by=cast.iris, today=TODAY)
    CaseTask.objects.update(done_on=TODAY, result="informed")
    assert actions.close(request, by=cast.iris, today=TODAY).state == State.CLOSED


def test_an_open_case_is_never_closed(cast: Cast) -> None:
    request = make_request(cast.fatima)
    with pytest.raises(actions.Refused, match="state"):
        actions.close(request, by=cast.iris, today=TODAY)
    assert close_finished(noon(TODAY + timedelta(days=400))) == 0


@pytest.mark.parametrize("after, closed", [(42, 0), (43, 1)])
def test_the_portal_closes_when_the_remedies_are_over(cast: Cast, after: int, closed: int) -> None:
    answered(cast)
    assert close_finished(noon(TODAY + timedelta(days=after))) == closed
    assert close_finished(noon(TODAY + timedelta(days=after))) == 0


def test_a_withdrawn_case_closes_counted_from_its_withdrawal(cast: Cast) -> None:
    request = make_request(cast.fatima)
    actions.withdraw(request, by=cast.fatima, today=TODAY + timedelta(days=20))
    assert close_finished(noon(TODAY + timedelta(days=62))) == 0
    assert close_finished(noon(TODAY + timedelta(days=63))) == 1


def closed_case(cast: Cast) -> DataRequest:
    request = answered(cast)
    CaseMessage.objects.create(request=request, from_school=True, text="Over de toets")
    CaseNote.objects.create(request=request, text="Even bellen")
    return actions.close(request, by=cast.iris, today=TODAY)


def test_texts_files_and_names_go_and_the_facts_stay(cast: Cast) -> None:
    request = closed_case(cast)
    before = (request.reference, request.kind, request.received_on, request.decision.outcome)
    actions.anonymise(request, today=TODAY)
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    assert (row.reference, row.kind, row.received_on, row.decision.outcome) == before
    assert str(row.requester) == str(row.subject) == "(gewist)"
    for model in (RequestText, DecisionText, CaseMessage, CaseNote):
        assert not model._default_manager.exists()
    with pytest.raises(FileGone):
        read(row.decision.letter)


def test_the_log_of_an_erased_case_keeps_one_row_and_a_trace(cast: Cast) -> None:
    request = closed_case(cast)
    actions.anonymise(request, today=TODAY)
    left = Event.objects.filter(subject_id=str(request.pk))
    assert [(one.verb, one.pupil_id, one.actor_id) for one in left] == [
        ("requests.anonymise", None, None)
    ]
    assert Erasure.objects.get(reason="requests.anonymise").rows >= 3


def test_an_erased_case_is_nobodys_and_staff_still_see_its_dates(cast: Cast) -> None:
    request = closed_case(cast)
    actions.anonymise(request, today=TODAY)
    assert not access.own_requests(cast.fatima, TODAY).exists()
    case = access.get_case(cast.petra, request.pk, TODAY)
    assert case.promise_by == case.request.decision.promise_by
    assert "Noor" not in str(case.request.requester) + str(case.request.subject)


@pytest.mark.parametrize("years", [1, 2])
def test_the_sweep_follows_the_years_of_the_board(cast: Cast, years: int) -> None:
    cast.board.request_years = years
    cast.board.save(update_fields=["request_years"])
    closed_case(cast)
    last = TODAY.replace(year=TODAY.year + years) - timedelta(days=1)
    assert anonymise_due(noon(last)) == 0
    assert anonymise_due(noon(last + timedelta(days=1))) == 1
    assert anonymise_due(noon(last + timedelta(days=1))) == 0


def test_the_preview_names_what_goes_within_two_months(cast: Cast) -> None:
    request = closed_case(cast)
    gone = TODAY.replace(year=TODAY.year + cast.board.request_years)
    assert access.going(cast.petra, gone - timedelta(days=61)) == []
    (one,) = access.going(cast.petra, gone - timedelta(days=60))
    assert (one.request, one.on, one.texts, one.files) == (request, gone, 2, 0)


def test_who_asked_reads_until_when_the_request_is_kept(cast: Cast) -> None:
    request = answered(cast)
    closes = TODAY + timedelta(days=43)
    assert access.gone_on(request) == closes.replace(year=closes.year + 2)
    assert access.gone_on(make_request(cast.fatima)) is None
