"""Wat er is gevraagd, in een paar woorden: what one reads in lists and above a form is true."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from requests_app import access, actions
from requests_app.letters.decision import intro_of
from requests_app.models import with_dates
from requests_app.rules import Kind
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]
STOP = "toppen met reclame en werving"


@pytest.fixture
def over(cast: Cast) -> str:
    return f"kind-{cast.noor.pk}"


def test_a_stop_to_advertisements_is_named_as_such(cast: Cast, client_of: SignIn) -> None:
    row = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    fatima, iris = client_of(cast.fatima), client_of(cast.iris)
    assert f"S{STOP}" in fatima.get(reverse("requests:list")).text
    assert (
        f"<title>S{STOP} {row.reference}"
        in fatima.get(reverse("requests:detail", args=[row.pk])).text
    )
    assert f"{row.reference} s{STOP}</a>" in iris.get(reverse("requests:queue")).text
    assert f"s{STOP}" in intro_of(row)


def test_another_verzet_keeps_its_own_name(cast: Cast) -> None:
    assert str(make_request(cast.fatima, Kind.OBJECTION).what).startswith("bezwaar")


def test_a_stop_to_advertisements_is_unlike_another_verzet(cast: Cast) -> None:
    make_request(cast.fatima, Kind.OBJECTION)
    row = make_request(cast.fatima, Kind.OBJECTION, direct_marketing=True)
    assert not access.linked_to(cast.iris, with_dates([row], TODAY)[0], TODAY).alike


def test_words_that_are_needed_at_times_are_not_called_optional(
    cast: Cast, client_of: SignIn, over: str
) -> None:
    page = client_of(cast.fatima).get(reverse("requests:new"), {"over": over}).text
    label, hint = page.split("Eigen woorden")[1].split("<textarea")[0].split("helptext")[:2]
    assert "niet verplicht" not in label
    assert "Bij verbeteren, een klacht of een vraag is dit nodig." in hint


def test_what_a_decision_needs_at_times_is_not_called_optional(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt(cast, today)
    row = actions.take_up(make_request(cast.fatima, Kind.ERASURE), by=cast.iris)
    page = client_of(cast.iris).get(reverse("requests:decide", args=[row.pk])).text
    assert "deel-0-reden" in page
    assert "niet verplicht" not in page
    assert "Bij ‘Ja, maar niet alles’ kiest u de reden per onderdeel." in page


def test_a_question_becomes_a_right_only_when_somebody_says_which(
    cast: Cast, client_of: SignIn
) -> None:
    row = make_request(cast.fatima, Kind.QUESTION)
    page = client_of(cast.iris).post(reverse("requests:turn", args=[row.pk]), {"right": ""}).text
    row.refresh_from_db()
    assert "Kies wat het is." in page
    assert row.kind == Kind.QUESTION


def test_what_stands_still_already_is_not_offered_again(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    adopt(cast, today)
    row = make_request(cast.fatima, Kind.OBJECTION, today=today)
    url, iris = reverse("roof:stop", args=[row.pk]), client_of(cast.iris)
    key = iris.get(url).text.split('name="processings" value="')[1][:36]
    assert iris.post(url, {"processings": key}).status_code == 302
    page = iris.get(url).text
    assert "Dit ligt al stil" in page
    assert key not in page
