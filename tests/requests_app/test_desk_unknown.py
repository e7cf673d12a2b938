"""Aan de balie, niet gevonden: receipt counts whatever is unclear (AVG 12(3))."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from requests_app import access
from requests_app.models import DataRequest
from tests.cast import Cast

SignIn = Callable[[User], Client]


def posted(**facts: Any) -> dict[str, Any]:
    day = timezone.localdate().isoformat()
    base = {"received_on": day, "via": "letter", "kind": "inzage", "name": "A. Eerder"}
    return base | {"once_key": str(uuid4())} | facts


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.iris)


def enter(iris: Client, cast: Cast, **facts: Any) -> str:
    url = reverse("requests:register_unknown")
    return iris.post(url, posted(school=str(cast.school.pk), **facts), follow=True).text


def test_own_data_of_somebody_who_is_not_in_the_roster(cast: Cast, iris: Client) -> None:
    url = reverse("requests:register", args=[cast.noor.pk])
    page = iris.post(url, posted(who="anders", about="own"), follow=True).text
    row = DataRequest.objects.get()
    assert (row.is_own_data, row.subject_pupil, str(row.subject)) == (True, None, "A. Eerder")
    assert "Wie is de aanvrager?" in page


def test_without_any_pupil(cast: Cast, iris: Client) -> None:
    assert (
        reverse("requests:register_unknown")
        in iris.get(reverse("requests:desk"), {"zoek": "Niemand"}).text
    )
    enter(iris, cast, about="own")
    row = DataRequest.objects.get()
    assert (row.is_own_data, row.school, row.board) == (True, cast.school, cast.board)


def test_a_pupil_who_cannot_be_found_is_noted(cast: Cast, iris: Client) -> None:
    page = enter(iris, cast, about="pupil", about_name="Jip Janssen")
    row = DataRequest.objects.get()
    assert (row.is_own_data, row.unfound, str(row.subject)) == (False, "Jip Janssen", "Jip Janssen")
    assert "Om welke leerling gaat het?" in page
    letter = iris.get(reverse("requests:acknowledgement", args=[row.pk]))
    assert letter.content.startswith(b"%PDF")


def test_nothing_of_an_unknown_pupil_is_handed_out(cast: Cast, iris: Client) -> None:
    enter(iris, cast, about="pupil", about_name="Jip Janssen")
    row = DataRequest.objects.with_facts().get()
    assert not access.requester_has_right(row, timezone.localdate())


def test_the_page_says_that_the_name_is_needed(cast: Cast, iris: Client) -> None:
    page = iris.get(reverse("requests:register_unknown")).text
    name, relation = page.split("Hoe heet de aanvrager?")[1].split("Wie is dit?")
    assert "niet verplicht" not in name
    assert "niet verplicht" in relation


def test_who_and_about_whom_is_needed(cast: Cast, iris: Client) -> None:
    assert "Schrijf op hoe deze persoon heet." in enter(iris, cast, about="own", name="")
    assert "Schrijf op hoe de leerling heet." in enter(iris, cast, about="pupil")
    assert not DataRequest.objects.exists()


def test_a_pupil_of_16_asks_about_the_own_data(cast: Cast, client_of: SignIn) -> None:
    url = reverse("requests:register", args=[cast.sam_pupil.pk])
    client_of(cast.petra).post(url, posted(who="leerling", about="own", name=""))
    row = DataRequest.objects.get()
    assert (row.subject_pupil, row.requester_pupil) == (cast.sam_pupil, cast.sam_pupil)
