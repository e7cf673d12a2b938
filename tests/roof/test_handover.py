"""Vastleggen: from the search to the row, and what the pages refuse."""

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

from consent.models import Purpose
from portal.audit.models import Look
from portal.people.models import Pupil, User
from portal.register.models import Disclosure, ProcessingRecipient, Recipient
from portal.register.rules import Fact, RecipientRole, RuleCode
from tests.builders import make_pupil
from tests.cast import Cast
from tests.consent.builders import say
from tests.register.builders import (
    adopt,
    hidden_row,
    pending_row,
    processing,
    safe_home,
    secret,
    share,
)
from tests.story import adopt_purposes

SignIn = Callable[[User], Client]
LOG, NEW, HIDDEN = "/verstrekkingen/", "/verstrekkingen/nieuw/", "/verstrekkingen/verborgen/"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture(autouse=True)
def _register(cast: Cast, today: date) -> None:
    adopt(cast, today)
    adopt_purposes(cast, today)


def form_url(cast: Cast, code: str, over: str, *recipients: Recipient) -> str:
    aan = "".join(f"&aan={one.pk}" for one in recipients)
    pk = processing(cast, code).pk
    return reverse("roof:record_disclosure", args=[pk]) + f"?over={over}{aan}"


def noor(cast: Cast) -> str:
    return f"leerling-{cast.noor.pk}"


def posted(today: date, **changes: Any) -> dict[str, Any]:
    return {
        "once_key": str(uuid4()),
        "on": today.strftime("%d-%m-%Y"),
        "shared": ["first_name", "last_name", "birth_date"],
        "channel": "secure_mail",
        "stap": "vastleggen",
    } | changes


def add_recipient(cast: Cast, code: str, recipient: Recipient) -> Recipient:
    ProcessingRecipient.objects.create(processing=processing(cast, code), recipient=recipient)
    return recipient


def police(cast: Cast) -> Recipient:
    facts = {"name": "Politie Oost", "role": RecipientRole.AUTHORITY.value}
    return add_recipient(
        cast,
        "leerlingadministratie",
        Recipient.objects.create(board=cast.board, rule=RuleCode.POLICE_DEMAND.value, **facts),
    )


def test_from_the_search_to_the_row(cast: Cast, client_of: SignIn, today: date) -> None:
    browser = client_of(cast.iris)
    assert f"?over={noor(cast)}" in browser.get(NEW, {"zoek": "noor"}).text
    assert "Gezondheidsonderzoek" in browser.get(NEW, {"over": noor(cast)}).text
    url = form_url(cast, "jgz", noor(cast))
    check = browser.post(url, posted(today, stap="")).text
    assert "Klopt dit?" in check
    assert not Disclosure.objects.exists()
    answer = browser.post(url, posted(today), follow=True).text
    assert "De verstrekking is vastgelegd." in answer
    row = Disclosure.objects.get()
    assert (row.pupil_id, row.recorded_by_id) == (cast.noor.pk, cast.iris.pk)


def test_the_way_back_keeps_what_was_typed(cast: Cast, client_of: SignIn, today: date) -> None:
    url = form_url(cast, "jgz", noor(cast))
    form = posted(today, stap="terug", description="Oproep voor groep 5.")
    assert "Oproep voor groep 5." in client_of(cast.iris).post(url, form).text
    assert not Disclosure.objects.exists()


def test_a_form_sent_twice_records_once(cast: Cast, client_of: SignIn, today: date) -> None:
    browser, url, form = client_of(cast.iris), form_url(cast, "jgz", noor(cast)), posted(today)
    places = {browser.post(url, form)["Location"] for _ in range(2)}
    assert len(places) == Disclosure.objects.count() == 1


def test_only_the_data_of_the_rule_are_offered(cast: Cast, client_of: SignIn, today: date) -> None:
    url = form_url(cast, "duo", noor(cast))
    html = client_of(cast.iris).get(url).text
    assert 'value="pgn"' in html
    assert 'value="religion"' not in html
    answer = client_of(cast.iris).post(url, posted(today, shared=["religion"])).text
    assert "Dit gegeven mag deze ontvanger niet krijgen." in answer
    assert not Disclosure.objects.exists()


@pytest.mark.parametrize(
    "changes, words",
    [
        ({"on": "01-01-2099"}, "Deze dag komt nog."),
        ({"on": "01-01-2001"}, "nog niet ingeschreven"),
        ({"shared": []}, "Kies welke gegevens u deelt."),
        ({"shared": ["schoenmaat"]}, "Dit gegeven mag deze ontvanger niet krijgen."),
        ({"description": "Het nummer is 111222333."}, "burgerservicenummer"),
        ({"once_key": ""}, "Deze pagina is te oud."),
        ({"shared": ["first_name", "sick_leave"]}, "Het gaat om: ziekteverzuim."),
    ],
)
def test_a_wrong_form_records_nothing(
    cast: Cast, client_of: SignIn, today: date, changes: dict[str, Any], words: str
) -> None:
    url = form_url(cast, "jgz", noor(cast))
    answer = client_of(cast.iris).post(url, posted(today, **changes))
    assert answer.status_code == 200
    assert words in answer.text
    assert not Disclosure.objects.exists()


def test_the_source_is_mandatory_for_the_support_team(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    url = form_url(cast, "ondersteuningsteam", noor(cast))
    stated = ["not_possible_anonymously", "family_told"]
    form = posted(today, shared=["support_plan"], stated=stated)
    assert "Waar komt de informatie vandaan: " in client_of(cast.iris).post(url, form).text
    client_of(cast.iris).post(url, form | {"source": "de leraar"})
    assert Disclosure.objects.get().text.source == "de leraar"


def test_a_photo_for_the_printer_leaves_out_who_said_no(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    make_pupil(cast.school, "Sofie", None, group=cast.group)
    purpose = Purpose.objects.get(board=cast.board, code="schoolgids")
    say(cast.fatima, cast.noor, purpose, today, yes=True)
    url, browser = form_url(cast, "schoolgids", f"groep-{cast.group.pk}"), client_of(cast.iris)
    form = posted(today, shared=["photo"], purpose=str(purpose.pk))
    refused = browser.post(url, form).text
    assert "Voor 1 van de 2 leerlingen is er geen toestemming." in refused
    assert not [name for name in ("Sofie", "Fatima", "Daan") if name in refused]
    check = browser.post(url, form | {"leave_out": "on", "stap": ""}).text
    assert "1 (geen toestemming)" in check
    browser.post(url, form | {"leave_out": "on"})
    assert Disclosure.objects.get().exclusions.count() == 1


def test_a_yes_for_being_shown_is_no_yes_for_care(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    html = client_of(cast.iris).get(form_url(cast, "jgz", noor(cast))).text
    assert "Foto in de schoolgids" not in html
    html = client_of(cast.iris).get(form_url(cast, "schoolgids", noor(cast))).text
    assert "Foto in de schoolgids" in html
    assert "Gegevens op de klassenlijst" not in html


def test_veilig_thuis_may_be_hidden_and_waits(cast: Cast, client_of: SignIn, today: date) -> None:
    recipient = add_recipient(cast, "ondersteuningsteam", safe_home(cast))
    url = form_url(cast, "ondersteuningsteam", noor(cast), recipient)
    form = posted(today, shared=["safety_concern"], stated=["necessary", "safety"], source="leraar")
    browser = client_of(cast.iris)
    bare = browser.post(url, form | {"hide": "on"}).text
    assert "Schrijf op waarom." in bare
    assert "Kies een dag na vandaag, binnen een jaar." in bare
    later = (today + timedelta(days=30)).strftime("%d-%m-%Y")
    browser.post(url, form | {"hide": "on", "hide_reason": "Onveilig.", "review_on": later})
    row = Disclosure.objects.get()
    assert (row.hidden, row.hiding.is_pending) == (True, True)


def test_a_police_demand_needs_its_four_elements_and_starts_hidden(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    browser = client_of(cast.iris)
    url = form_url(cast, "leerlingadministratie", noor(cast), police(cast))
    later = (today + timedelta(days=30)).strftime("%d-%m-%Y")
    form = posted(today, hide_reason="Onderzoek loopt.", review_on=later)
    assert "Eerst is dit nodig: de brief zegt over wie het gaat" in browser.post(url, form).text
    four = ["person_named", "data_named", "term_and_way", "legal_title"]
    assert "Dit veld" in browser.post(url, posted(today, stated=four)).text
    browser.post(url, form | {"stated": four})
    assert Disclosure.objects.get().hidden


def test_ones_own_household_does_not_exist(cast: Cast, client_of: SignIn, today: date) -> None:
    user = cast.iris
    guardian = cast.guardians["fatima"]
    guardian.user = user
    guardian.save(update_fields=["user"])
    row = share(cast, cast.noor, today)
    browser = client_of(user)
    assert browser.get(form_url(cast, "jgz", noor(cast))).status_code == 404
    assert noor(cast) not in browser.get(NEW, {"zoek": "noor"}).text
    assert browser.get(reverse("register:log_row", args=[row.pk])).status_code == 404


def test_strange_keys_do_not_exist(cast: Cast, client_of: SignIn) -> None:
    browser = client_of(cast.iris)
    strange = [f"leerling-{cast.noah.pk}", f"school-{cast.so.pk}", "leerling-x", "iets-anders"]
    strange += [f"groep-{uuid4()}", f"tafel-{uuid4()}"]
    for over in strange:
        assert browser.get(NEW, {"over": over}).status_code == 404, over
    other = f"{form_url(cast, 'jgz', noor(cast))}&aan={uuid4()}"
    assert browser.get(other).status_code == 404


def test_the_log_is_filtered_and_hides_for_most(cast: Cast, client_of: SignIn, today: date) -> None:
    share(cast, cast.group, today)
    share(cast, cast.noor, today, code="basispoort", fields="first_name")
    hidden_row(cast, today)
    html = client_of(cast.iris).get(LOG).text
    assert "Basispoort</a>" in html.replace("\n", "")
    assert "Veilig Thuis Vlinderland</a>" not in html.replace("\n", "")
    assert "Veilig Thuis Vlinderland</a>" in client_of(cast.frank).get(LOG).text.replace("\n", "")
    found = client_of(cast.iris).get(LOG, {"verwerking": str(processing(cast, "jgz").pk)}).text
    assert "Basispoort</a>" not in found.replace("\n", "")
    assert "Er is niets gevonden." in client_of(cast.iris).get(LOG, {"tot": "01-01-2020"}).text


def test_the_log_costs_the_same_with_more_rows(cast: Cast, client_of: SignIn, today: date) -> None:
    share(cast, cast.noor, today)
    browser, counts = client_of(cast.petra), []
    for _round in range(2):
        browser.get(LOG)
        with CaptureQueriesContext(connection) as queries:
            browser.get(LOG)
        counts.append(len(queries))
        for about in (cast.noor, cast.group, cast.school, cast.bram):
            share(cast, about, today)
    assert counts[0] + 2 == counts[1]  # the names of groups and of schools, once there are any


def test_the_hidden_list_costs_the_same_with_more_rows(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    to = list(hidden_row(cast, today).recipients.all())
    browser, counts = client_of(cast.petra), []
    for _round in range(2):
        browser.get(HIDDEN)
        with CaptureQueriesContext(connection) as queries:
            browser.get(HIDDEN)
        counts.append(len(queries))
        for about in (cast.noor, cast.bram):
            hide(cast, about, today, to)
    assert counts[0] == counts[1]


def hide(cast: Cast, about: Pupil, today: date, to: list[Recipient]) -> None:
    facts = frozenset({Fact.NECESSARY, Fact.SOURCE_NAMED, Fact.SAFETY})
    kept, fields = secret(cast, today), "safety_concern"
    share(cast, about, today, fields=fields, recipients=to, facts=facts, secrecy=kept)


def test_looking_is_noted_on_the_row_and_not_on_the_pupil(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = hidden_row(cast, today)
    client_of(cast.frank).get(f"{HIDDEN}{row.pk}/")
    client_of(cast.petra).get(f"{LOG}{row.pk}/")
    looks = Look.objects.filter(subject_id=str(row.pk), subject_type="register.disclosure")
    assert looks.count() == 2
    assert not Look.objects.filter(subject_id=str(cast.noor.pk)).exists()


def test_the_second_person_agrees_keeps_and_shows(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row, browser = pending_row(cast, today), client_of(cast.henk)
    page = f"{HIDDEN}{row.pk}/"
    assert "Ik geef akkoord" in browser.get(page).text
    assert "blijft verborgen" in browser.post(f"{page}akkoord/", follow=True).text
    later = (today + timedelta(days=99)).strftime("%d-%m-%Y")
    form = {"once_key": str(uuid4()), "reason": "Nog onveilig.", "review_on": later}
    assert "Nog onveilig." in browser.post(page, form, follow=True).text
    assert "ziet deze rij vanaf nu" in browser.post(f"{page}zichtbaar/", follow=True).text
    assert Disclosure.objects.visible_to(cast.noor).get() == row


def test_the_fg_reads_the_hidden_page_without_buttons(
    cast: Cast, client_of: SignIn, today: date
) -> None:
    row = hidden_row(cast, today)
    html = client_of(cast.frank).get(f"{HIDDEN}{row.pk}/").text
    assert "De veiligheid van het kind." in html
    assert 'action="/verstrekkingen' not in html
    assert "Houd verborgen" not in html
