"""The only door to somebody's device, and to the school accounts one may sign in with."""

from portal.people.models import User
from portal.signin.models import AuthenticatorApp, IdentityProvider


def device_of(user: User) -> AuthenticatorApp | None:
    """The confirmed app of this account; None when there is none."""
    apps = AuthenticatorApp.objects.filter(user=user, confirmed=True)
    first: AuthenticatorApp | None = apps.order_by("pk").first()
    return first


def open_schools() -> list[IdentityProvider]:
    """The school accounts in use, for the buttons below the sign-in form."""
    return list(IdentityProvider.objects.open())
