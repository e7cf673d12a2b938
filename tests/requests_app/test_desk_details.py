"""Aan de balie, meer vertellen: the same details as in the portal, none of them needed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.people.models import User
from portal.register.rules import DataSubject
from requests_app import access, actions
from requests_app.access.collecting import published_about
from requests_app.models import Ask, DataRequest
from requests_app.rules import Kind
from tests.builders import make_guardian, make_pupil, tie
from tests.cast import Cast
from tests.register.builders import adopt, processing
from tests.requests_app.builders import make_request

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def register(cast: Cast, today: date) -> None:
    adopt(cast, today)


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.iris)


def post(browser: Client, cast: Cast, **facts: Any) -> str:
    posted = {
        "once_key": str(uuid4()),
        "received_on": timezone.localdate().isoformat(),
        "via": "letter",
        "who": str(cast.guardians["fatima"].pk),
        "about": "pupil",
        "kind": "inzage",
        **facts,
    }
    url = reverse("requests:register", args=[cast.noor.pk])
    return browser.post(url, posted, follow=True).text


def test_what_is_wrong_what_it_should_be_and_what_shows_it(cast: Cast, iris: Client) -> None:
    facts = {"scope": "Het adres klopt niet.", "should_be": "Laan 2", "shown_by": "De akte."}
    page = post(iris, cast, kind="correctie", **facts)
    text = DataRequest.objects.get().text
    assert (text.scope, text.should_be, text.shown_by) == tuple(facts.values())
    assert "Laan 2" in page


def test_against_which_processing_and_why(cast: Cast, iris: Client) -> None:
    named = processing(cast, "basispoort")
    post(iris, cast, kind="verzet", scope="Wij willen dit niet.", parts=[str(named.pk)])
    row = DataRequest.objects.get()
    assert [one.processing for one in row.parts.all()] == [named]


def test_a_part_and_a_period(cast: Cast, iris: Client) -> None:
    post(iris, cast, scope_from="2025-09-01", scope_until="2026-01-31", in_english="on")
    row = DataRequest.objects.get()
    assert (row.scope_from, row.scope_until) == (date(2025, 9, 1), date(2026, 1, 31))
    assert row.in_english
    page = post(iris, cast, scope_from="2026-01-31", scope_until="2025-09-01")
    assert "De laatste dag ligt voor de eerste." in page
    assert DataRequest.objects.count() == 1


def test_a_complaint_about_an_earlier_request(cast: Cast, iris: Client, today: date) -> None:
    first = make_request(cast.fatima, today=today)
    post(iris, cast, kind="klacht", scope="Het duurt te lang.", about_request=str(first.pk))
    assert DataRequest.objects.get(kind="klacht").about_request == first


def test_never_about_the_request_of_somebody_else(cast: Cast, iris: Client, today: date) -> None:
    theirs = make_request(cast.daan, today=today)
    page = post(iris, cast, kind="klacht", scope="Te laat.", about_request=str(theirs.pk))
    assert "Dat verzoek is van iemand anders." in page
    assert DataRequest.objects.count() == 1


def test_only_earlier_requests_of_ones_own_school_are_offered(
    cast: Cast, iris: Client, today: date
) -> None:
    here = make_request(cast.fatima, today=today)
    tie(cast.guardians["fatima"], cast.noah)
    target = access.get_target(cast.fatima, f"kind-{cast.noah.pk}", today)
    elsewhere = actions.file_request(target, Ask(Kind.ACCESS), by=cast.fatima, today=today)
    html = iris.get(reverse("requests:register", args=[cast.noor.pk])).text
    assert here.reference in html
    assert elsewhere.reference not in html


def test_details_of_another_kind_are_left_out(cast: Cast, iris: Client) -> None:
    post(iris, cast, kind="vraag", scope="Een vraag.", should_be="Laan 2", scope_from="2025-09-01")
    row = DataRequest.objects.get()
    assert (row.text.should_be, row.scope_from) == ("", None)


def test_a_part_that_is_not_about_parents_is_not_own_data(cast: Cast, iris: Client) -> None:
    named = str(processing(cast, "basispoort").pk)
    page = post(iris, cast, about="own", parts=[named])
    assert "Dit onderdeel gaat niet over ouders." in page
    assert not DataRequest.objects.exists()


def test_a_number_in_the_details_is_marked_too(cast: Cast, iris: Client) -> None:
    page = post(iris, cast, kind="correctie", scope="Fout.", should_be="Nr 111222333.")
    assert "<mark>111222333</mark>" in page
    assert not DataRequest.objects.exists()


def test_the_details_fold_away_without_a_script(cast: Cast, iris: Client) -> None:
    html = iris.get(reverse("requests:register", args=[cast.noor.pk])).text
    before, folded = html.split("Meer vertellen", 1)
    for name in ("should_be", "shown_by", "parts", "scope_from", "in_english"):
        assert f'name="{name}"' in folded.split("</details>")[0], name
        assert f'name="{name}"' not in before
    assert before.rindex("<details") > before.rindex('name="kind"')


@pytest.fixture
def own_child(cast: Cast, today: date) -> UUID:
    """Iris is a parent of a pupil of her own school."""
    child = make_pupil(cast.school, "Kiki", today.replace(year=today.year - 8), group=cast.group)
    tie(make_guardian(cast.board, cast.iris), child)
    return child.pk


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_is_a_parent_registers_nothing_for_the_own_child(
    cast: Cast, iris: Client, own_child: UUID, method: str
) -> None:
    url = reverse("requests:register", args=[own_child])
    assert getattr(iris, method)(url).status_code == 404
    assert "Kiki Demo" not in iris.get(reverse("requests:desk"), {"zoek": "Kiki"}).text


def test_who_is_a_parent_registers_nothing_for_the_other_parent(
    cast: Cast, iris: Client, own_child: UUID
) -> None:
    tie(cast.guardians["fatima"], cast.noor.__class__.objects.get(pk=own_child))
    html = iris.get(reverse("requests:register", args=[cast.noor.pk])).text
    assert cast.guardians["fatima"].full_name not in html
    assert "Kies wie het vraagt." in post(iris, cast) or not DataRequest.objects.exists()


def test_a_pupil_of_16_names_parts_of_the_own_data(cast: Cast, client_of: SignIn) -> None:
    entries = published_about(cast.board.pk, cast.sam_pupil.pk)
    entry = next(one for one in entries if DataSubject.GUARDIAN not in one.data_subjects)
    facts = {"who": "leerling", "about": "own", "via": "letter", "kind": "inzage"}
    posted = {"received_on": timezone.localdate().isoformat(), "once_key": str(uuid4()), **facts}
    url = reverse("requests:register", args=[cast.sam_pupil.pk])
    client_of(cast.petra).post(url, posted | {"parts": [str(entry.pk)]})
    request = DataRequest.objects.get()
    assert [one.processing for one in request.parts.all()] == [entry]
