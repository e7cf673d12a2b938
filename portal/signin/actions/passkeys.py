"""Passkeys: the verbs that add one, and that take one as an answer."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import DatabaseError, transaction
from django.http import HttpRequest
from django.utils import timezone
from django_otp_webauthn.exceptions import OTPWebAuthnApiError
from django_otp_webauthn.models import WebAuthnUserHandle
from webauthn.helpers import base64url_to_bytes, parse_authentication_credential_json
from webauthn.helpers.exceptions import WebAuthnException

from portal.audit.actions import record
from portal.people.models import User
from portal.signin import held, mails
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import Attempt, Passkey
from portal.signin.passkeys import Asked, DoorHelper
from portal.signin.rules import WRONG_FROM_ADDRESS, FactorKind
from portal.signin.rules.passkeys import BEGUN_FROM_ADDRESS, MOST_PASSKEYS

Answer = dict[str, Any]
# Whatever a browser that is not ours may send: the package checks the proof, not the shape.
BAD_ANSWER = (
    WebAuthnException,
    OTPWebAuthnApiError,
    DatabaseError,  # known already, or a number or text that fits no column
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    RecursionError,
)


class PasskeyRefused(Exception):
    """The answer of the device proves nothing, or the account may not have this passkey."""


@transaction.atomic
def add_passkey(
    user: User, answer: Answer, *, request: HttpRequest, asked: Asked, name: str, is_first: bool
) -> Passkey:
    """The passkey of this answer, for this account; its other sessions end, its owner gets mail.

    `is_first`: in a login that still waits, only for an account without any factor; there is no
    session to end then. Raises `PasskeyRefused`.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if is_first and not held.may_enrol_first(user, timezone.localdate()):
        raise PasskeyRefused
    if Passkey.objects.filter(user=user).count() >= MOST_PASSKEYS:
        raise PasskeyRefused
    with _bad_answer_refused(), transaction.atomic():
        passkey: Passkey = DoorHelper(request).register_complete(user, asked.state, answer)
    passkey.name = name
    passkey.save(update_fields=["name"])
    record("signin.passkey_added", actor=user, subject=user, device=passkey.pk, first=is_first)
    if not is_first:
        end_sessions(user, by=user, why="passkey added")
    mails.login_changed(user)
    return passkey


def enter_passkey(
    user: User | None,
    answer: Answer,
    *,
    request: HttpRequest,
    asked: Asked,
    address: str,
    now: int,
    again: bool = False,
) -> Passkey | None:
    """The passkey that gave this answer, when it is right and its account is open.

    `user` is the only account that may answer; None when the passkey itself says who it is.
    `again`: somebody who is signed in shows a factor once more. Wrong answers are counted per
    address, before they are tried.
    """
    flood = Attempt.objects.charge(WRONG_FROM_ADDRESS, address, now)
    if flood > WRONG_FROM_ADDRESS.most:
        return None
    try:
        with transaction.atomic():
            passkey = _verified(user, answer, request, asked)
            owner: User = passkey.user
            verb = "signin.confirmed" if again else "signin.succeeded"
            record(
                verb, actor=owner, subject=owner, device=passkey.pk, kind=FactorKind.PASSKEY.value
            )
    except PasskeyRefused:
        if user:
            record("signin.failed_passkey", actor=None, subject=user)
        return None
    Attempt.objects.refund(WRONG_FROM_ADDRESS, address, now)
    return passkey


def may_begin(address: str, *, now: int) -> bool:
    """Whether this address may begin one more ceremony in this hour; it is counted."""
    return Attempt.objects.charge(BEGUN_FROM_ADDRESS, address, now) <= BEGUN_FROM_ADDRESS.most


def _verified(user: User | None, answer: Answer, request: HttpRequest, asked: Asked) -> Passkey:
    """Locked first: of two answers with the same count of the device one is right."""
    with _bad_answer_refused():
        told = parse_authentication_credential_json(answer).raw_id
    mark = Passkey.get_credential_id_sha256(told)
    known = Passkey.objects.select_for_update().filter(credential_id_sha256=mark).first()
    if known is None or not (known.confirmed and known.user.is_active):
        raise PasskeyRefused
    with _bad_answer_refused(), transaction.atomic():
        if user is None and not _says_who(answer, known):
            raise PasskeyRefused
        passkey: Passkey = DoorHelper(request).authenticate_complete(user, asked.state, answer)
    return passkey


def _says_who(answer: Answer, passkey: Passkey) -> bool:
    """Without a password the device must name the account, and it must be the passkey's own."""
    told = base64url_to_bytes(answer["response"]["userHandle"])
    return bool(told == WebAuthnUserHandle.get_handle_for_user(passkey.user))


@contextmanager
def _bad_answer_refused() -> Iterator[None]:
    try:
        yield
    except BAD_ANSWER as error:
        raise PasskeyRefused from error
