"""Koppelen op het scherm: search, look once more, link once."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from portal.audit.models import Event, Look
from portal.people.models import User
from requests_app.models import DataRequest
from tests.cast import Cast
from tests.requests_app.answers import fresh
from tests.requests_app.linking import noted_case
from tests.requests_app.test_clock_pages import post, url

SignIn = Callable[[User], Client]


@pytest.fixture
def request_of(cast: Cast) -> DataRequest:
    """The pages ask the real clock."""
    return noted_case(cast, today=timezone.localdate())


def test_from_the_case_to_the_link(cast: Cast, client_of: SignIn, request_of: DataRequest) -> None:
    iris, fatima = client_of(cast.iris), cast.guardians["fatima"]
    assert url("find_pupil", request_of) in iris.get(url("case", request_of)).text
    page = iris.get(url("find_pupil", request_of), {"zoek": "Noor"}).text
    assert url("link", request_of, cast.noor.pk) in page
    page = iris.get(url("link", request_of, cast.noor.pk)).text
    assert "Nora de Wit" in page
    assert fatima.full_name in page
    page = post(iris, "link", request_of, cast.noor.pk, who=str(fatima.pk))
    assert "Het verzoek is gekoppeld." in page
    assert "Dit moet u nog uitzoeken" not in page
    assert client_of(cast.fatima).get(url("detail", request_of)).status_code == 200
    assert Look.objects.filter(subject_id=str(cast.noor.pk), user_id=cast.iris.pk).exists()


def test_pressing_twice_links_once(cast: Cast, client_of: SignIn, request_of: DataRequest) -> None:
    iris, key = client_of(cast.iris), str(uuid4())
    who = str(cast.guardians["fatima"].pk)
    for _press in range(2):
        page = post(iris, "link", request_of, cast.noor.pk, who=who, once_key=key)
        assert "Het verzoek is gekoppeld." in page
    assert Event.objects.filter(verb="requests.link").count() == 1


def test_who_stays_noted_can_be_named_later(
    cast: Cast, client_of: SignIn, request_of: DataRequest
) -> None:
    iris = client_of(cast.iris)
    page = post(iris, "link", request_of, cast.noor.pk, who="blijft")
    assert url("link", request_of, cast.noor.pk) in page
    assert "is niet gevonden" not in page
    page = post(iris, "link", request_of, cast.noor.pk, who="blijft")
    assert "Kies wie de aanvrager is." in page


def test_a_pupil_out_of_reach_does_not_exist(
    cast: Cast, client_of: SignIn, request_of: DataRequest
) -> None:
    iris = client_of(cast.iris)
    for pupil in (cast.sam_pupil, cast.strange_pupil):
        assert iris.get(url("link", request_of, pupil.pk)).status_code == 404
        assert (
            url("link", request_of, pupil.pk)
            not in iris.get(url("find_pupil", request_of), {"zoek": pupil.full_name}).text
        )
    for name in ("bas", "vera", "fatima"):
        answer = client_of(getattr(cast, name)).get(url("link", request_of, cast.noor.pk))
        assert answer.status_code == 404


def test_a_guardian_who_is_not_offered_is_not_taken(
    cast: Cast, client_of: SignIn, request_of: DataRequest
) -> None:
    iris = client_of(cast.iris)
    page = post(iris, "link", request_of, cast.noor.pk, who=str(cast.guardians["olga"].pk))
    assert "Fout:" in page
    assert fresh(request_of).subject_pupil is None


def test_the_pages_show_no_address_of_anybody(
    cast: Cast, client_of: SignIn, request_of: DataRequest
) -> None:
    guardian = cast.guardians["fatima"]
    type(guardian).objects.filter(pk=guardian.pk).update(
        street="Geheimlaan 1", town="Elders", address_secret=True
    )
    iris = client_of(cast.iris)
    pages = iris.get(url("find_pupil", request_of), {"zoek": "Noor"}).text
    pages += iris.get(url("link", request_of, cast.noor.pk)).text
    assert "Geheimlaan" not in pages
    assert "Elders" not in pages


def test_a_case_that_is_done_offers_nothing(
    cast: Cast, client_of: SignIn, request_of: DataRequest
) -> None:
    DataRequest.objects.filter(pk=request_of.pk).update(state="withdrawn")
    iris, words = client_of(cast.iris), "Bij dit verzoek valt niets te koppelen."
    assert words in iris.get(url("find_pupil", request_of)).text
    assert words in iris.get(url("link", request_of, cast.noor.pk)).text
    page = post(iris, "link", request_of, cast.noor.pk, who="blijft")
    assert "Koppelen kan niet meer." in page
