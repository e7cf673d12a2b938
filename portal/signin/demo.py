"""Demo: the code on the page, and the three reasons to refuse to start (never in real use)."""

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.people.models import User
from portal.signin import held
from portal.signin.models import AuthenticatorApp, DemoMark


def mark_database() -> None:
    """Say that this database holds invented people only. Only `manage.py demo` calls this."""
    if not DemoMark.objects.exists():
        DemoMark.objects.create()


def refuse_unless_demo_database() -> None:
    """With DEMO on: raise `ImproperlyConfigured` unless everything around is a demo too."""
    if not settings.DEMO:
        return
    if not _is_safe():
        raise ImproperlyConfigured(
            "DEMO=1 needs DEBUG=1 and ALLOWED_HOSTS that name only this machine"
        )
    if not DemoMark.objects.exists():
        raise ImproperlyConfigured("DEMO=1 needs a database made by `manage.py demo`")


def shown_code(user: User, now: float) -> str:
    """The code to show on the page to a demo account; empty for everybody else."""
    if not (settings.DEMO and user.is_demo and _is_safe()):
        return ""
    device = next(iter(held.confirmed_of(user, AuthenticatorApp)), None)
    return device.code_now(now) if device and DemoMark.objects.exists() else ""


def _is_safe() -> bool:
    hosts = set(settings.ALLOWED_HOSTS)
    return bool(settings.DEBUG and hosts and hosts <= settings.LOOPBACK)
