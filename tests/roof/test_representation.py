"""Vertegenwoordiging: the pages of officer, FG and director."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from portal.audit.models import Look
from portal.outbox.models import Message
from portal.people.models import Guardianship, Pupil, Representation, User
from portal.people.rules import RoleKind, turns
from tests.builders import make_pupil, make_role, tie
from tests.cast import Cast
from tests.doors_sixteen import make_kim, make_represented

SignIn = Callable[[User], Client]
LIST = "/vertegenwoordiging/"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


def new_url(cast: Cast, today: date) -> str:
    link = Guardianship.objects.get(pupil=make_kim(cast, today))
    return reverse("roof:new_representation", args=[link.pk])


def posted(today: date, **changes: str) -> dict[str, str]:
    return {
        "once_key": str(uuid4()),
        "basis": "unable",
        "reason": "Kan dit niet overzien.",
        "review_by": turns(today, 1).strftime("%d-%m-%Y"),
    } | changes


def verb(row: Representation, name: str) -> str:
    return reverse(f"roof:{name}_representation", args=[row.pk])


def test_from_decision_to_effect(cast: Cast, client_of: SignIn, today: date) -> None:
    director = cast.bas
    make_role(director, RoleKind.DIRECTOR, school=cast.so)
    url = new_url(cast, today)
    page = client_of(cast.petra).post(url, posted(today))
    row = Representation.objects.get()
    assert page["Location"] == reverse("roof:representation", args=[row.pk])
    kim = reverse("roof:pupil", args=[row.pupil_id])
    assert client_of(cast.olga).get(kim).status_code == 404
    assert client_of(director).post(verb(row, "agree")).status_code == 302
    assert client_of(cast.olga).get(kim).status_code == 200
    client_of(cast.petra).post(verb(row, "end"))
    assert client_of(cast.olga).get(kim).status_code == 404


def test_the_officer_who_decided_has_no_button_to_agree(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = make_represented(cast, today, agreed=False)
    browser = client_of(cast.petra)
    html = browser.get(reverse("roof:representation", args=[row.pk])).text
    assert "Ik geef akkoord" not in html
    html = browser.post(verb(row, "agree"), follow=True).text
    assert "Een tweede persoon moet akkoord geven." in html
    row.refresh_from_db()
    assert row.agreed_on is None


def test_the_fg_reads_and_changes_nothing(cast: Cast, client_of: SignIn, today: date) -> None:
    row, browser = make_represented(cast, today), client_of(cast.frank)
    assert "Kim Demo" in browser.get(LIST).text
    html = browser.get(reverse("roof:representation", args=[row.pk])).text
    assert 'action="/vertegenwoordiging/' not in html
    assert browser.get(new_url(cast, today)).status_code == 403
    assert browser.post(verb(row, "end")).status_code == 403
    row.refresh_from_db()
    assert row.until is None


def test_the_pupil_and_the_guardian_hear_it_without_content(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = make_represented(cast, today, agreed=False, decided_by=cast.henk)
    Pupil.objects.filter(pk=row.pupil_id).update(user=cast.tom)
    client_of(cast.petra).post(verb(row, "agree"))
    mails = {mail.to: mail for mail in Message.objects.all()}
    assert set(mails) == {"tom@example.org", "olga@example.org"}
    assert "voor je klaar" in mails["tom@example.org"].subject
    assert not [mail for mail in mails.values() if "Kim" in mail.body or "Olga" in mail.body]
    html = client_of(cast.tom).get("/machtigingen/").text
    assert "De school heeft besloten dat deze persoon ook voor jou mag kijken" in html


def test_a_pupil_without_an_account_is_a_line_for_the_office(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = make_represented(cast, today)
    html = client_of(cast.petra).get(reverse("roof:representation", args=[row.pk])).text
    assert "De leerling heeft geen account." in html


@pytest.mark.parametrize(
    "changes",
    [
        {"reason": ""},
        {"reason": "Zijn nummer is 111222333."},
        {"review_by": "01-01-2099"},
        {"basis": "curator"},
        {"once_key": ""},
    ],
)
def test_a_wrong_form_decides_nothing(
    cast: Cast, client_of: SignIn, today: date, changes: dict[str, str]
) -> None:
    answer = client_of(cast.petra).post(new_url(cast, today), posted(today, **changes))
    assert answer.status_code == 200
    assert not Representation.objects.exists()


@pytest.mark.parametrize(
    "field, words",
    [
        ("basis", "Kies waarom deze persoon voor de leerling beslist."),
        ("reason", "Schrijf op waarom de leerling niet zelf kan beslissen."),
        ("review_by", "Vul de dag in waarop u dit opnieuw bekijkt."),
    ],
)
def test_an_empty_field_says_what_to_do(
    cast: Cast, client_of: SignIn, today: date, field: str, words: str
) -> None:
    page = client_of(cast.petra).post(new_url(cast, today), posted(today, **{field: ""}))
    assert words in page.text
    assert "Dit veld is verplicht" not in page.text


def test_a_form_sent_twice_decides_once(cast: Cast, client_of: SignIn, today: date) -> None:
    browser, url, form = client_of(cast.petra), new_url(cast, today), posted(today)
    places = {browser.post(url, form)["Location"] for _ in range(2)}
    assert len(places) == Representation.objects.count() == 1


def test_looking_is_noted_once_a_day(cast: Cast, client_of: SignIn, today: date) -> None:
    row, browser = make_represented(cast, today), client_of(cast.frank)
    for _ in range(2):
        browser.get(reverse("roof:representation", args=[row.pk]))
    assert Look.objects.filter(user_id=cast.frank.pk, subject_id=str(row.pupil_id)).count() == 1


def test_what_must_be_looked_at_first_stands_on_top(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    late = make_represented(cast, today)
    soon = make_represented(cast, today, review_by=today + timedelta(days=5))
    html = client_of(cast.petra).get(LIST).text
    assert html.index(str(soon.pk)) < html.index(str(late.pk))


def test_what_lapsed_says_so(cast: Cast, client_of: SignIn, today: date) -> None:
    since = today - timedelta(days=30)
    row = make_represented(
        cast, today, since=since, agreed_on=since, review_by=today - timedelta(days=1)
    )
    browser = client_of(cast.petra)
    assert "vervallen" in browser.get(LIST).text
    html = browser.get(reverse("roof:representation", args=[row.pk])).text
    assert "Opnieuw bekijken" in html


def test_the_search_leads_to_the_form(cast: Cast, client_of: SignIn, today: date) -> None:
    url = new_url(cast, today)
    browser = client_of(cast.petra)
    assert url in browser.get(LIST, {"zoek": "kim"}).text
    assert "Niemand gevonden." in browser.get(LIST, {"zoek": "noor"}).text
    assert url not in client_of(cast.frank).get(LIST, {"zoek": "kim"}).text


def test_the_list_costs_the_same_with_more_rows(cast: Cast, client_of: SignIn, today: date) -> None:
    make_represented(cast, today)
    browser, counts = client_of(cast.petra), []
    for number in range(2):
        browser.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            browser.get(LIST)
        counts.append(len(queries))
        for more in range(3):
            add(cast, today, f"Kind {number}{more}")
    assert counts[0] == counts[1]


def add(cast: Cast, today: date, name: str) -> None:
    pupil = make_pupil(cast.so, name, turns(today, -17))
    tie(cast.guardians["olga"], pupil)
    facts: dict[str, Any] = {"basis": "unable", "reason": "x", "review_by": today}
    Representation.objects.create(
        pupil=pupil,
        guardian=cast.guardians["olga"],
        decided_by=cast.petra,
        since=today,
        **facts,
    )


def test_a_forged_post_is_refused(cast: Cast, client_of: SignIn, today: date) -> None:
    row = make_represented(cast, today)
    strict = Client(enforce_csrf_checks=True)
    strict.cookies = client_of(cast.petra).cookies
    assert strict.post(verb(row, "end")).status_code == 403
    row.refresh_from_db()
    assert row.until is None
