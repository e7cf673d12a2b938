"""E-mailadres: an address is somebody's only after a code that was sent there came back."""

import secrets
from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils.crypto import constant_time_compare

from portal.audit.actions import record
from portal.people.models import User
from portal.people.models.users import folded
from portal.signin import invitation_mails, mailboxes
from portal.signin.models import AddressProof, Attempt
from portal.signin.rules import MAILED_CODE_HOLDS, PROOF_LENGTH, PROOF_MAILS, PROOF_TRIES
from portal.signin.secret_codes import hidden_code, in_groups, new_code

PURPOSE = "address_proof"


@transaction.atomic
def offer_address(user: User, email: str, *, now: datetime) -> None:
    """A code to an address that this person typed; nothing without an address. Five an hour.

    When another account has the address no code is sent: its owner is told, and the page of who
    typed it stays the same.
    """
    wanted = folded(email)
    moment = int(now.timestamp())
    if not wanted or not wanted.isascii():
        return
    if Attempt.objects.charge(PROOF_MAILS, str(user.pk), moment) > PROOF_MAILS.most:
        return
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


@transaction.atomic
def prove_address(user: User, code: str, *, now: datetime) -> bool:
    """Whether the code is the last one sent; then the address is this account's."""
    live = AddressProof.objects.filter(user=user, valid_until__gt=now, wrong_tries__lt=PROOF_TRIES)
    if live.update(wrong_tries=F("wrong_tries") + 1) != 1:
        return False
    proof = AddressProof.objects.get(user=user)
    right = constant_time_compare(proof.code_hash, hidden_code(PURPOSE, code))
    if not right or mailboxes.is_taken(proof.email, but=user):
        return False
    proof.delete()
    take_address(user, proof.email, now=now)
    return True


@transaction.atomic
def take_address(user: User, address: str, *, now: datetime) -> None:
    """Somebody reads there, so it may be used to sign in and to get codes."""
    user.email, user.email_proven_at = address, now
    user.save(update_fields=["email", "email_proven_at"])
    record("signin.address_proven", actor=user, subject=user)
