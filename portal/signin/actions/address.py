"""E-mailadres: an address is somebody's only after a code that was sent there came back."""

import secrets
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from portal.audit.actions import record
from portal.people.models import User
from portal.people.models.users import folded
from portal.signin import held, invitation_mails, mailboxes, mails, recover_mails
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import AddressProof, Attempt, MailedCode
from portal.signin.rules import (
    MAILED_CODE_HOLDS,
    PROOF_LENGTH,
    PROOF_MAILS,
    PROOF_TRIES,
    is_plain_address,
)
from portal.signin.secret_codes import hidden_code, in_groups, new_code

PURPOSE = "address_proof"


@transaction.atomic
def offer_address(user: User, email: str, *, now: datetime) -> bool:
    """A code to an address that this person typed; whether a mail left. Five an hour.

    When another account has the address no code is sent: its owner is told, and the page of who
    typed it stays the same. `PermissionDenied` when too little would be left without the old one.
    """
    wanted = folded(email)
    moment = int(now.timestamp())
    if not is_plain_address(wanted):
        return False
    _keeps_enough(user, now)
    if Attempt.objects.charge(PROOF_MAILS, str(user.pk), moment) > PROOF_MAILS.most:
        return False
    code = new_code(PROOF_LENGTH)
    facts = {
        "email": wanted,
        "code_hash": hidden_code(PURPOSE, code),
        "valid_until": now + MAILED_CODE_HOLDS,
        "wrong_tries": 0,
    }
    AddressProof.objects.update_or_create(user=user, defaults=facts)
    key = secrets.token_hex(16)
    if mailboxes.is_taken(wanted, but=user):
        invitation_mails.address_taken(to=wanted, key=key)
    else:
        invitation_mails.code_for_address(in_groups(code), to=wanted, key=key)
    return True


@transaction.atomic
def prove_address(user: User, code: str, *, now: datetime) -> bool:
    """Whether the code is the last one sent; then the address is this account's.

    The codes by mail of the old mailbox are gone, the other sessions end, links for a new
    password are dead, and the old address is told. `PermissionDenied` as above.
    """
    _locked(user)
    live = AddressProof.objects.filter(user=user, valid_until__gt=now, wrong_tries__lt=PROOF_TRIES)
    if live.update(wrong_tries=F("wrong_tries") + 1) != 1:
        return False
    proof = AddressProof.objects.get(user=user)
    right = constant_time_compare(proof.code_hash, hidden_code(PURPOSE, code))
    if not right or mailboxes.is_taken(proof.email, but=user):
        return False
    _keeps_enough(user, now)
    old, told = user.email, recover_mails.addresses_of(user)
    if not take_address(user, proof.email, now=now):
        return False
    proof.delete()
    if user.email != old:
        _other_mailbox(user, told=told, why="address_changed")
    return True


@transaction.atomic
def take_address(user: User, address: str, *, now: datetime) -> bool:
    """Somebody reads there, so it may be used to sign in and to get codes.

    False when another account took it at this very moment.
    """
    before = user.email, user.email_proven_at
    user.email, user.email_proven_at = address, now
    try:
        with transaction.atomic():
            user.save(update_fields=["email", "email_proven_at"])
    except IntegrityError:
        user.email, user.email_proven_at = before
        return False
    record("signin.address_proven", actor=user, subject=user)
    return True


@transaction.atomic
def remove_address(user: User, *, now: datetime) -> None:
    """The account goes on without an address. `PermissionDenied` for staff, and as above."""
    _locked(user)
    if not held.may_drop_address(user, timezone.localdate(now)):
        raise PermissionDenied
    told = recover_mails.addresses_of(user)
    user.email, user.email_proven_at = None, None
    user.save(update_fields=["email", "email_proven_at"])
    AddressProof.objects.filter(user=user).delete()
    record("signin.address_removed", actor=user, subject=user)
    _other_mailbox(user, told=told, why="address_removed")


def _locked(user: User) -> None:
    """One at a time for this account, with the address as it stands now."""
    User.objects.select_for_update().get(pk=user.pk)
    user.refresh_from_db(fields=["email", "email_proven_at"])


def _keeps_enough(user: User, now: datetime) -> None:
    """Codes by mail belong to the mailbox that they were chosen with: they go with it."""
    if not held.enough_without_mail(user, timezone.localdate(now)):
        raise PermissionDenied


def _other_mailbox(user: User, *, told: list[str], why: str) -> None:
    MailedCode.objects.filter(user=user).delete()
    end_sessions(user, by=user, why=why)
    for to in told:
        mails.login_changed(user, to=to)
