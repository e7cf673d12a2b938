"""`manage.py backup [FOLDER]`: a verified copy of database and files while the portal runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.management.backups import back_up
from portal.management.copies import Fault


class Command(BaseCommand):
    help = _("Maak een backup van de database en de bestanden. Het portaal mag blijven draaien.")

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", nargs="?", type=Path, help=_("Een nieuwe map."))

    def handle(self, *args: object, **options: Any) -> None:
        now = timezone.localtime()
        folder = options["folder"] or settings.VAR_DIR / "backups" / f"{now:%Y-%m-%dT%H%M%S}"
        try:
            manifest = back_up(connection, folder, made_at=now.isoformat())
        except (Fault, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(int(count) for count, _sum in manifest["tables"].values())
        text = _("Backup staat in %(folder)s: %(rows)s rijen, %(files)s bestanden.")
        self.stdout.write(text % {"folder": folder, "rows": rows, "files": len(manifest["files"])})
