"""Aan de balie: receipt counts, whoever asks and however it came (law.md §1)."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.outbox.models import Message
from portal.people.models import Enrolment, User
from portal.people.rules import turns
from requests_app import actions
from requests_app.actions.register_at_desk import Arrival, register_at_desk
from requests_app.models import Ask, DataRequest, NotedPerson
from requests_app.rules import Kind, ReceivedVia
from tests.cast import Cast

SignIn = Callable[[User], Client]
LEFT = [(2, "", 404), (2, "verwezen", 200), (3, "verwezen", 404)]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def post(browser: Client, cast: Cast, **facts: Any) -> str:
    posted = {
        "once_key": str(uuid4()),
        "received_on": timezone.localdate().isoformat(),
        "via": "letter",
        "about": "pupil",
        "kind": "inzage",
        "scope": "Alles over de toetsen.",
        **facts,
    }
    url = reverse("requests:register", args=[cast.noor.pk])
    return browser.post(url, posted, follow=True).text


def who(cast: Cast) -> str:
    return str(cast.noor.guardianships.get(guardian__user=cast.fatima).guardian_id)


def test_a_letter_of_last_week(cast: Cast, client_of: SignIn, today: date) -> None:
    day = today - timedelta(days=7)
    page = post(client_of(cast.iris), cast, who=who(cast), received_on=day.isoformat())
    assert "Het verzoek is ingevoerd." in page
    row = DataRequest.objects.get()
    assert (row.received_on, row.received_via, row.year) == (day, "letter", today.year)
    assert not row.is_identified
    assert Message.objects.filter(kind="requests.request_received").exists()
    detail = client_of(cast.fatima).get(reverse("requests:detail", args=[row.pk])).text
    assert "door de school ingevoerd" in detail


def test_own_data_of_a_guardian(cast: Cast, client_of: SignIn) -> None:
    post(client_of(cast.iris), cast, who=who(cast), about="own")
    row = DataRequest.objects.get()
    assert (row.is_own_data, row.subject_pupil) == (True, None)


def test_somebody_who_is_not_in_the_roster(cast: Cast, client_of: SignIn) -> None:
    iris = client_of(cast.iris)
    assert "Schrijf op hoe deze persoon heet." in post(iris, cast, who="anders")
    post(iris, cast, who="anders", name="A. Advocaat", address="Plein 1\nUtrecht")
    row = DataRequest.objects.get()
    assert (row.requester_noted, NotedPerson.objects.get().name) == (True, "A. Advocaat")
    letter = iris.get(reverse("requests:acknowledgement", args=[row.pk]))
    assert letter.content.startswith(b"%PDF")


def test_twenty_presses_make_one(cast: Cast, client_of: SignIn) -> None:
    iris, key = client_of(cast.iris), str(uuid4())
    for _press in range(20):
        post(iris, cast, who=who(cast), once_key=key)
    assert DataRequest.objects.count() == 1


def test_what_is_refused_on_the_page(cast: Cast, client_of: SignIn, today: date) -> None:
    iris, tomorrow = client_of(cast.iris), today + timedelta(days=1)
    ahead = post(iris, cast, who=who(cast), received_on=tomorrow.isoformat())
    assert "Die dag moet nog komen." in ahead
    before = post(iris, cast, who=who(cast), received_on="1999-11-02")
    assert "Kijk het jaar nog eens na." in before
    information = post(iris, cast, who=who(cast), about="own", kind="informatie")
    assert "Informatie over een kind kan alleen een ouder vragen." in information
    assert "<mark>111222333</mark>" in post(iris, cast, who=who(cast), scope="Nr 111222333.")
    assert not DataRequest.objects.exists()


def test_a_pupil_under_16_asks_not_alone(cast: Cast, today: date) -> None:
    arrival = Arrival(
        pupil=cast.noor,
        school=cast.school,
        requester=cast.noor,
        received_on=today,
        via=ReceivedVia.TALK,
    )
    with pytest.raises(actions.Refused, match="young"):
        register_at_desk(arrival, Ask(Kind.ACCESS), by=cast.iris, today=today)


def test_search_finds_own_school_only(cast: Cast, client_of: SignIn) -> None:
    url = reverse("requests:desk")
    name = {"zoek": cast.noor.first_name}
    assert cast.noor.full_name in client_of(cast.iris).get(url, name).text
    assert cast.noor.full_name not in client_of(cast.bas).get(url, name).text


def test_a_former_pupil_while_the_file_is_kept(cast: Cast, client_of: SignIn, today: date) -> None:
    iris, url = client_of(cast.iris), reverse("requests:register", args=[cast.bram.pk])
    search = {"zoek": "Bram"}
    assert cast.bram.full_name in iris.get(reverse("requests:desk"), search).text
    facts = {"who": str(cast.guardians["tom"].pk), "about": "pupil", "kind": "inzage"}
    day = {"received_on": today.isoformat(), "via": "letter", "once_key": str(uuid4())}
    iris.post(url, facts | day)
    row = DataRequest.objects.get()
    assert (row.subject_pupil, row.school) == (cast.bram, cast.school)
    assert client_of(cast.bas).get(url).status_code == 404


@pytest.mark.parametrize("years, reason, status", LEFT)
def test_retention_ends_it(
    cast: Cast, client_of: SignIn, today: date, years: int, reason: str, status: int
) -> None:
    facts = {"until": turns(today, -years), "leaving_reason": reason}
    cast.bram.enrolments.update(**facts)
    page = client_of(cast.iris).get(reverse("requests:register", args=[cast.bram.pk]))
    assert page.status_code == status


def test_who_went_on_to_another_school_is_asked_there(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    Enrolment.objects.create(
        pupil=cast.bram, school=cast.so, roster_key="Bram", since=turns(today, -1)
    )
    url = reverse("requests:register", args=[cast.bram.pk])
    found = [client_of(one).get(url).status_code for one in (cast.iris, cast.bas)]
    assert found == [404, 200]
