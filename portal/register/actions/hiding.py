"""Verborgen rijen: a second person agrees, somebody looks again, and it is lifted by decision."""

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone

from portal.audit.actions import record
from portal.people.models import User
from portal.register import mails
from portal.register.models import Disclosure, HiddenUntil, HidingReview
from portal.register.rules import is_review_planned, may_agree_hidden


class HidingRefusedError(Exception):
    """The rule refuses; the text is a code."""


@transaction.atomic
def agree_hidden(disclosure: Disclosure, *, by: User, today: date) -> None:
    """The second person has spoken: it stays hidden until somebody lifts it."""
    hiding = _locked(disclosure)
    if not may_agree_hidden(decider=by.pk, recorder=disclosure.recorded_by_id):
        raise HidingRefusedError("same_person")
    if not hiding.is_pending:
        raise HidingRefusedError("done")
    hiding.agreed_by_id, hiding.agreed_on = by.pk, today
    hiding.save(update_fields=["agreed_by_id", "agreed_on"])
    record("register.hiding_agreed", actor=by, subject=disclosure, board_id=disclosure.board_id)


@transaction.atomic
def extend_hidden(
    disclosure: Disclosure, *, reason: str, review_on: date, by: User, today: date
) -> None:
    """Somebody looked again and it stays hidden; only what a second person agreed with."""
    hiding = _locked(disclosure)
    if hiding.lifted_on is not None:
        raise HidingRefusedError("done")
    if hiding.is_pending:
        raise HidingRefusedError("pending")
    if not reason.strip() or not is_review_planned(review_on, today=today):
        raise HidingRefusedError("review")
    HidingReview.objects.create(
        hiding=hiding, on=today, by_id=by.pk, review_on=review_on, reason=reason
    )
    hiding.review_on = review_on
    hiding.save(update_fields=["review_on"])
    record("register.hiding_extended", actor=by, subject=disclosure, board_id=disclosure.board_id)


@transaction.atomic
def lift(disclosure: Disclosure, *, by: User, today: date) -> None:
    """From today the family sees the row; the ledger itself does not change. Once is enough."""
    hiding = _locked(disclosure)
    if hiding.lifted_on is not None:
        return
    hiding.lifted_on = today
    hiding.save(update_fields=["lifted_on"])
    record("register.lifted", actor=by, subject=disclosure, board_id=disclosure.board_id)


def remind(now: datetime) -> int:
    """Sweep, daily: whose review date came, once a date. Lifts nothing. Returns how many rows."""
    today = timezone.localtime(now).date()
    rows = Disclosure.objects.still_hidden().filter(hiding__review_on__lte=today)
    return sum(_remind(row, today) for row in rows)


@transaction.atomic
def _remind(row: Disclosure, today: date) -> int:
    mails.ask_review(row, today=today)
    return 1


def _locked(disclosure: Disclosure) -> HiddenUntil:
    found: HiddenUntil = HiddenUntil.objects.select_for_update().get(disclosure=disclosure)
    return found
