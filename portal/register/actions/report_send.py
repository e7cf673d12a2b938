"""Versturen: when the law allows it the report goes, and that is a disclosure."""

from datetime import date

from django.db import transaction

from portal.files.actions import store
from portal.people.models import User
from portal.register.actions.disclosing import record_disclosure
from portal.register.actions.reports import (
    ReportRefusedError,
    note,
    processing_of,
    refuse_household,
)
from portal.register.actions.weighing import Handover
from portal.register.models import Disclosure, Report
from portal.register.report_letters import Package
from portal.register.rules import Channel, Fact
from portal.register.rules.reports import ReportRefusal


@transaction.atomic
def send_report(
    report: Report, package: Package, *, channel: Channel, reason: str, by: User, today: date
) -> Disclosure:
    """Records that the report goes; again gives the disclosure of the first time.

    `package` is report_letters.package of today, made before this transaction. Raises
    `ReportRefusedError`, or `DisclosureRefusedError` when the register refuses.
    """
    row = Report.objects.select_for_update().get(pk=report.pk)
    if row.disclosure is not None:
        return row.disclosure
    refuse_household(row.pupil, by)
    is_late = _check(row, package, reason, today)
    late = frozenset({Fact.TEN_SCHOOL_DAYS_PASSED, Fact.REASON})
    processing = processing_of(row.pupil)
    handover = Handover(
        processing=processing,
        recipients=[row.recipient],
        fields=processing.data_fields,
        channel=channel,
        facts=late if is_late else frozenset({Fact.REPORT_SEEN}),
    )
    row.disclosure = record_disclosure(row.pupil, handover=handover, consent={}, on=today, by=by)
    row.sent_on, row.reason = today, reason.strip() if is_late else ""
    row.sent_file = store(package.content, name=row.file.name, content_type="application/pdf")
    row.save(update_fields=["disclosure", "sent_on", "reason", "sent_file"])
    note("register.report_sent", row, by, late=is_late, views=len(package.views))
    return row.disclosure


def _check(row: Report, package: Package, reason: str, today: date) -> bool:
    """Whether it goes late; refused when it may not go, or when the own views changed."""
    if not row.is_open:
        raise ReportRefusedError(ReportRefusal.NOT_OPEN)
    verdict = row.may_send(row.closed_days(), today, reason)
    if verdict.refusal:
        raise ReportRefusedError(verdict.refusal)
    if package.views != row.views_on(today):
        raise ReportRefusedError(ReportRefusal.CHANGED)
    return verdict.is_late
