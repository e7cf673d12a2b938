"""Verzet tegen reclame binds for ever, also when nobody knows any more who asked (AVG 21(3))."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from portal.people.models import Pupil
from portal.register.access import restricted_pupils
from portal.register.actions import lift_restriction
from portal.register.models import AdvertisingRefusal, Processing, Restriction
from portal.register.rules.restrictions import StopEnd
from portal.roof.stopping import follow_decisions
from requests_app import access, actions
from requests_app.actions.anonymise import anonymise_due
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind, Result
from tests.cast import Cast
from tests.doors_documents import objectionable
from tests.register.builders import adopt
from tests.requests_app.answers import noon
from tests.requests_app.builders import YES, answer
from tests.roof.test_unlinked import pointing_at

LATER = timedelta(days=1000)
MAY_POINT = {"audit.event", "audit.look", "outbox.message"}  # mails that are not sent yet


@pytest.fixture
def today() -> date:
    return timezone.localdate()


@pytest.fixture(autouse=True)
def register_of_board(cast: Cast, today: date) -> None:
    adopt(cast, today)


def refused(cast: Cast, today: date, *, kind: Kind = Kind.OBJECTION) -> DataRequest:
    """Fatima's request about Noor; of a verzet: against advertising."""
    target = access.get_target(cast.fatima, f"kind-{cast.noor.pk}", today)
    ask = Ask(kind, direct_marketing=kind == Kind.OBJECTION)
    return actions.file_request(target, ask, by=cast.fatima, today=today)


def gone(cast: Cast, request: DataRequest, today: date) -> DataRequest:
    """Answered, closed, and anonymised after the board's period."""
    if request.withdrawn_on is None:
        answer(request, cast.iris, YES, today=today)
    request.tasks.update(result=Result.DONE.value, done_on=today)
    row = DataRequest.objects.with_facts().get(pk=request.pk)
    actions.close(row, by=cast.iris, today=today)
    assert anonymise_due(noon(today + LATER)) == 1
    row.refresh_from_db()
    return row


def marked_later(cast: Cast) -> Processing:
    row = objectionable(cast)
    Processing.objects.filter(pk=row.pk).update(direct_marketing=True)
    row.refresh_from_db()
    return row


def test_what_is_marked_after_anonymising_stops_too_and_once(cast: Cast, today: date) -> None:
    gone(cast, refused(cast, today), today)
    row, day = marked_later(cast), today + LATER
    assert [follow_decisions(noon(day)), follow_decisions(noon(day))] == [1, 0]
    assert restricted_pupils(row, day) == {cast.noor.pk}
    found = Restriction.objects.get(processing=row)
    assert (found.why, found.request_id, found.by_id) == ("upheld", None, None)


def test_the_fact_is_a_pupil_and_nothing_else(cast: Cast, today: date) -> None:
    request = gone(cast, refused(cast, today), today)
    assert request.subject_pupil is None
    assert {one.name for one in AdvertisingRefusal._meta.get_fields()} == {"pupil"}
    assert AdvertisingRefusal.objects.get().pupil == cast.noor
    assert pointing_at(request) <= MAY_POINT


def test_two_requests_leave_one_fact(cast: Cast, today: date) -> None:
    first, second = refused(cast, today), refused(cast, today)
    for request in (first, second):
        gone(cast, request, today)
    assert AdvertisingRefusal.objects.count() == 1


@pytest.mark.parametrize("how", ["withdrawn", "another right"])
def test_what_was_withdrawn_or_is_no_such_verzet_leaves_nothing(
    cast: Cast, today: date, how: str
) -> None:
    request = refused(cast, today, kind=Kind.ERASURE if how != "withdrawn" else Kind.OBJECTION)
    if how == "withdrawn":
        request = actions.withdraw(request, by=cast.fatima, today=today)
    gone(cast, request, today)
    marked_later(cast)
    assert follow_decisions(noon(today + LATER)) == 0
    assert not AdvertisingRefusal.objects.exists()


def test_what_the_family_wants_again_is_not_stopped_again(cast: Cast, today: date) -> None:
    gone(cast, refused(cast, today), today)
    row, day = marked_later(cast), today + LATER
    follow_decisions(noon(day))
    found = Restriction.objects.get(processing=row)
    lift_restriction(found, because=StopEnd.BY_STAFF, on=day, by=cast.petra)
    assert follow_decisions(noon(day)) == 0


def test_an_entry_of_another_school_is_left_alone(cast: Cast, today: date) -> None:
    gone(cast, refused(cast, today), today)
    row = marked_later(cast)
    Processing.objects.filter(pk=row.pk).update(school=cast.so)
    assert follow_decisions(noon(today + LATER)) == 0
    assert Pupil.objects.filter(advertising_refusal__isnull=False).count() == 1
