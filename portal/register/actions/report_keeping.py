"""Elke dag: who is asked since is told; files, views and reasons go (law.md §7; AVG 5(1)(e))."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from portal.audit.actions import record
from portal.files.actions import destroy_key
from portal.people.access import subject_of
from portal.register.actions.reports import tell_asked
from portal.register.models import OwnView, Report
from portal.register.rules.reports import keeps_reason, last_sent_without_file


def look_after_reports(now: datetime) -> int:
    """Sweep: tells who is asked since, and forgets. Returns how many reports lost something.

    Authority may come, a pupil turn 16 and an address be known after a report was put up.
    """
    today = timezone.localtime(now).date()
    for row in Report.objects.open().ready():
        tell_asked(row, today)
    return forget_reports(today)


def forget_reports(today: date) -> int:
    """Files and own views 30 days after sending, reasons as long as a request's texts.

    What was never sent goes with the pupil's file.
    """
    old = Report.objects.filter(sent_on__lte=last_sent_without_file(today))
    readable = Q(file__wrapped_key__isnull=False) | Q(sent_file__wrapped_key__isnull=False)
    gone = [_forget(row, today) for row in old.filter(readable)]
    lapsed = [_forget(row, today) for row in Report.objects.open().ready() if _ended(row, today)]
    return len(gone) + len(lapsed) + _forget_reasons(today)


def _forget_reasons(today: date) -> int:
    written = Report.objects.filter(sent_on__isnull=False).exclude(reason="")
    old = [
        row.pk
        for row in written.select_related("pupil__board")
        if row.sent_on and not keeps_reason(row.sent_on, today, years=row.pupil.board.request_years)
    ]
    return Report.objects.filter(pk__in=old).update(reason="")


def _ended(row: Report, today: date) -> bool:
    """The school keeps no file of this pupil any more."""
    until = subject_of(row.pupil).kept_until
    return until is not None and until <= today


@transaction.atomic
def _forget(report: Report, today: date) -> None:
    """The keys go, so that nobody can read the files, not in a backup either."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    for file in (row.file, row.sent_file):
        if file is not None:
            destroy_key(file, today)
    OwnView.objects.filter(report=row).delete()
    if row.is_open:
        row.withdrawn_on = today
        row.save(update_fields=["withdrawn_on"])
    pupil = row.pupil
    record(
        "register.report_forgotten",
        actor=None,
        subject=row,
        board_id=pupil.board_id,
        pupil_id=pupil.pk,
    )
