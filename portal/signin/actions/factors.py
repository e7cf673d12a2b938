"""Tweede factoren: the verbs by which somebody gets, names and gives up a way to sign in."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django_otp.models import Device

from portal.audit.actions import record
from portal.people.models import User
from portal.sealed import seal
from portal.signin import held, mails
from portal.signin.actions.sessions import end_sessions
from portal.signin.models import Attempt, AuthenticatorApp, CodeList, MailedCode
from portal.signin.rules import (
    MAILED_CODE_HOLDS,
    SENT_CODES,
    WRONG_CODES,
    ListKind,
)
from portal.signin.secret_codes import hidden_code, new_code, new_digits

REFERENCE_LENGTH = 4


class AlreadyHasDevice(Exception):
    """A first device is only given to an account that has none at all."""


@dataclass(frozen=True)
class NewApp:
    """The secret that was shown, the name for it, and the code that the app shows with it."""

    key: bytes
    name: str
    code: str


def enrol_first_app(user: User, new: NewApp, *, now: datetime) -> AuthenticatorApp | None:
    """The first factor of an account: an app that showed a right code; None when it was wrong.

    Only for who also showed the letter or the mailbox. Raises `AlreadyHasDevice`.
    """
    return _try_app(user, new, now=now, is_first=True)


def add_app(user: User, new: NewApp, *, now: datetime) -> AuthenticatorApp | None:
    """One more app; None when the code was wrong. Every other session is over."""
    return _try_app(user, new, now=now, is_first=False)


def _try_app(user: User, new: NewApp, *, now: datetime, is_first: bool) -> AuthenticatorApp | None:
    """Every wrong code is counted before it is tried."""
    at = int(now.timestamp())
    if Attempt.objects.charge(WRONG_CODES, str(user.pk), at) > WRONG_CODES.most:
        return None
    app = _make_app(user, new, now=now, is_first=is_first)
    if app:
        Attempt.objects.refund(WRONG_CODES, str(user.pk), at)
    return app


@transaction.atomic
def _make_app(user: User, new: NewApp, *, now: datetime, is_first: bool) -> AuthenticatorApp | None:
    User.objects.select_for_update().get(pk=user.pk)
    if is_first and not held.may_enrol_first(user, timezone.localdate(now)):
        raise AlreadyHasDevice
    app = AuthenticatorApp(user=user, name=new.name, sealed_key=seal(new.key).decode())
    if not app.take_first(new.code, now.timestamp()):
        record("signin.failed_code", actor=None, subject=user, kind="enrol")
        return None
    app.save()
    record("signin.app_added", actor=user, subject=user, device=app.pk, first=is_first)
    _tell(user, by=user, why="app added", ends=not is_first)
    return app


@transaction.atomic
def enrol_first_mail(user: User, *, today: date, reset_by_mail: bool) -> MailedCode:
    """The first factor of a guardian without an app: codes by mail. Raises `AlreadyHasDevice`."""
    User.objects.select_for_update().get(pk=user.pk)
    if held.has_any(user):
        raise AlreadyHasDevice
    return _make_mail(user, today, reset_by_mail=reset_by_mail, ends=False)


@transaction.atomic
def add_mail(user: User, *, today: date, reset_by_mail: bool) -> MailedCode:
    """Codes by mail beside what somebody has. `PermissionDenied` when the rule says no."""
    User.objects.select_for_update().get(pk=user.pk)
    if MailedCode.objects.filter(user=user).exists():
        raise PermissionDenied
    return _make_mail(user, today, reset_by_mail=reset_by_mail, ends=True)


def _make_mail(user: User, today: date, *, reset_by_mail: bool, ends: bool) -> MailedCode:
    if not held.could_be_mailed(user, today, reset_by_mail=reset_by_mail):
        raise PermissionDenied
    device: MailedCode = MailedCode.objects.create(user=user, name="")
    record("signin.mail_added", actor=user, subject=user, device=device.pk, first=not ends)
    _tell(user, by=user, why="mail added", ends=ends)
    return device


def mail_code(user: User, *, now: datetime, today: date, reset_by_mail: bool) -> bool:
    """Send a code that lives ten minutes; the one before it is dead. False: too many were sent.

    `PermissionDenied` for staff, after a reset by mail, and for who did not choose mail before.
    """
    if not held.could_be_mailed(user, today, reset_by_mail=reset_by_mail):
        raise PermissionDenied
    if Attempt.objects.charge(SENT_CODES, str(user.pk), int(now.timestamp())) > SENT_CODES.most:
        return False
    with transaction.atomic():
        device = MailedCode.objects.select_for_update().filter(user=user, confirmed=True).first()
        if device is None:
            raise PermissionDenied
        code = new_digits(held.MAILED_DIGITS)
        device.code_hash = hidden_code("mail", code)
        device.valid_until = now + MAILED_CODE_HOLDS
        device.save(update_fields=["code_hash", "valid_until"])
        mails.code_sent(user, code)
        record("signin.code_mailed", actor=None, subject=user, device=device.pk)
    return True


@transaction.atomic
def issue_codes(
    user: User, kind: ListKind, codes: list[str], *, by: User | None, ends: bool = True
) -> CodeList:
    """A list of codes; the one before it is dead. A mail tells it, and `ends` other sessions.

    `by` None is the installation itself, for an account that is being made: nobody is told.
    """
    User.objects.select_for_update().get(pk=user.pk)
    issued: CodeList = CodeList.objects.get_or_create(user=user, kind=kind.value)[0]
    issued.codes.all().delete()
    issued.reference, issued.issued_by = new_code(REFERENCE_LENGTH), by
    issued.confirmed = True
    issued.throttle_reset(commit=False)
    issued.save()
    issued.fill(codes)
    record("signin.codes_issued", actor=by, subject=user, device=issued.pk, kind=kind.value)
    if by:
        _tell(user, by=by, why="codes issued", ends=ends)
    return issued


@transaction.atomic
def rename_factor(device: Device, *, name: str, by: User) -> None:
    """The owner's own name for it; `by` is that owner."""
    device.name = name
    device.save(update_fields=["name"])
    facts = {"device": device.pk, "kind": held.kind_of(device).value}
    record("signin.factor_renamed", actor=by, subject=device.user, **facts)
    _tell(by, by=by, why="factor renamed", ends=True)


@transaction.atomic
def remove_factor(device: Device, *, by: User, today: date) -> None:
    """Given up by its owner, `by`. `PermissionDenied` when not enough is left without it."""
    user = User.objects.select_for_update().get(pk=device.user_id)
    if not held.enough_without(user, device, today):
        raise PermissionDenied
    facts = {"device": device.pk, "kind": held.kind_of(device).value}
    record("signin.factor_removed", actor=by, subject=user, **facts)
    device.delete()
    _tell(by, by=by, why="factor removed", ends=True)


def _tell(user: User, *, by: User, why: str, ends: bool) -> None:
    """The account's address hears that something changed; elsewhere one signs in again."""
    if ends:
        end_sessions(user, by=by, why=why)
    mails.login_changed(user)
