"""Uitreiken: in the portal, by post or at the desk; proven, and for thirty days (law.md §7)."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from portal.files.actions import destroy_key
from portal.people.models import User
from requests_app import mails
from requests_app.actions.before_answer import holds_data
from requests_app.actions.collect import stop_collecting
from requests_app.actions.locks import Refused, locked
from requests_app.actions.log import logged
from requests_app.models import (
    AnswerPackage,
    DataRequest,
    Delivery,
    Extract,
    may_be_given,
    receiver_of,
)
from requests_app.rules import Handed, Outcome, Result, State
from requests_app.rules.collecting import COLLECTED, KEPT, available_until

DATA = Q(kind__in=[kind.value for kind in COLLECTED]) & Q(
    decision__outcome__in=[Outcome.GRANTED.value, Outcome.PARTLY.value]
)


def deliver_package(
    row: DataRequest, package: AnswerPackage, *, by: User | None, today: date
) -> Delivery:
    """Puts it ready in the portal, inside the verb that calls this; the row is locked."""
    package.available_until = available_until(today)
    package.save(update_fields=["available_until"])
    delivery = Delivery.objects.create(
        request=row,
        handed=Handed.PORTAL.value,
        on=today,
        by=by.pk if by else None,
        available_until=package.available_until,
    )
    stop_collecting(row, Result.CASE_ANSWERED, today=today)
    logged("requests.deliver", row, by, handed=Handed.PORTAL.value)
    mails.package_ready(package)
    return delivery


@transaction.atomic
def release(request: DataRequest, *, by: User, may_release: bool, today: date) -> Delivery:
    """Somebody of the staff puts the package ready in the portal.

    `may_release` is what access.answer says of this person: with something hidden only a privacy
    officer. Refused: "officer", "state" when nothing waits, "account" when nobody could open it,
    "authority" when who got the letter may not have the data today.
    """
    row = locked(request)
    if not may_release:
        raise Refused("officer")
    package = _waiting(row)
    if receiver_of(row, row.decision.answered_on).user is None:
        raise Refused("account")
    if not may_be_given(row, today):
        raise Refused("authority")
    return deliver_package(row, package, by=by, today=today)


@transaction.atomic
def hand_over(
    request: DataRequest,
    handed: Handed,
    *,
    on: date,
    note: str,
    by: User,
    may_release: bool,
    today: date,
) -> Delivery:
    """By post or at the desk, with what was checked; or that it could not be given, with why.

    Refused as `release`, and "day", "note", "making" while the data are not there yet, or "given"
    for what failed after it was given. The right is asked of the day on which it was given.
    """
    row = locked(request)
    if not may_release:
        raise Refused("officer")
    decision = getattr(row, "decision", None)
    if decision is None or handed is Handed.PORTAL or row.anonymised_on is not None:
        raise Refused("state")
    if not decision.answered_on <= on <= today:
        raise Refused("day")
    if handed is Handed.FAILED:
        _must_not_be_given(row)
    else:
        _must_be_there(row, on)
    if not note.strip():
        raise Refused("note")
    until = _close_package(row, on)
    delivery = Delivery.objects.create(
        request=row, handed=handed.value, on=on, by=by.pk, note=note.strip(), available_until=until
    )
    stop_collecting(row, Result.CASE_ANSWERED, today=today)
    if handed is Handed.FAILED:
        logged("requests.not_delivered", row, by)
    else:
        logged("requests.deliver", row, by, handed=handed.value)
    return delivery


def _must_not_be_given(row: DataRequest) -> None:
    if row.deliveries.exists():
        raise Refused("given")


def _must_be_there(row: DataRequest, on: date) -> None:
    """Who got the letter may have the data on that day, and the data are there."""
    if not may_be_given(row, on):
        raise Refused("authority")
    made = row.packages.exclude(made_at=None)
    if holds_data(row, Outcome(row.decision.outcome)) and not made.exists():
        raise Refused("making")


def _waiting(row: DataRequest) -> AnswerPackage:
    """The made package that nobody handed out yet."""
    package = row.packages.select_for_update().first()
    if package is None or package.made_at is None or package.available_until is not None:
        raise Refused("state")
    return package


def _close_package(row: DataRequest, on: date) -> date | None:
    """From the day it was handed over its days count; an answer without data has none."""
    package = row.packages.select_for_update().exclude(made_at=None).first()
    if package is None:
        return None
    if package.available_until is None:
        package.available_until = available_until(on)
        package.save(update_fields=["available_until"])
    return package.available_until


@transaction.atomic
def note_opened(request: DataRequest, *, by: User, now: datetime) -> None:
    """The first time that who asked opened the answer in the portal: the proof of delivery."""
    rows = Delivery.objects.filter(request=request, handed=Handed.PORTAL.value, opened_at=None)
    if rows.update(opened_at=now):
        logged("requests.open_answer", request, by)


def note_letter_opened(request: DataRequest, *, by: User, now: datetime) -> None:
    """Proof for an answer without data, also before the sweep; with data the package is it."""
    if holds_data(request, Outcome(request.decision.outcome)):
        return
    if not Delivery.objects.filter(request=request).exists():
        _deliver_letter(request)
    note_opened(request, by=by, now=now)


def deliver_letters(now: datetime) -> int:
    """Sweep: an answer without data lies in the portal from its day on; how many were noted."""
    rows = DataRequest.objects.filter(decision__isnull=False, deliveries=None)
    found = rows.filter(state=State.ANSWERED.value, anonymised_on=None).exclude(DATA)
    return sum(_deliver_letter(row) for row in found)


@transaction.atomic
def _deliver_letter(request: DataRequest) -> int:
    return note_letter(locked(request))


def note_letter(row: DataRequest) -> int:
    """Notes, once, that a letter without data lies in the portal since its day; row is locked."""
    decision = row.decision
    with_data = holds_data(row, Outcome(decision.outcome))
    if with_data or receiver_of(row, decision.answered_on).user is None:
        return 0
    if Delivery.objects.filter(request=row).exists():
        return 0
    Delivery.objects.create(request=row, handed=Handed.PORTAL.value, on=decision.answered_on)
    return 1


def forget_answers(now: datetime) -> int:
    """Sweep, daily: keys go 30 days after delivery; of what was made black after the answer; and
    of all that was collected for a request that was withdrawn. How many keys went.
    """
    today = timezone.localtime(now).date()
    packages = AnswerPackage.objects.filter(available_until__lt=today).select_related("file")
    gone = [row.file for row in packages if row.file is not None and row.file.is_readable]
    gone += [row.file for row in _extracts_over(today)]
    for file in gone:
        destroy_key(file, today)
    return len(gone)


def _extracts_over(today: date) -> list[Extract]:
    """An answer that was refused is delivered on its own day."""
    last_day = today - KEPT - timedelta(days=1)
    rows = Extract.objects.exclude(file__wrapped_key=None).annotate(
        delivered_on=Max("request__deliveries__on")
    )
    delivered = Q(delivered_on__lte=last_day)
    refused = ~Q(request__decision__outcome__in=[Outcome.GRANTED.value, Outcome.PARTLY.value])
    answered = refused & Q(delivered_on=None, request__decision__answered_on__lte=last_day)
    blackened = Q(replaced_by__isnull=False, request__decision__isnull=False)
    withdrawn = Q(request__decision__isnull=True) & Q(
        request__state__in=[State.WITHDRAWN.value, State.CLOSED.value]
    )
    over = rows.filter(delivered | answered | blackened | withdrawn)
    return list(over.select_related("file"))
