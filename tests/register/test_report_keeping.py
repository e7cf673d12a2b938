"""Rapporten opruimen: files and own views 30 days after sending, the reason after two years."""

from datetime import date, datetime, timedelta

import pytest
from django.conf import settings
from django.utils import timezone
from django.utils.module_loading import import_string
from pytest_django import DjangoCaptureOnCommitCallbacks

from portal.audit.models import Event
from portal.calendar.actions import fill
from portal.files.models import StoredFile
from portal.outbox.models import Message
from portal.people.models import Enrolment, Guardianship
from portal.people.rules import Authority
from portal.register.actions.report_keeping import forget_reports, look_after_reports
from portal.register.actions.report_seen import say, see
from portal.register.actions.report_send import send_report
from portal.register.models import OwnView, Report, ReportSeen
from portal.register.report_letters import package
from portal.register.rules import Channel
from portal.register.rules.reports import keeps_reason
from tests.cast import Cast
from tests.register.reports import noors_report

SEND_ON = date(2026, 12, 10)  # Thursday: the ten school days are over


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


@pytest.fixture
def sent(cast: Cast, today: date) -> Report:
    """Seen by Fatima alone, with a view, and sent with a reason."""
    fill([today.year, today.year + 1])
    fatima, row = cast.guardians["fatima"].pk, noors_report(cast, today)
    see(row, fatima, by=cast.fatima, today=today)
    say(row, fatima, "Zij leest graag.", by=cast.fatima, today=today)
    row, way = Report.objects.get(), Channel.SECURE_MAIL
    ready = package(row, SEND_ON)
    send_report(row, ready, channel=way, reason="Verhuisd.", by=cast.iris, today=SEND_ON)
    return Report.objects.get()


@pytest.mark.parametrize("days, left", [(29, 2), (30, 0), (31, 0)])
def test_the_files_go_thirty_days_after_sending(
    sent: Report,
    days: int,
    left: int,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        forget_reports(SEND_ON + timedelta(days=days))
    kept = StoredFile.objects.exclude(wrapped_key=None)
    assert kept.count() == left
    assert [file.path.exists() for file in StoredFile.objects.all()] == [bool(left)] * 2
    assert OwnView.objects.count() == left // 2


def test_who_saw_it_and_that_it_went_stay(sent: Report) -> None:
    assert forget_reports(SEND_ON + timedelta(days=30)) == 1
    assert forget_reports(SEND_ON + timedelta(days=31)) == 0
    row = Report.objects.get()
    assert (row.sent_on, row.disclosure_id, row.reason) == (
        SEND_ON,
        sent.disclosure_id,
        "Verhuisd.",
    )
    assert ReportSeen.objects.filter(report=row).count() == 1
    trace = Event.objects.get(verb="register.report_forgotten")
    assert (trace.subject_id, trace.facts) == (str(row.pk), {})


@pytest.mark.parametrize("day, left", [("2028-12-09", "Verhuisd."), ("2028-12-10", "")])
def test_the_reason_stays_as_long_as_the_texts_of_a_request(
    sent: Report, day: str, left: str
) -> None:
    forget_reports(date.fromisoformat(day))
    assert Report.objects.get().reason == left


def test_a_reason_of_the_leap_day_goes_as_every_other_term() -> None:
    leap = date(2028, 2, 29)
    assert keeps_reason(leap, date(2030, 2, 28), years=2)
    assert not keeps_reason(leap, date(2030, 3, 1), years=2)


def test_what_was_never_sent_goes_with_the_file_of_the_pupil(cast: Cast, today: date) -> None:
    row, left = noors_report(cast, today), today - timedelta(days=1)
    Enrolment.objects.filter(pupil=cast.noor).update(until=left, leaving_reason="vertrokken")
    assert forget_reports(left.replace(year=left.year + 2) - timedelta(days=1)) == 0
    assert forget_reports(left.replace(year=left.year + 2)) == 1
    row.refresh_from_db()
    assert not row.is_open
    assert not row.file.is_readable


def test_an_open_report_of_a_pupil_who_is_there_stays(cast: Cast, today: date) -> None:
    noors_report(cast, today)
    assert forget_reports(today + timedelta(days=300)) == 0
    assert Report.objects.open().exists()


def test_who_is_asked_since_is_told_once(cast: Cast, today: date) -> None:
    noors_report(cast, today)
    see(Report.objects.get(), cast.guardians["daan"].pk, by=cast.daan, today=today)
    yara = Guardianship.objects.filter(guardian=cast.guardians["yara"])
    yara.update(authority=Authority.YES.value)
    for days in (0, 1):
        look_after_reports(noon(today + timedelta(days=days)))
    told = Message.objects.filter(kind="register.report_ready").values_list("to", flat=True)
    assert sorted(told) == ["daan@example.org", "fatima@example.org", "yara@example.org"]


def test_the_clock_forgets_too(sent: Report) -> None:
    assert look_after_reports(noon(SEND_ON + timedelta(days=30))) == 1


def test_the_clock_does_it_every_day() -> None:
    path, seconds = settings.SWEEPS["register.reports"]
    assert (import_string(path), seconds) == (look_after_reports, 24 * 60 * 60)
