"""Tegelijk: many taps at one moment send a report once, and see it once."""

from datetime import date

import pytest

from portal.people.models import User
from portal.register.actions.report_seen import see, see_on_paper
from portal.register.actions.report_send import send_report
from portal.register.actions.reports import ReportRefusedError, put_up
from portal.register.models import Disclosure, Report, ReportSeen
from portal.register.report_letters import package
from portal.register.rules import Channel
from tests.cast import Cast, make_cast
from tests.register.reports import noors_report, report_processing, upload
from tests.tools.together import together

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def cast(transactional_db: None, today: date) -> Cast:
    """The cast, in a database that other connections see."""
    return make_cast(today)


def test_twenty_taps_at_once_are_seen_once(cast: Cast, today: date) -> None:
    report, fatima = noors_report(cast, today), cast.guardians["fatima"].pk

    def tap() -> bool:
        by = User.objects.get(pk=cast.fatima.pk)
        return see(Report.objects.get(pk=report.pk), fatima, by=by, today=today)

    assert sorted(together(20, tap)) == [False] * 19 + [True]
    assert ReportSeen.objects.count() == 1


def test_twenty_times_sent_at_once_is_one_disclosure(cast: Cast, today: date) -> None:
    row = noors_report(cast, today)
    for name in ("fatima", "daan"):
        who = cast.guardians[name].pk
        see_on_paper(row, who, on=today, by=cast.iris, today=today)
    ready = package(Report.objects.get(), today)

    def send() -> int:
        fresh, by = Report.objects.get(), User.objects.get(pk=cast.iris.pk)
        way = Channel.SECURE_MAIL
        return send_report(fresh, ready, channel=way, reason="", by=by, today=today).pk

    assert len(set(together(20, send))) == 1
    assert Disclosure.objects.count() == 1


def test_ten_times_put_up_at_once_is_one_report(cast: Cast, today: date) -> None:
    report_processing(cast)

    def put() -> bool:
        by = User.objects.get(pk=cast.iris.pk)
        try:
            put_up(
                cast.noor, school=cast.school, to="De Zwaan", upload=upload(), by=by, today=today
            )
        except ReportRefusedError:
            return False
        return True

    assert sorted(together(10, put)) == [False] * 9 + [True]
    assert Report.objects.count() == 1
