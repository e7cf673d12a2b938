"""Rapporten, for staff: sent when the law allows it, replaced, withdrawn."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from portal.calendar.actions import fill
from portal.people.models import User
from portal.register.actions.report_seen import see_on_paper
from portal.register.models import Disclosure, Report
from tests.cast import Cast, make_cast
from tests.register.reports import at, noors_report, paper, posted, report_processing
from tests.tools.made import pdf

SignIn = Callable[[User], Client]
BSN = "111222333"


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    """The cast, with the processing in the register."""
    cast = make_cast(today)
    report_processing(cast)
    return cast


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    """The office of Noor's school."""
    return client_of(cast.iris)


def all_saw(cast: Cast, row: Report, today: date) -> None:
    for name in ("fatima", "daan"):
        see_on_paper(row, cast.guardians[name].pk, on=today, by=cast.iris, today=today)


def test_it_is_sent_when_all_have_seen_it_and_that_is_a_disclosure(
    cast: Cast, today: date, iris: Client
) -> None:
    row = noors_report(cast, today)
    all_saw(cast, row, today)
    assert "Waarom gaat" not in iris.get(at("send_report", row)).text
    assert iris.get(at("report_preview", row)).content.startswith(b"%PDF-")
    answer = posted(iris, at("send_report", row), channel="secure_mail")
    assert answer.headers["Location"] == at("report", row)
    assert Disclosure.objects.get().pupil_id == cast.noor.pk
    assert iris.get(at("report_sent", row)).headers["Content-Disposition"].startswith("attachment")
    assert posted(iris, at("send_report", row), channel="link").status_code == 302
    assert Disclosure.objects.count() == 1


def test_before_the_last_day_nothing_is_sent(cast: Cast, today: date, iris: Client) -> None:
    fill(range(today.year, today.year + 2))
    row = noors_report(cast, today)
    assert "de tien schooldagen zijn nog niet voorbij" in iris.get(at("send_report", row)).text
    posted(iris, at("send_report", row), channel="link", reason="Haast.")
    assert not Disclosure.objects.exists()


def test_an_unknown_calendar_is_said_and_sends_nothing(
    cast: Cast, today: date, iris: Client
) -> None:
    row = noors_report(cast, today)
    assert "kunnen wij de tien schooldagen niet tellen" in iris.get(at("report", row)).text
    assert "kalender mist" in iris.get(reverse("register:reports")).text
    answer = posted(iris, at("send_report", row), channel="link", reason="Haast.")
    assert "kunnen wij de tien schooldagen niet tellen" in answer.text
    assert not Disclosure.objects.exists()


def test_after_ten_school_days_it_asks_for_a_reason(cast: Cast, today: date, iris: Client) -> None:
    fill(range(today.year - 1, today.year + 2))
    row = noors_report(cast, today - timedelta(days=90))
    url = at("send_report", row)
    assert "Schrijf op waarom" in posted(iris, url, channel="link", reason=" ").text
    assert "burgerservicenummer" in posted(iris, url, channel="link", reason=BSN).text
    assert not Disclosure.objects.exists()
    posted(iris, url, channel="link", reason="Verhuisd.")
    row.refresh_from_db()
    assert (row.reason, row.sent_on) == ("Verhuisd.", today)


def test_a_new_version_and_withdrawing(cast: Cast, today: date, iris: Client) -> None:
    row = noors_report(cast, today)
    posted(iris, at("replace_report", row), file=paper(pdf()))
    old, fresh = Report.objects.order_by("version")
    assert (fresh.version, fresh.is_open, old.file.is_readable) == (2, True, False)
    assert iris.get(at("report_file", old)).status_code == 404
    answer = posted(iris, at("withdraw_report", fresh))
    assert answer.headers["Location"] == reverse("register:reports")
    assert "Noor" not in iris.get(reverse("register:reports")).text


@pytest.mark.parametrize(
    "name", ["report_on_paper", "replace_report", "withdraw_report", "send_report"]
)
def test_what_was_withdrawn_leads_back_to_its_page(
    cast: Cast, today: date, iris: Client, name: str
) -> None:
    row = noors_report(cast, today)
    posted(iris, at("withdraw_report", row))
    assert iris.get(at(name, row)).headers["Location"] == at("report", row)
    assert "ingetrokken" in iris.get(at("report", row)).text
