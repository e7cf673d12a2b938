"""Registers the app, puts up the guards after every migrate and checks that they stand."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks
from django.core.checks import CheckMessage
from django.db.models.signals import post_migrate

from portal.audit import guards


def put_up_guards(**_kwargs: Any) -> None:
    """After the last app of a migrate; harmless when called more often."""
    guards.put_up()


def check_guards(*, databases: Sequence[str] | None = None, **_kwargs: Any) -> list[CheckMessage]:
    """`manage.py check --database default`: the list and the database agree."""
    if not databases or "default" not in databases:
        return []
    missing = sorted(guards.expected() - guards.standing())
    hint = "Run `manage.py migrate`; it puts the guards up again."
    return [
        checks.Warning(f"Guard {name} is missing.", hint=hint, id="audit.W001") for name in missing
    ]


class AuditConfig(AppConfig):
    name = "portal.audit"
    label = "audit"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Django's own signal tells when tables were made or remade."""
        post_migrate.connect(put_up_guards, sender=self)
        checks.register(check_guards, checks.Tags.database)
