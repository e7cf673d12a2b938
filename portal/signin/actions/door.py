"""Inloggen: the verbs of the door. Every wrong answer is counted before it is tried."""

from datetime import UTC, datetime

from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from django_otp import verify_token
from django_otp.models import Device

from portal.audit.actions import record
from portal.people.models import User
from portal.people.models.users import folded
from portal.sealed import seal
from portal.signin import held
from portal.signin.actions.factors import AlreadyHasDevice
from portal.signin.models import Attempt, AuthenticatorApp, new_key
from portal.signin.rules import DAY, WRONG_CODES, WRONG_FROM_ADDRESS, WRONG_PASSWORDS


def check_password(name: str, password: str, *, address: str, mark: str, now: int) -> User | None:
    """The account behind a sign-in name or e-mail address, when the password is right.

    None for unknown, wrong, closed and locked alike, after the same work: two counters and one
    hash. `mark` is what the browser's device cookie says ("" for a new browser): a known device
    has its own counter, so that a stranger cannot lock it out. `now` in seconds since 1970.
    """
    user = _called(name)
    whose = _counter(user, name, mark)
    counted = [(WRONG_PASSWORDS, whose), (WRONG_FROM_ADDRESS, address)]
    tries, flood = Attempt.objects.charge_all(counted, now)
    right = (user or User()).check_password(password)  # an empty account costs one hash as well
    locked = tries > WRONG_PASSWORDS.most or flood > WRONG_FROM_ADDRESS.most
    if user and right and user.is_active and not locked:
        Attempt.objects.refund_all(counted, now)
        return user
    if user and tries == WRONG_PASSWORDS.most + 1:
        record("signin.locked", actor=None, subject=user, limit=WRONG_PASSWORDS.most)
    return None


def _called(name: str) -> User | None:
    """An '@' makes it an address: a sign-in name never holds one."""
    wanted = folded(name)
    return User.objects.filter(Q(email=wanted) if "@" in wanted else Q(sign_in_name=wanted)).first()


def _counter(user: User | None, name: str, mark: str) -> str:
    if user is None:
        return f"?{folded(name)}"
    return mark if mark.startswith(f"{user.pk}:") else str(user.pk)


def enter_code(user: User, token: str, *, now: int, again: bool = False) -> Device | None:
    """The factor of this account that accepts the code; None when no one does.

    A code of any kind; it never opens twice, nor after too many wrong ones. `again`: somebody
    who is signed in shows a factor once more.
    """
    tries = Attempt.objects.charge(WRONG_CODES, str(user.pk), now)
    if tries > WRONG_CODES.most:
        return None
    today = timezone.localdate(datetime.fromtimestamp(now, UTC))
    with transaction.atomic():
        asked = held.that_may_know(user, token, today)
        opened = (verify_token(user, one.persistent_id, token) for one in asked)
        device = next(filter(None, opened), None)
        if device is None:
            record("signin.failed_code", actor=None, subject=user, tries=tries)
            return None
        verb = "signin.confirmed" if again else "signin.succeeded"
        facts = {"device": device.pk, "kind": held.kind_of(device).value}
        record(verb, actor=user, subject=user, **facts)
    Attempt.objects.refund(WRONG_CODES, str(user.pk), now)
    return device


@transaction.atomic
def issue_authenticator(user: User, *, by: User | None) -> tuple[AuthenticatorApp, str]:
    """The first authenticator app of an account, ready for use, and its secret in base 32.

    The secret is shown once, to its owner. Raises `AlreadyHasDevice`.
    """
    User.objects.select_for_update().get(pk=user.pk)
    if AuthenticatorApp.objects.filter(user=user).exists():
        raise AlreadyHasDevice
    sealed = seal(new_key()).decode()
    device = AuthenticatorApp.objects.create(user=user, name="app", sealed_key=sealed)
    record("signin.authenticator_issued", actor=by, subject=user, device=device.pk)
    return device, device.typed_key


def leave(user: User) -> None:
    """Somebody signed out by the button."""
    record("signin.left", actor=user, subject=user)


def forget_attempts(now: datetime) -> int:
    """Drop the counters of windows that have passed; the number dropped."""
    passed = int(now.timestamp()) - 2 * DAY
    dropped, _per_model = Attempt.objects.filter(window_start__lt=passed).delete()
    return dropped
