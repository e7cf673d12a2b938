"""Wat er is gevraagd, in een paar woorden: what one reads in lists and above a form is true."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from requests_app import access
from requests_app.letters.decision import intro_of
from requests_app.models import with_dates
from requests_app.rules import Kind
from tests.builders import TODAY
from tests.cast import Cast
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
