"""Intrekken buiten het portaal: by letter, phone or at the desk it counts as in the portal."""

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from portal.audit.models import Event
from portal.outbox.models import Message
from portal.people.models import User
from requests_app import access, actions
from requests_app.actions.withdraw import note_withdrawal
from requests_app.models import CaseTask, DataRequest
from requests_app.rules import Kind, ReceivedVia
from tests.builders import TODAY
from tests.cast import Cast
from tests.requests_app.builders import answer, make_request

SignIn = Callable[[User], Client]
WEEK = timedelta(days=7)


def noted(request: DataRequest, cast: Cast, **facts: Any) -> DataRequest:
    told: dict[str, Any] = {"on": TODAY, "via": ReceivedVia.PHONE, "today": TODAY, **facts}
    return note_withdrawal(request, by=cast.iris, **told)


def test_the_day_it_came_counts_and_who_noted_it_is_kept(cast: Cast) -> None:
    row = noted(make_request(cast.fatima), cast, on=TODAY + WEEK, today=TODAY + 2 * WEEK)
    assert (row.state, row.withdrawn_on) == ("withdrawn", TODAY + WEEK)
    event = Event.objects.get(verb="requests.note_withdrawal")
    assert (event.actor_id, event.facts) == (cast.iris.pk, {"via": "phone"})
    assert Message.objects.filter(kind="requests.request_withdrawn").count() == 1
    case = access.get_case(cast.iris, row.pk, TODAY)
    day, words, name = access.timeline(case, with_names=True)[0]
    assert (day, name) == (TODAY + WEEK, "Iris")
    assert "vastgelegd door de school" in str(words)


def test_its_tasks_end_as_in_the_portal(cast: Cast) -> None:
    noted(make_request(cast.fatima, Kind.OBJECTION, own=True), cast)
    assert CaseTask.objects.get().result == "case_withdrawn"


@pytest.mark.parametrize(
    "code, facts",
    [
        ("ahead", {"on": TODAY + WEEK}),
        ("early", {"on": TODAY - WEEK}),
        ("via", {"via": ReceivedVia.PORTAL}),
    ],
)
def test_what_cannot_be(cast: Cast, code: str, facts: dict[str, Any]) -> None:
    with pytest.raises(actions.Refused, match=code):
        noted(make_request(cast.fatima), cast, **facts)


def test_not_after_the_answer(cast: Cast) -> None:
    request = make_request(cast.fatima)
    answer(request, cast.iris, letter=b"%PDF")
    with pytest.raises(actions.Refused, match="state"):
        noted(request, cast)


@pytest.fixture
def now_day() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def test_the_page_notes_it_and_a_letter_confirms_it(
    cast: Cast, client_of: SignIn, now_day: date
) -> None:
    iris, row = client_of(cast.iris), make_request(cast.fatima, today=now_day - WEEK)
    url = reverse("requests:note_withdrawal", args=[row.pk])
    assert url in iris.get(reverse("requests:case", args=[row.pk])).text
    posted = {"on": (now_day - timedelta(days=2)).isoformat(), "via": "letter"}
    page = iris.post(url, posted, follow=True).text
    assert "per brief" in page
    letter = iris.get(reverse("requests:withdrawal_letter", args=[row.pk])).content
    text = " ".join(PdfReader(BytesIO(letter)).pages[0].extract_text().split())
    assert "Fatima Demo" in text
    assert "per brief" in text


def test_the_page_says_what_is_wrong(cast: Cast, client_of: SignIn, now_day: date) -> None:
    iris, row = client_of(cast.iris), make_request(cast.fatima, today=now_day)
    url = reverse("requests:note_withdrawal", args=[row.pk])
    early = iris.post(url, {"on": (now_day - WEEK).isoformat(), "via": "letter"}).text
    assert "Die dag ligt voor de ontvangst van het verzoek." in early
    assert "Kies hoe u het hoorde." in iris.post(url, {"on": now_day.isoformat()}).text
    assert DataRequest.objects.get().is_open
