"""Beantwoord, nog niet gegeven: the clock runs on until somebody got the answer (law.md §1)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access, actions
from requests_app.access import Wanted
from requests_app.actions.close import close_finished
from requests_app.actions.deliver import deliver_letters
from requests_app.models import DataRequest, Delivery, with_dates
from requests_app.rules import Handed, Kind, Standing, State
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.answers import answered, decide, fresh, noon, package_of
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]
LATE = TODAY + timedelta(days=60)


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def on_paper(cast: Cast, *, kind: Kind = Kind.ERASURE, today: date = TODAY) -> DataRequest:
    """Answered to Fatima, who had no account by then."""
    request = make_request(cast.fatima, kind, today=today)
    type(cast.guardians["fatima"]).objects.filter(user=cast.fatima).update(user=None)
    decide(cast, actions.take_up(fresh(request), by=cast.iris), today=today)
    return fresh(request)


def give(cast: Cast, request: DataRequest, how: Handed = Handed.DESK, **facts: Any) -> Delivery:
    known = {"on": TODAY, "note": "Paspoort gezien.", "by": cast.iris, "today": LATE}
    return actions.hand_over(request, how, may_release=True, **{**known, **facts})


def queued(cast: Cast, **wanted: Any) -> list[DataRequest]:
    return [case.request for case in access.Workplace(cast.iris, TODAY).queue(Wanted(**wanted))[:9]]


def test_it_stands_in_the_queue_and_on_the_watch_until_it_is_given(cast: Cast) -> None:
    request = on_paper(cast)
    assert deliver_letters(noon()) == 0
    assert queued(cast) == queued(cast, not_given=True) == [request]
    assert [row.total for row in access.watch(access.overview(cast.petra, TODAY).rows, TODAY)] == [
        1
    ]
    give(cast, request)
    assert queued(cast) == queued(cast, not_given=True) == []
    assert access.watch(access.overview(cast.petra, TODAY).rows, TODAY) == []


def test_in_the_portal_it_leaves_the_queue_by_itself(cast: Cast) -> None:
    answered(cast, kind=Kind.ERASURE)
    data = answered(cast)
    assert queued(cast) == queued(cast, not_given=True) == [data]
    package_of(data)
    assert queued(cast) == []


def standing(request: DataRequest, day: date) -> Standing:
    return with_dates([fresh(request)], day)[0].standing


@pytest.mark.parametrize("on, verdict", [(TODAY, "in_time"), (LATE, "overdue")])
def test_the_verdict_is_of_the_day_on_which_it_was_given(
    cast: Cast, on: date, verdict: str
) -> None:
    request = on_paper(cast)
    assert standing(request, TODAY) == Standing.IN_TIME
    assert standing(request, LATE) == Standing.OVERDUE
    give(cast, request, Handed.POST, on=on)
    assert standing(request, LATE) == Standing(verdict)


def test_it_does_not_close_before_it_was_given(cast: Cast) -> None:
    request = on_paper(cast)
    with pytest.raises(actions.Refused, match="not_given"):
        actions.close(request, by=cast.iris, today=LATE)
    assert close_finished(noon(LATE)) == 0
    give(cast, request)
    assert close_finished(noon(LATE)) == 1


def test_what_could_not_be_given_is_noted_with_why(cast: Cast) -> None:
    request = on_paper(cast, kind=Kind.ACCESS)
    with pytest.raises(actions.Refused, match="note"):
        give(cast, request, Handed.FAILED, note="")
    give(cast, request, Handed.FAILED, note="Verhuisd, adres onbekend.")
    assert queued(cast) == []
    assert standing(request, LATE) == Standing.IN_TIME
    assert actions.close(request, by=cast.iris, today=LATE).state == State.CLOSED


def test_the_pages_say_so(cast: Cast, client_of: SignIn, today: date) -> None:
    request, iris = on_paper(cast, today=today), client_of(cast.iris)
    page = iris.get(reverse("requests:queue"), {"stand": "niet-gegeven"}).text
    assert request.reference in page
    assert page.count("beantwoord, nog niet gegeven") > 1
    iris.post(reverse("requests:close", args=[request.pk]))
    assert fresh(request).state == State.ANSWERED
    facts = {"once_key": str(uuid4()), "handed": "failed", "on": today.isoformat()}
    iris.post(reverse("requests:hand_over", args=[request.pk]), {**facts, "note": "Verhuisd."})
    page = iris.get(reverse("requests:answer", args=[request.pk])).text
    assert "Kon niet worden gegeven" in page
    assert request.reference not in iris.get(reverse("requests:queue")).text
