"""Rapporten: a PDF without tags is told, and a withdrawal at the instant of sending is no error."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portal.files.models import StoredFile
from portal.pdf import is_tagged, render
from portal.people.models import User
from portal.register.actions.report_seen import see
from portal.register.actions.reports import withdraw_report
from portal.register.models import Disclosure, Report
from portal.register.report_letters import package
from portal.register.views import report_acts
from tests.cast import Cast, make_cast
from tests.register.reports import at, new, noors_report, once, report_processing
from tests.tools.made import pdf

SignIn = Callable[[User], Client]


@pytest.fixture
def today() -> date:
    """The pages ask the real clock."""
    return timezone.localdate()


@pytest.fixture
def cast(db: None, today: date) -> Cast:
    cast = make_cast(today)
    report_processing(cast)
    return cast


@pytest.fixture
def iris(cast: Cast, client_of: SignIn) -> Client:
    return client_of(cast.iris)


def tagged() -> bytes:
    context = {"views": (), "today": date(2026, 11, 25), "sender": "Bestuur"}
    return render("pdf/own_views.html", context, title="Rapport")


def test_tags_are_found() -> None:
    assert is_tagged(tagged())
    assert not is_tagged(pdf())


@pytest.mark.parametrize("name", ["new", "replace"])
@pytest.mark.parametrize("has_tags", [False, True])
def test_staff_hear_that_a_report_has_no_tags(
    cast: Cast, today: date, iris: Client, name: str, has_tags: bool
) -> None:
    url = new(cast.noor) if name == "new" else at("replace_report", noors_report(cast, today))
    content = tagged() if has_tags else pdf()
    file = SimpleUploadedFile("rapport.pdf", content, "application/pdf")
    answer = iris.post(url, once(file=file))
    assert answer.status_code == 302
    told = [str(one) for one in get_messages(answer.wsgi_request)]
    assert any("schermlezer" in one for one in told) is not has_tags


@pytest.mark.parametrize("before", [True, False])
def test_a_withdrawal_at_the_instant_of_sending_is_no_error(
    cast: Cast, today: date, iris: Client, monkeypatch: pytest.MonkeyPatch, before: bool
) -> None:
    row = noors_report(cast, today)
    for name in ("fatima", "daan"):
        see(row, cast.guardians[name].pk, by=getattr(cast, name), today=today)

    def racing(report: Report, day: date) -> Any:
        made = None if before else package(report, day)
        withdraw_report(Report.objects.get(pk=report.pk), by=cast.iris, today=today)
        StoredFile.objects.get(pk=report.file_id).path.unlink()  # as after the commit
        return made or package(report, day)

    monkeypatch.setattr(report_acts, "package", racing)
    answer = iris.post(at("send_report", row), once(channel="secure_mail"), follow=True)
    assert answer.status_code == 200
    assert "ingetrokken" in answer.text
    assert not Disclosure.objects.exists()
