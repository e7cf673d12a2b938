"""Postbus: a code to the proven address of an account without any factor, before the first one."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from portal.audit.actions import record
from portal.people.models import User
from portal.signin import held, mails
from portal.signin.models import AddressProof, Attempt
from portal.signin.rules import MAILED_CODE_HOLDS, MAILED_CODE_TRIES, SENT_CODES, WRONG_CODES
from portal.signin.secret_codes import hidden_code, new_digits

PURPOSE = "mailbox"


def send_mailbox_code(user: User, *, now: datetime) -> bool:
    """Send a code to the proven address. False when too many were sent this hour."""
    if not held.has_proven_address(user):
        raise PermissionDenied
    if Attempt.objects.charge(SENT_CODES, str(user.pk), int(now.timestamp())) > SENT_CODES.most:
        return False
    with transaction.atomic():
        code = new_digits(held.MAILED_DIGITS)
        facts = {
            "email": user.email,
            "code_hash": hidden_code(PURPOSE, code),
            "valid_until": now + MAILED_CODE_HOLDS,
            "wrong_tries": 0,
        }
        AddressProof.objects.update_or_create(user=user, defaults=facts)
        mails.code_sent(user, code)
        record("signin.mailbox_code_sent", actor=None, subject=user)
    return True


def has_mailbox_code(user: User, *, now: datetime) -> bool:
    """Whether a code is under way that may still be typed."""
    rows = AddressProof.objects.filter(user=user, email=user.email, valid_until__gt=now)
    return rows.filter(wrong_tries__lt=MAILED_CODE_TRIES).exists()


def enter_mailbox_code(user: User, token: str, *, now: datetime) -> bool:
    """Whether the code is the last one sent, in time, and typed wrong less than five times."""
    at = int(now.timestamp())
    if Attempt.objects.charge(WRONG_CODES, str(user.pk), at) > WRONG_CODES.most:
        return False
    if not _take(user, hidden_code(PURPOSE, token), now):
        return False
    Attempt.objects.refund(WRONG_CODES, str(user.pk), at)
    return True


@transaction.atomic
def _take(user: User, code_hash: str, now: datetime) -> bool:
    row = AddressProof.objects.select_for_update().filter(user=user, email=user.email).first()
    is_open = row and row.valid_until > now and row.wrong_tries < MAILED_CODE_TRIES
    if row is None or not is_open:
        return False
    if not constant_time_compare(row.code_hash, code_hash):
        AddressProof.objects.filter(pk=row.pk).update(wrong_tries=F("wrong_tries") + 1)
        record("signin.failed_code", actor=None, subject=user, kind="mailbox")
        return False
    row.delete()
    record("signin.mailbox_shown", actor=user, subject=user)
    return True
