"""The only door to somebody's device."""

from portal.people.models import User
from portal.signin.models import AuthenticatorApp


def device_of(user: User) -> AuthenticatorApp | None:
    """The confirmed app of this account; None when there is none."""
    apps = AuthenticatorApp.objects.filter(user=user, confirmed=True)
    first: AuthenticatorApp | None = apps.order_by("pk").first()
    return first
