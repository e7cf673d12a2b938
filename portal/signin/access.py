"""The only door to somebody's device, and to the school accounts one may sign in with."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from allauth.usersessions.models import UserSession
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404
from django_otp.models import Device

from portal.audit.models import Event
from portal.people.access import Person, roles_of
from portal.people.models import User
from portal.signin import held
from portal.signin.models import (
    AddressProof,
    AuthenticatorApp,
    CodeList,
    IdentityProvider,
    MailedCode,
)
from portal.signin.rules import FactorKind


@dataclass(frozen=True)
class Described:
    """One factor as its owner sees it."""

    kind: FactorKind
    pk: int
    name: str
    made_at: datetime
    used_at: datetime | None
    codes_left: int | None = None
    may_remove: bool = False

    @classmethod
    def of(cls, device: Device, *, may_remove: bool = False) -> "Described":
        """The facts of a device; `codes_left` for a list only."""
        return cls(
            kind=held.kind_of(device),
            pk=device.pk,
            name=device.name,
            made_at=device.created_at,
            used_at=device.last_used_at,
            codes_left=device.left if isinstance(device, CodeList) else None,
            may_remove=may_remove,
        )


def described(user: User, today: date) -> list[Described]:
    """One's own factors, for the page that lists them."""
    return [
        Described.of(device, may_remove=may_remove(user, device, today))
        for device in held.confirmed_of(user)
    ]


def device_of(user: User) -> AuthenticatorApp | None:
    """The confirmed app of this account; None when there is none."""
    return next(iter(held.confirmed_of(user, AuthenticatorApp)), None)


def kinds_of(user: User, *, staff: bool = False) -> set[FactorKind]:
    """The ways that still open for this person; for staff without a code by e-mail."""
    return held.kinds_among(held.confirmed_of(user), staff=staff)


def ways_of(user: User, today: date) -> set[FactorKind]:
    """The ways that open for this person today."""
    return kinds_of(user, staff=bool(roles_of(user, today)))


def get_factor(user: User, kind: str, pk: int) -> Device:
    """One's own factor; for anybody else it does not exist."""
    for device in held.confirmed_of(user):
        if held.kind_of(device) == kind and device.pk == pk:
            return device
    raise Http404


def may_remove(user: User, device: Device, today: date) -> bool:
    """Whether enough is left without it."""
    return held.enough_without(user, device, today)


def may_add_mail(user: User, today: date, *, reset_by_mail: bool) -> bool:
    """Whether this person may choose codes by e-mail, and has not yet."""
    if FactorKind.MAIL in kinds_of(user):
        return False
    return held.could_be_mailed(user, today, reset_by_mail=reset_by_mail)


def may_get_mail(
    user: User, ways: Collection[FactorKind], today: date, *, reset_by_mail: bool
) -> bool:
    """Whether a code may be mailed now: it is one of the ways, and still may."""
    return FactorKind.MAIL in ways and held.could_be_mailed(
        user, today, reset_by_mail=reset_by_mail
    )


def may_change_address(user: User, today: date) -> bool:
    """Whether enough is left when the mailbox goes, and the codes by mail with it."""
    return held.enough_without_mail(user, today)


def may_remove_address(user: User, today: date) -> bool:
    """Whether this person can do without an address."""
    return held.may_drop_address(user, today)


def offered_address(user: User) -> str:
    """The address that waits for its code; "" when there is none."""
    offered = AddressProof.objects.filter(user=user).first()
    if offered is None or (offered.email == user.email and user.email_proven_at):
        return ""
    return offered.email


def is_by_mail(user: User) -> bool:
    """Whether this session rests on a code by mail, and so ends with the mailbox."""
    return isinstance(getattr(user, "otp_device", None), MailedCode)


def is_pupil(user: User) -> bool:
    """Pupils are called "je"."""
    return user.pupil_records.exists()


def schools_for(user: User, today: date) -> list[IdentityProvider]:
    """The school accounts that a member of staff may confirm with; none for family."""
    return open_schools() if roles_of(user, today) else []


def open_schools() -> list[IdentityProvider]:
    """The school accounts in use, for the buttons below the sign-in form."""
    return list(IdentityProvider.objects.open())


def account(user: Person) -> User:
    """The account behind a page for signed-in people; anybody else was sent to sign in before."""
    if not isinstance(user, User):
        raise PermissionDenied
    return user


def get_own_session(user: User, pk: int) -> UserSession:
    """One of one's own devices; another person's does not exist (404)."""
    row: UserSession = get_object_or_404(UserSession, user=user, pk=pk)
    return row


def happened_to(user: User, verbs: Collection[str]) -> list[Event]:
    """The last things that happened to this account, newest first."""
    rows = Event.objects.filter(
        subject_type=User._meta.label_lower, subject_id=str(user.pk), verb__in=list(verbs)
    )
    return list(rows.order_by("-id")[:15])
