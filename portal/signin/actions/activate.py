"""Activeren: a reference and a code from a letter become an account, once."""

import secrets
from dataclasses import dataclass, replace
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils.crypto import constant_time_compare, salted_hmac

from portal.audit.actions import record
from portal.people.actions import open_account, tie_guardian, tie_pupil
from portal.people.models import Guardian, Pupil, User
from portal.signin import invitation_mails, mailboxes
from portal.signin.actions.address import offer_address, take_address
from portal.signin.actions.invite import PURPOSE
from portal.signin.models import Attempt, Invitation, LetterProof, Objected
from portal.signin.rules import (
    INVITATION_TRIES,
    LETTERS_FROM_ADDRESS,
    MAILED_CODE_HOLDS,
    OBJECTION_HOLDS,
    PROOF_LENGTH,
    PROOF_MAILS,
    PROOF_TRIES,
    PROVISIONAL,
    WRONG_LETTERS,
    InvitedAs,
)
from portal.signin.secret_codes import hidden_code, in_groups, new_code, tidy

PROOF = "letter_proof"


class LetterGone(Exception):
    """The letter was used, revoked or printed again meanwhile, or it is too late."""


class MailboxNotProven(Exception):
    """The address that the school knows must be confirmed first."""


class NotYours(Exception):
    """This letter cannot be added to this account."""


@dataclass(frozen=True)
class Opened:
    """A letter whose code was typed in this session; nothing of it is used yet."""

    invitation: UUID
    code_hash: str
    proven: str = ""  # the address whose mailbox was shown

    def with_proof(self, address: str) -> "Opened":
        """The same letter, after the mailbox was shown."""
        return replace(self, proven=address)


def open_letter(reference: str, code: str, *, address: str, now: datetime) -> Invitation | None:
    """The invitation behind a reference and code, not used yet; None for every other case.

    Unknown, wrong, late, locked, used and revoked get the same answer after the same work. A try
    is counted before it is judged, so that many at once are not more than many in a row.
    """
    wanted, moment = tidy(reference), int(now.timestamp())
    tries = Attempt.objects.charge(WRONG_LETTERS, wanted, moment)
    flood = Attempt.objects.charge(LETTERS_FROM_ADDRESS, address, moment)
    offered = hidden_code(PURPOSE, code)
    rows = Invitation.objects.filter(reference=wanted)
    counted = rows.still_open(now).update(wrong_tries=F("wrong_tries") + 1) == 1
    found = rows.select_related("board", "guardian", "pupil", "user").first()
    right = constant_time_compare(found.code_hash if found else "", offered)
    allowed = tries <= WRONG_LETTERS.most and flood <= LETTERS_FROM_ADDRESS.most
    if found and counted and right and allowed:
        rows.update(wrong_tries=F("wrong_tries") - 1)
        Attempt.objects.refund(WRONG_LETTERS, wanted, moment)
        Attempt.objects.refund(LETTERS_FROM_ADDRESS, address, moment)
        return found
    if found and counted and found.wrong_tries >= INVITATION_TRIES:
        record("signin.letter_locked", actor=None, subject=found, board_id=found.board_id)
    return None


def still_there(opened: Opened, now: datetime) -> Invitation | None:
    """The invitation of an opened letter, as long as its code is the one that was typed."""
    rows = Invitation.objects.still_open(now).select_related("board", "guardian", "pupil", "user")
    return rows.filter(pk=opened.invitation, code_hash=opened.code_hash).first()


def owner_of(opened: Opened) -> User | None:
    """Whose account an opened letter became, for the session in which its code was typed."""
    rows = Invitation.objects.filter(pk=opened.invitation, code_hash=opened.code_hash)
    found = rows.filter(used_at__isnull=False).select_related("used_by").first()
    return found.used_by if found else None


@transaction.atomic
def send_proof(invitation: Invitation, *, to: str, now: datetime) -> None:
    """A code to the address that the school knows; an older one is dead. Five an hour."""
    moment = int(now.timestamp())
    if Attempt.objects.charge(PROOF_MAILS, str(invitation.pk), moment) > PROOF_MAILS.most:
        return
    code = new_code(PROOF_LENGTH)
    facts = {
        "email": to,
        "code_hash": hidden_code(PROOF, code),
        "valid_until": now + MAILED_CODE_HOLDS,
        "wrong_tries": 0,
        "passed_at": None,
    }
    LetterProof.objects.update_or_create(invitation=invitation, defaults=facts)
    key = secrets.token_hex(8)
    invitation_mails.code_for_letter(invitation, in_groups(code), to=to, key=key)


@transaction.atomic
def prove_mailbox(invitation: Invitation, code: str, *, now: datetime) -> str:
    """The address whose code this is; "" when it is wrong, late, used or tried too often."""
    live = LetterProof.objects.filter(
        invitation=invitation, passed_at=None, valid_until__gt=now, wrong_tries__lt=PROOF_TRIES
    )
    if live.update(wrong_tries=F("wrong_tries") + 1) != 1:
        return ""
    proof = LetterProof.objects.get(invitation=invitation)
    if not constant_time_compare(proof.code_hash, hidden_code(PROOF, code)):
        return ""
    proof.passed_at = now
    proof.save(update_fields=["passed_at"])
    return proof.email


@transaction.atomic
def activate(opened: Opened, *, password: str, email: str, now: datetime, today: date) -> User:
    """The account, made by the one UPDATE that uses the letter up.

    With a known address of this person alone that address must be proven (`MailboxNotProven`);
    without one the account shows the general register only for 72 hours, and every known contact
    is told. Raises `LetterGone` and people.actions.TooYoung.
    """
    invitation = _use(opened, now)
    known = mailboxes.known_address(invitation)
    if unproven(opened, invitation):
        raise MailboxNotProven
    user = _account(invitation, password)
    _tie(invitation, user, today)
    alone = bool(known) and not mailboxes.is_taken(known, but=user)
    alone = alone and take_address(user, known, now=now)
    if not alone:
        user.provisional_until = now + PROVISIONAL
        user.save(update_fields=["provisional_until"])
        _alone(invitation, now)
        offer_address(user, email, now=now)
    _used_by(invitation, user, added=False, provisional=not alone)
    return user


@transaction.atomic
def add(opened: Opened, *, user: User, now: datetime, today: date) -> None:
    """The letter's child or school joins an account that is there. As `activate`; `NotYours`.

    What the account had stays as it is: only the new tie is provisional (ADR 10).
    """
    invitation = _use(opened, now)
    _may_add(invitation, user)
    known = mailboxes.known_address(invitation)
    if unproven(opened, invitation, beside=user):
        raise MailboxNotProven
    _tie(invitation, user, today)
    alone = bool(known) and not mailboxes.is_taken(known, but=user)
    if not alone:
        record_of(invitation).update(provisional_until=now + PROVISIONAL)
        _alone(invitation, now)
    _used_by(invitation, user, added=True, provisional=not alone)


def unproven(opened: Opened, invitation: Invitation, *, beside: User | None = None) -> str:
    """The known address that must be confirmed first; "" when there is none, or it was."""
    known = mailboxes.known_address(invitation)
    is_own = beside is not None and bool(beside.email_proven_at) and beside.email == known
    return "" if is_own or known == opened.proven else known


def _use(opened: Opened, now: datetime) -> Invitation:
    """One conditional UPDATE: of two browsers at once, one gets a row."""
    rows = Invitation.objects.filter(pk=opened.invitation, code_hash=opened.code_hash)
    if rows.still_open(now).update(used_at=now) != 1:
        raise LetterGone
    return Invitation.objects.select_related("guardian", "pupil", "user", "board").get(
        pk=opened.invitation
    )


def _account(invitation: Invitation, password: str) -> User:
    """Staff have a row already; for others it is made, and the reference is its name."""
    if invitation.user_id:
        user = User.objects.select_for_update().get(pk=invitation.user_id)
        if user.has_usable_password() or not user.is_active:
            raise LetterGone
        user.set_password(password)
        user.save(update_fields=["password"])
        return user
    person = invitation.guardian or invitation.pupil
    name = person.full_name[:120] if person else ""
    sign_in_name = invitation.reference.lower()
    return open_account(
        sign_in_name,
        display_name=name,
        email="",
        password=password,
        board=invitation.board,
        by=None,
    )


def _tie(invitation: Invitation, user: User, today: date) -> None:
    """Whoever was tied meanwhile keeps the record: the letter is worth nothing."""
    if invitation.guardian_id:
        guardian = Guardian.objects.select_for_update().get(pk=invitation.guardian_id)
        if guardian.user_id:
            raise LetterGone
        tie_guardian(guardian, user=user, by=user)
    if invitation.pupil_id:
        pupil = Pupil.objects.select_for_update().get(pk=invitation.pupil_id)
        if pupil.user_id:
            raise LetterGone
        tie_pupil(pupil, user=user, by=user, today=today)


def _may_add(invitation: Invitation, user: User) -> None:
    """One record a board, no letter of staff, and no parent becomes the child."""
    at_board = {"board": invitation.board_id, "user": user}
    if invitation.kind == InvitedAs.GUARDIAN:
        is_taken = Guardian.objects.filter(**at_board).exists()
        if is_taken or Pupil.objects.filter(user=user).exists():
            raise NotYours
        return
    is_pupil = Pupil.objects.filter(user=user).exists()
    if invitation.kind == InvitedAs.STAFF or not is_pupil:
        raise NotYours
    if Pupil.objects.filter(**at_board).exists():
        raise NotYours


def record_of(invitation: Invitation) -> "QuerySet[Guardian] | QuerySet[Pupil]":
    """The record of the school behind a letter; of staff there is none."""
    if invitation.pupil_id:
        return Pupil.objects.filter(pk=invitation.pupil_id)
    return Guardian.objects.filter(pk__in=[invitation.guardian_id])


def _alone(invitation: Invitation, now: datetime) -> None:
    """A letter alone is one factor that an ex-partner can open (ADR 9): everybody known hears."""
    invitation.alone_until = now + PROVISIONAL
    for address in mailboxes.contacts(invitation):
        token = secrets.token_urlsafe(24)
        row = Objected.objects.create(
            invitation=invitation, token_hash=hidden_token(token), valid_until=now + OBJECTION_HOLDS
        )
        invitation_mails.opened(token, to=address, key=str(row.pk))


def hidden_token(token: str) -> str:
    """The HMAC by which the link of a notice is kept and found."""
    return salted_hmac("portal.signin.not_me", token, algorithm="sha256").hexdigest()


def _used_by(invitation: Invitation, user: User, *, added: bool, provisional: bool) -> None:
    invitation.used_by = user
    invitation.save(update_fields=["used_by", "alone_until"])
    record(
        "signin.activated",
        actor=user,
        subject=invitation,
        board_id=invitation.board_id,
        kind=str(invitation.kind),
        added=added,
        provisional=provisional,
    )
