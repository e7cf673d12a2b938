"""Verzegel de sleutels van alle bestanden opnieuw met de eerste sleutel van FERNET_KEYS."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from portal.files.actions import renew_keys


class Command(BaseCommand):
    """Put the new key first in FERNET_KEYS, run this, and only then take the old key away."""

    help = __doc__ or ""

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(_("%(count)s sleutels opnieuw verzegeld.") % {"count": renew_keys()})
