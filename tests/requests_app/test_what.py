"""Wat er is gevraagd, in een paar woorden: what one reads in lists and above a form is true."""

import re
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from portal.people.models import User
from requests_app import access, actions
from requests_app.letters.decision import intro_of
from requests_app.models import DataRequest, with_dates
from requests_app.rules import Kind
from tests.builders import TODAY
from tests.cast import Cast
from tests.register.builders import adopt
from tests.requests_app.builders import YES, answer, make_request
from tests.requests_app.reading import sends_twice

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
    words = {"over": over, "soort": "correctie"}
    page = client_of(cast.fatima).get(reverse("requests:new"), words).text
    label, hint = page.split("Wat klopt er niet?")[1].split("<textarea")[0].split("helptext")[:2]
    assert "niet verplicht" not in label
    assert "Een paar woorden zijn genoeg." in hint


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


def test_staff_read_the_day_that_the_family_was_told(cast: Cast, today: date) -> None:
    row = make_request(cast.fatima, Kind.CORRECTION, today=today)
    case = with_dates([row], today)[0]
    told = access.follows_draft(case, YES, today).by
    answer(row, cast.iris, YES, letter=b"%PDF", today=today)
    answered = with_dates([DataRequest.objects.with_facts().get()], today)[0]
    assert answered.to_be_done_by == told < case.promise_by


def test_a_copy_of_data_is_not_ready_at_the_decision(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = actions.take_up(make_request(cast.fatima, today=today), by=cast.iris)
    facts = {"outcome": "granted", "once_key": str(uuid4()), "version": str(row.version)}
    page = sends_twice(
        client_of(cast.iris), reverse("requests:decide", args=[row.pk]), facts, follow=True
    )
    assert "Hoort er een pakket met gegevens bij?" in page.text
    assert "staat klaar voor de aanvrager" not in page.text


def test_withdrawn_is_said_once(cast: Cast, client_of: SignIn) -> None:
    row = actions.withdraw(make_request(cast.fatima), by=cast.fatima, today=TODAY)
    page = client_of(cast.iris).get(reverse("requests:case", args=[row.pk])).text
    assert len(re.findall(r"</svg>\s*ingetrokken</span>", page)) == 1


def test_a_pupil_who_was_not_found_has_a_title(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.iris).get(reverse("requests:register_unknown")).text
    assert "<title>Verzoek invoeren: niet in de administratie" in page


def test_the_list_says_to_a_pupil_too_who_does_not_see_it(cast: Cast, client_of: SignIn) -> None:
    page = client_of(cast.sam).get(reverse("requests:list")).text
    assert "Een andere ouder" not in page
    assert "Die van een leerling van 16 of ouder zien zij ook niet." in page


def test_who_did_not_take_it_up_hears_that_before_reading_a_decision(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = make_request(cast.fatima, today=today)
    facts = {"outcome": "granted", "once_key": str(uuid4()), "version": str(row.version)}
    page = client_of(cast.iris).post(reverse("requests:decide", args=[row.pk]), facts).text
    assert "Pak het eerst op." in page
    assert "Klopt dit besluit?" not in page
