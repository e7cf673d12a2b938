"""Zestien: six weeks ahead people are told; on the day itself the rule moves the rights."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from portal.outbox.actions import announce
from portal.people.access import is_provisional, link_of, subject_of
from portal.people.models import Guardian, Guardianship, Pupil, SixteenNotice
from portal.people.rules import AHEAD, NOTICE_YEARS, Term, is_ahead, is_told_ahead, turns

MARGIN = timedelta(days=2)  # for 29 February: the rule decides


def tell_ahead(now: datetime) -> int:
    """Sweep, daily: each person once. Returns how many were told. A kill loses nothing.

    What is kept long enough goes on the way.
    """
    today = timezone.localtime(now).date()
    forget_old(today)
    return sum(_tell(pupil, now, today) for pupil in _nearly_sixteen(today))


def forget_old(today: date) -> int:
    """Notices of two years and older; returns how many went. The window of six weeks is past."""
    return SixteenNotice.objects.filter(told_on__lte=turns(today, -NOTICE_YEARS)).delete()[0]


def _nearly_sixteen(today: date) -> list[Pupil]:
    rows = Pupil.objects.filter(
        born_on__gt=turns(today, -16) - MARGIN, born_on__lte=turns(today + AHEAD, -16) + MARGIN
    )
    rows = rows.select_related("board", "user").prefetch_related(
        "enrolments__school", "guardianships__guardian__user"
    )
    return [row for row in rows.order_by("pk") if is_ahead(row.born_on, today)]


@transaction.atomic
def _tell(pupil: Pupil, now: datetime, today: date) -> int:
    """Notices and mails of one pupil in one transaction."""
    subject = subject_of(pupil)
    if subject.kept_until is not None and not Term(date.min, subject.kept_until).holds(today):
        return 0
    told = _tell_pupil(pupil, today)
    for row in pupil.guardianships.all():
        link = link_of(row, [], provisional=_is_provisional(row, now))
        if is_told_ahead(link, subject, today):
            told += _tell_guardian(pupil, row.guardian, today)
    return told


def _is_provisional(row: Guardianship, now: datetime) -> bool:
    account = row.guardian.user
    if account is None:
        return False
    return account.is_provisional(now) or is_provisional(row.guardian, now)


def _tell_pupil(pupil: Pupil, today: date) -> int:
    """To the mailbox that the pupil proved; the school knows no address of a pupil.

    Before 16 a pupil has no account: then it is noted that an invitation must follow, and the
    letter tells it.
    """
    account = pupil.user
    address = account.email if account and account.email_proven_at else ""
    kind = "ahead" if address else "invite"
    _row, is_new = SixteenNotice.objects.get_or_create(
        pupil=pupil, guardian=None, kind=kind, defaults={"told_on": today}
    )
    if is_new:
        _announce(address or "", f"{pupil.pk}:pupil", informal=True)
    return int(is_new and bool(address))


def _tell_guardian(pupil: Pupil, guardian: Guardian, today: date) -> int:
    """Once, as soon as an address is known; without one the page of the portal tells it."""
    account = guardian.user
    address = (account.email if account else "") or guardian.contact_email
    if not address:
        return 0
    _row, is_new = SixteenNotice.objects.get_or_create(
        pupil=pupil, guardian=guardian, kind="ahead", defaults={"told_on": today}
    )
    if is_new:
        _announce(address, f"{pupil.pk}:{guardian.pk}", informal=False)
    return int(is_new)


def _announce(to: str, who: str, *, informal: bool) -> None:
    """That something waits, never what, and no name or address (product.md rule 11)."""
    announce(
        "roof.sixteen_ahead",
        to=to,
        link=settings.PORTAL_URL,
        key=f"roof.sixteen_ahead:{who}",
        informal=informal,
    )
