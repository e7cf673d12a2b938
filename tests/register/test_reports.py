"""Het rapport in verbs: asked, seen, sent once, withdrawn and replaced."""

from datetime import date, timedelta

import pytest
from django.db import DatabaseError, transaction

from portal.calendar.actions import fill
from portal.files.actions import read
from portal.outbox.models import Message
from portal.people.models import Guardianship, User
from portal.register.actions.report_seen import say, see, see_on_paper
from portal.register.actions.report_send import send_report
from portal.register.actions.reports import ReportRefusedError, replace_report, withdraw_report
from portal.register.models import Disclosure, OwnView, Report, ReportSeen
from portal.register.report_letters import package
from portal.register.rules import Channel
from portal.register.rules.reports import ReportRefusal
from tests.builders import tie
from tests.cast import Cast
from tests.register.reports import noors_report, upload


def sent(report: Report, by: User, today: date, reason: str = "") -> Disclosure:
    row = Report.objects.get(pk=report.pk)
    ready = package(row, today)
    return send_report(row, ready, channel=Channel.SECURE_MAIL, reason=reason, by=by, today=today)


def seen_by_all(cast: Cast, report: Report, today: date) -> None:
    see(report, cast.guardians["fatima"].pk, by=cast.fatima, today=today)
    see_on_paper(report, cast.guardians["daan"].pk, on=today, by=cast.iris, today=today)


def test_only_guardians_with_authority_are_asked_and_told(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    assert report.asked_on(today) == {cast.guardians[name].pk for name in ("fatima", "daan")}
    told = Message.objects.filter(kind="register.report_ready")
    assert {row.to for row in told} == {"fatima@example.org", "daan@example.org"}
    assert not any("Noor" in row.body or "rapport" in row.body for row in told)


@pytest.mark.parametrize("who", ["ruud", "yara", "olga", "mila"])
def test_who_is_not_asked_cannot_say_seen(cast: Cast, today: date, who: str) -> None:
    report = noors_report(cast, today)
    with pytest.raises(ReportRefusedError) as refusal:
        see(report, cast.guardians[who].pk, by=getattr(cast, who), today=today)
    assert refusal.value.refusal is ReportRefusal.NOT_ASKED


@pytest.mark.parametrize("change", [{"until": True}, {"restriction_since": True}])
def test_authority_that_ended_in_between_closes_it(
    cast: Cast, today: date, change: dict[str, bool]
) -> None:
    report = noors_report(cast, today)
    rows = Guardianship.objects.filter(pupil=cast.noor, guardian=cast.guardians["daan"])
    rows.update(**dict.fromkeys(change, today))
    with pytest.raises(ReportRefusedError):
        see(report, cast.guardians["daan"].pk, by=cast.daan, today=today)
    see(report, cast.guardians["fatima"].pk, by=cast.fatima, today=today)
    assert sent(report, cast.iris, today).pupil_id == cast.noor.pk


def test_seen_twice_is_one_row_that_nobody_changes(cast: Cast, today: date) -> None:
    report, fatima = noors_report(cast, today), cast.guardians["fatima"].pk
    assert see(report, fatima, by=cast.fatima, today=today)
    assert not see(report, fatima, by=cast.fatima, today=today)
    with pytest.raises(DatabaseError), transaction.atomic():
        ReportSeen.objects.update(seen_on=today)


def test_it_is_refused_before_and_sent_once_after(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    fill([today.year, today.year + 1])
    with pytest.raises(ReportRefusedError) as refusal:
        sent(report, cast.iris, today, "Verhuisd.")
    assert refusal.value.refusal is ReportRefusal.TOO_EARLY
    seen_by_all(cast, report, today)
    assert sent(report, cast.iris, today) == sent(report, cast.iris, today)
    assert Disclosure.objects.visible_to(cast.noor).count() == 1


def test_after_ten_school_days_it_goes_with_a_reason(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    fill([today.year, today.year + 1])
    for later, ok in ((date(2026, 12, 9), False), (date(2026, 12, 10), True)):
        if ok:
            assert sent(report, cast.iris, later, "Verhuisd.").on == later
            continue
        with pytest.raises(ReportRefusedError):
            sent(report, cast.iris, later, "Verhuisd.")


def test_without_a_filled_calendar_the_days_are_not_counted(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    with pytest.raises(ReportRefusedError) as refusal:
        sent(report, cast.iris, today + timedelta(days=60), "Verhuisd.")
    assert refusal.value.refusal is ReportRefusal.CALENDAR


def test_own_views_go_along_as_an_appendix_and_change_stops_sending(
    cast: Cast, today: date
) -> None:
    report = noors_report(cast, today)
    say(report, cast.guardians["fatima"].pk, "Zij leest graag.", by=cast.fatima, today=today)
    seen_by_all(cast, report, today)
    old = package(Report.objects.get(pk=report.pk), today)
    say(report, cast.guardians["daan"].pk, "Ook rekenen.", by=cast.daan, today=today)
    with pytest.raises(ReportRefusedError) as refusal:
        send_report(report, old, channel=Channel.LINK, reason="", by=cast.iris, today=today)
    assert refusal.value.refusal is ReportRefusal.CHANGED
    row = sent(report, cast.iris, today).report
    assert row.sent_file is not None
    assert len(read(row.sent_file)) > len(read(row.file))


def test_a_new_version_asks_again_and_keeps_the_views(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    say(report, cast.guardians["fatima"].pk, "Zij leest graag.", by=cast.fatima, today=today)
    seen_by_all(cast, report, today)
    new = replace_report(report, upload=upload(), by=cast.iris, today=today)
    assert (new.version, new.seen_people) == (2, set())
    assert OwnView.objects.get().report_id == new.pk
    report.refresh_from_db()
    assert not report.file.is_readable


def test_withdrawn_is_gone_and_cannot_be_sent(cast: Cast, today: date) -> None:
    report = noors_report(cast, today)
    withdraw_report(report, by=cast.iris, today=today)
    assert not Report.objects.standing().exists()
    with pytest.raises(ReportRefusedError) as refusal:
        see(report, cast.guardians["fatima"].pk, by=cast.fatima, today=today)
    assert refusal.value.refusal is ReportRefusal.NOT_OPEN


def test_staff_do_nothing_about_their_own_household(cast: Cast, today: date) -> None:
    tie(cast.guardians["olga"], cast.noor)
    with pytest.raises(ReportRefusedError) as refusal:
        noors_report(cast, today, by=cast.olga)
    assert refusal.value.refusal is ReportRefusal.HOUSEHOLD
