"""The only door to somebody's device."""

from portal.people.models import User
from portal.signin.models import AuthenticatorApp, Passkey


def device_of(user: User) -> AuthenticatorApp | None:
    """The confirmed app of this account; None when there is none."""
    apps = AuthenticatorApp.objects.filter(user=user, confirmed=True)
    first: AuthenticatorApp | None = apps.order_by("pk").first()
    return first


def has_passkey(user: User) -> bool:
    """Whether a device of this account can be asked for its passkey."""
    return bool(Passkey.objects.filter(user=user, confirmed=True).exists())
