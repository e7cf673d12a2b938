"""Wat iemand heeft: the second factors of an account, of all kinds together."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Q
from django_otp.models import Device

from portal.people.access import roles_of
from portal.people.models import Guardian, User
from portal.prepared import Prepared
from portal.signin.models import AuthenticatorApp, CodeList, MailedCode, Passkey, SchoolFactor
from portal.signin.rules import (
    FactorKind,
    is_enough,
    may_mail_codes,
    must_enrol,
    needs_recovery_codes,
)

MODELS = (Passkey, AuthenticatorApp, CodeList, MailedCode)
UNUSED = Count("codes", filter=Q(codes__used_at=None))
# Behind every step of signing in; see portal/prepared.py.
CONFIRMED: dict[type[Device], Prepared[Any]] = {
    Passkey: Prepared(lambda user: _confirmed(Passkey, user)),
    AuthenticatorApp: Prepared(lambda user: _confirmed(AuthenticatorApp, user)),
    CodeList: Prepared(lambda user: _confirmed(CodeList, user).annotate(unused=UNUSED)),
    MailedCode: Prepared(lambda user: _confirmed(MailedCode, user)),
}
APP_DIGITS = 6
MAILED_DIGITS = 8  # longer than an app's, so that one knows a code by its looks


def _confirmed(model: type[Device], user: UUID) -> Any:
    return model.objects.filter(user=user, confirmed=True).order_by("pk")


def kind_of(device: Device) -> FactorKind:
    """Which of the five ways this device is."""
    if isinstance(device, CodeList):
        return FactorKind(device.kind)
    if isinstance(device, AuthenticatorApp):
        return FactorKind.APP
    return FactorKind.MAIL if isinstance(device, MailedCode) else FactorKind.PASSKEY


def confirmed_of(user: User, *models: type[Device]) -> list[Device]:
    """Every confirmed device of the account, or those of some kinds; oldest first within one."""
    return [device for model in models or MODELS for device in CONFIRMED[model](user.pk)]


def kinds_among(devices: list[Device], *, staff: bool = False) -> set[FactorKind]:
    """The ways that these devices still open: an empty list opens nothing, mail never for staff."""
    kinds = {
        kind_of(device) for device in devices if not isinstance(device, CodeList) or device.left
    }
    return kinds - {FactorKind.MAIL} if staff else kinds


def has_any(user: User) -> bool:
    """Whether the account has a device at all: then a first one can no longer be enrolled.

    A code by mail that rests after a reset through that mailbox counts too, and so does the
    school's own second factor: a mailbox alone must not enrol over it.
    """
    others = (MailedCode, SchoolFactor)
    return any(confirmed_of(user, model) for model in MODELS) or any(
        model.objects.filter(user=user).exists() for model in others
    )


def lacks_recovery_codes(user: User) -> bool:
    """Whether somebody who just showed a factor must first get codes; mostly one look is enough."""
    if FactorKind.RECOVERY in kinds_among(confirmed_of(user, CodeList)):
        return False
    return needs_recovery_codes(kinds_among(confirmed_of(user)))


def must_enrol_anew(user: User, today: date) -> bool:
    """Whether this is family that works here now, and whose only factor was a code by mail.

    A code by mail that rests counts as chosen; a school's own factor is one of one's own.
    """
    if not MailedCode.objects.filter(user=user).exists():
        return False
    if SchoolFactor.objects.filter(user=user).exists():
        return False
    kinds = kinds_among(confirmed_of(user)) | {FactorKind.MAIL}
    return must_enrol(kinds, staff=bool(roles_of(user, today)))


def may_enrol_first(user: User, today: date) -> bool:
    """Whether a login that waits may give this account its first factor that counts."""
    return not has_any(user) or must_enrol_anew(user, today)


def enough_without(user: User, device: Device, today: date) -> bool:
    """Whether the account keeps enough when this device goes."""
    rest = [one for one in confirmed_of(user) if one.persistent_id != device.persistent_id]
    return is_enough(kinds_among(rest, staff=bool(roles_of(user, today))))


def enough_without_mail(user: User, today: date) -> bool:
    """Whether the account keeps enough when its codes by mail go, as they do with the mailbox."""
    device = MailedCode.objects.filter(user=user, confirmed=True).first()
    return device is None or enough_without(user, device, today)


def may_drop_address(user: User, today: date) -> bool:
    """Whether somebody can do without an address: family that signs in otherwise, never staff."""
    return bool(user.email and not roles_of(user, today) and enough_without_mail(user, today))


def could_be_mailed(user: User, today: date, *, reset_by_mail: bool) -> bool:
    """Whether codes may go to this account's mailbox: a guardian's, proven, and never staff's."""
    return Guardian.objects.filter(user=user).exists() and may_mail_codes(
        staff=bool(roles_of(user, today)),
        has_proven_address=has_proven_address(user),
        reset_by_mail=reset_by_mail,
    )


def has_proven_address(user: User) -> bool:
    """Whether somebody showed that this person reads at the account's address."""
    return bool(user.email and user.email_proven_at)


def that_may_know(user: User, token: str, today: date) -> list[Device]:
    """The devices to ask about a code, by its looks: so that a slip makes only those wait."""
    digits = len(token) if token.isascii() and token.isdigit() else 0
    if digits == APP_DIGITS:
        return confirmed_of(user, AuthenticatorApp)
    if digits != MAILED_DIGITS or roles_of(user, today):
        return confirmed_of(user, CodeList)
    return confirmed_of(user, MailedCode, CodeList)
