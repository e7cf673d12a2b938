"""Attacks by who had a right once: what is said and shown is asked of the day itself (§3)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import Guardianship, Pupil, User
from portal.people.rules import Authority, turns
from portal.register.actions import restrict
from portal.register.models import Processing
from portal.register.rules.restrictions import StopReason
from requests_app import actions
from requests_app.actions.register_at_desk import Arrival, Noted, register_at_desk
from requests_app.actions.sixteen import hand_over_due
from requests_app.models import Ask, CaseMessage, DataRequest
from requests_app.rules import Kind, ReceivedVia
from tests.builders import make_pupil, make_user, tie
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.answers import fresh, noon
from tests.requests_app.builders import make_request
from tests.requests_app.clock import asked

SignIn = Callable[[User], Client]
DAY = timedelta(days=1)


@pytest.fixture
def today() -> date:
    """Pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def aya(cast: Cast, today: date) -> Pupil:
    """Sixteen since yesterday; Olga has authority."""
    pupil = make_pupil(cast.school, "Aya", turns(today - DAY, -16), user=make_user("Aya"))
    Guardianship.objects.filter(guardian=cast.guardians["olga"]).delete()
    tie(cast.guardians["olga"], pupil)
    return pupil


def place(name: str, request: DataRequest) -> str:
    return reverse(f"requests:{name}", args=[request.pk])


def authority_ends(cast: Cast, today: date) -> None:
    Guardianship.objects.filter(guardian=cast.guardians["fatima"]).update(until=today)
    tie(cast.guardians["fatima"], cast.noor, Authority.NO, since=today)


def test_what_was_stopped_is_not_told_to_whose_authority_ended(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt(cast, today)
    entry = Processing.objects.published().filter(board=cast.board, basis="e")[0]
    request = make_request(cast.fatima, Kind.OBJECTION, today=today - 3 * DAY)
    facts: dict[str, Any] = {"why": StopReason.WEIGHED, "since": today, "request_id": request.pk}
    restrict(cast.noor, processing=entry, by=None, **facts)
    fatima, url = client_of(cast.fatima), place("detail", request)
    assert "Stilgelegd" in fatima.get(url).text
    authority_ends(cast, today)
    assert "Stilgelegd" not in fatima.get(url).text


def test_who_gave_a_case_up_does_not_hear_that_it_is_over(
    cast: Cast, client_of: SignIn, aya: Pupil, today: date
) -> None:
    request = make_request(cast.olga, today=today - 9 * DAY)
    posted = {"once_key": str(uuid4()), "text": "En nu?"}
    page = client_of(cast.olga).post(place("own_messages", request), posted).text
    assert "Dit verzoek is overgedragen." in page
    assert "Dit verzoek is af." not in page
    assert not CaseMessage.objects.exists()


def test_a_case_of_somebody_outside_the_roster_is_handed_over_too(
    cast: Cast, aya: Pupil, today: date
) -> None:
    then = today - 9 * DAY
    facts: Any = {"school": cast.school, "received_on": then, "via": ReceivedVia.LETTER}
    arrival = Arrival(pupil=aya, requester=Noted(name="B. Buur"), **facts)
    request = register_at_desk(arrival, Ask(Kind.ACCESS), by=cast.iris, today=then)
    asked(request, cast, today=then + DAY)
    assert hand_over_due(noon(today)) == 1
    assert fresh(request).suspensions.get().until == today - DAY
    assert hand_over_due(noon(today)) == 0


@pytest.mark.parametrize("who, name", [("fatima", "own_messages"), ("iris", "messages")])
def test_who_only_asks_for_the_headers_has_read_nothing(
    cast: Cast, client_of: SignIn, today: date, who: str, name: str
) -> None:
    request = make_request(cast.fatima, today=today)
    actions.write_back(request, text="Hier.", by=cast.iris, today=today)
    actions.write(request, text="Daar.", by=cast.fatima, today=today)
    browser, url = client_of(getattr(cast, who)), place(name, request)
    browser.head(url)
    assert CaseMessage.objects.filter(read_at=None).count() == 2
    browser.get(url)
    assert CaseMessage.objects.filter(read_at=None).count() == 1
