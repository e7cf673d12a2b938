"""Voor gezien, en een eigen mening: what each person asked does with a report."""

from datetime import date

from django.db import transaction

from portal.people.models import User
from portal.register.actions.reports import ReportRefusedError, locked, note, refuse_household
from portal.register.models import OwnView, Report, ReportSeen
from portal.register.rules.reports import Asked, ReportRefusal, SeenChannel, may_note_seen


@transaction.atomic
def see(report: Report, who: Asked, *, by: User, today: date) -> bool:
    """Voor gezien in the portal; False when that was done before. Raises `ReportRefusedError`."""
    row = locked(report)
    _must_be_asked(row, who, today)
    return _append(row, who, by=by, on=today, channel=SeenChannel.PORTAL)


@transaction.atomic
def see_on_paper(
    report: Report, who: Asked, *, on: date, view: str = "", by: User, today: date
) -> bool:
    """Staff note a signature on paper of a day, with the view that was written on it.

    Words that this person wrote in the portal stay, above it; who saw it in the portal may still
    write on paper. False when nothing of it was new.
    """
    row = locked(report)
    refuse_household(row.pupil, by)
    _must_be_asked(row, who, today)
    if not may_note_seen(on=on, put_up_on=row.put_up_on, today=today):
        raise ReportRefusedError(ReportRefusal.DATE)
    is_first = _append(row, who, by=by, on=on, channel=SeenChannel.PAPER)
    return _say_more(row, who, view.strip(), by=by, today=today) or is_first


@transaction.atomic
def say(
    report: Report,
    who: Asked,
    text: str,
    *,
    by: User,
    today: date,
    number_confirmed: bool = False,
) -> None:
    """Writes, changes or (empty) takes back one's own view, until the report goes.

    `number_confirmed`: the writer says that a number in it is no BSN; only this fact is kept.
    """
    row = locked(report)
    _must_be_asked(row, who, today)
    if _say(row, who, text, by=by, today=today) and number_confirmed:
        note("register.report_number_confirmed", row, by, guardian=str(who or ""))


def _must_be_asked(row: Report, who: Asked, today: date) -> None:
    """Authority may have ended since the page was shown."""
    if who not in row.asked_on(today):
        raise ReportRefusedError(ReportRefusal.NOT_ASKED)


def _append(row: Report, who: Asked, *, by: User, on: date, channel: SeenChannel) -> bool:
    """A repeated tap writes nothing; the report is locked, so nobody comes between."""
    if ReportSeen.objects.filter(report=row, guardian=who).exists():
        return False
    ReportSeen.objects.create(
        report=row, guardian_id=who, seen_on=on, channel=channel.value, recorded_by_id=by.pk
    )
    note("register.report_seen", row, by, channel=channel.value, guardian=str(who or ""))
    return True


def _say_more(row: Report, who: Asked, view: str, *, by: User, today: date) -> bool:
    """Under what this person said before; the same paper again adds nothing."""
    own = OwnView.objects.filter(report=row, guardian=who).first()
    said = own.text if own else ""
    if not view or said == view or said.endswith(f"\n\n{view}"):
        return False
    return _say(row, who, f"{said}\n\n{view}" if said else view, by=by, today=today)


def _say(row: Report, who: Asked, text: str, *, by: User, today: date) -> bool:
    """False when it already said so."""
    own = OwnView.objects.filter(report=row, guardian=who)
    if own.filter(text=text.strip()).exists():
        return False
    own.delete()
    if text.strip():
        OwnView.objects.create(report=row, guardian_id=who, text=text.strip(), written_on=today)
    note("register.report_view", row, by, written=bool(text.strip()), guardian=str(who or ""))
    return True
