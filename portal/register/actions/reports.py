"""Klaarzetten, vervangen, intrekken: the report before it goes (seed 001 art. 13.3)."""

from datetime import date

from django.conf import settings
from django.db import transaction

from portal.audit.actions import record
from portal.files.actions import CleanUpload, destroy_key, store
from portal.files.models import StoredFile
from portal.outbox.actions import announce
from portal.people.models import Guardian, Pupil, School, User, pupils_at_home
from portal.register.models import OwnView, Processing, Recipient, Report
from portal.register.models.reports import asked_about
from portal.register.rules import RecipientRole, RuleCode
from portal.register.rules.reports import Asked, ReportRefusal
from portal.register.wording_reports import REPORT_REFUSALS

ROLES = {role.value for role in RecipientRole}
PROCESSING = "nieuwe-school"  # its code in the beginregister


class ReportRefusedError(Exception):
    """The rule refuses; `refusal` for machines, the text in Dutch for people."""

    def __init__(self, refusal: ReportRefusal) -> None:
        super().__init__(str(REPORT_REFUSALS[refusal]))
        self.refusal = refusal


@transaction.atomic
def put_up(
    pupil: Pupil, *, school: School, to: str, upload: CleanUpload, by: User, today: date
) -> Report:
    """Shows a report to everybody who is asked; `to` is the name of the new school.

    Raises `ReportRefusedError`: household, nobody_asked, register, recipient or open.
    """
    row = Pupil.objects.select_for_update().get(pk=pupil.pk)
    refuse_household(row, by)
    if not asked_about(row, today):
        raise ReportRefusedError(ReportRefusal.NOBODY_ASKED)
    processing_of(row)
    recipient = _new_school(row, to)
    if Report.objects.open().filter(pupil=row, recipient=recipient).exists():
        raise ReportRefusedError(ReportRefusal.OPEN)
    report = Report.objects.create(
        pupil=row,
        school=school,
        recipient=recipient,
        file=_kept(upload),
        put_up_on=today,
        put_up_by=by,
    )
    note("register.report_put_up", report, by)
    tell_asked(report, today)
    return report


@transaction.atomic
def replace_report(report: Report, *, upload: CleanUpload, by: User, today: date) -> Report:
    """A new version asks everybody again and gets ten school days of its own.

    The own views stay with it; the old file can be read by nobody any more.
    """
    old = locked(report)
    refuse_household(old.pupil, by)
    _close(old, today)
    new = Report.objects.create(
        pupil=old.pupil,
        school=old.school,
        recipient=old.recipient,
        version=old.version + 1,
        file=_kept(upload),
        put_up_on=today,
        put_up_by=by,
    )
    OwnView.objects.filter(report=old).update(report=new)
    note("register.report_replaced", new, by, version=new.version)
    tell_asked(new, today)
    return new


@transaction.atomic
def withdraw_report(report: Report, *, by: User, today: date) -> None:
    """Nobody of the family sees it any more; file and own views go."""
    row = locked(report)
    refuse_household(row.pupil, by)
    _close(row, today)
    OwnView.objects.filter(report=row).delete()
    note("register.report_withdrawn", row, by)


def locked(report: Report) -> Report:
    """The open report for a check and a write. Raises `ReportRefusedError`: not_open."""
    row = Report.objects.select_for_update().get(pk=report.pk)
    if not row.is_open:
        raise ReportRefusedError(ReportRefusal.NOT_OPEN)
    return row


def refuse_household(pupil: Pupil, by: User) -> None:
    """No staff verb on one's own household (law.md §3)."""
    if pupils_at_home(by).filter(pk=pupil.pk).exists():
        raise ReportRefusedError(ReportRefusal.HOUSEHOLD)


def processing_of(pupil: Pupil) -> Processing:
    """The board's entry in the register for this report. Raises `ReportRefusedError`: register."""
    rows = Processing.objects.filter(board_id=pupil.board_id, school=None, code=PROCESSING)
    found = rows.first()
    if found is None:
        raise ReportRefusedError(ReportRefusal.REGISTER)
    return found


def note(verb: str, report: Report, by: User, **facts: str | int | bool) -> None:
    """The audit row of a verb on a report."""
    pupil = report.pupil
    record(verb, actor=by, subject=report, board_id=pupil.board_id, pupil_id=pupil.pk, **facts)


def _close(report: Report, today: date) -> None:
    report.withdrawn_on = today
    report.save(update_fields=["withdrawn_on"])
    destroy_key(report.file, today)


def _new_school(pupil: Pupil, name: str) -> Recipient:
    """By its own name and once a board, however it is written; a kind of school is no name."""
    rows = Recipient.objects.filter(board_id=pupil.board_id, rule=RuleCode.NEW_SCHOOL.value)
    found = rows.filter(name__iexact=name).first()
    if found is None:
        return rows.create(
            board_id=pupil.board_id,
            rule=RuleCode.NEW_SCHOOL.value,
            name=name,
            role=RecipientRole.CONTROLLER.value,
        )
    if found.is_category or found.role not in ROLES:
        raise ReportRefusedError(ReportRefusal.RECIPIENT)
    return found


def _kept(upload: CleanUpload) -> StoredFile:
    return store(upload.content, name=upload.name, content_type=upload.content_type)


def tell_asked(report: Report, today: date) -> None:
    """To everybody who is asked and did not see it, once and without content.

    Who has no address gets it on paper.
    """
    guardians = {row.guardian_id: row.guardian for row in report.pupil.guardianships.all()}
    for who in sorted(report.asked_on(today) - report.seen_people, key=str):
        announce(
            "register.report_ready",
            to=_address(report.pupil, guardians, who),
            link=settings.PORTAL_URL,
            key=f"register.report_ready:{report.pk}:{who or 'pupil'}",
            informal=who is None,
        )


def _address(pupil: Pupil, guardians: dict[Asked, Guardian], who: Asked) -> str:
    if who is None:
        return (pupil.user.email if pupil.user else "") or ""
    guardian = guardians[who]
    return (guardian.user.email if guardian.user else "") or guardian.contact_email
