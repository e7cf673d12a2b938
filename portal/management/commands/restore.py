"""`manage.py restore FOLDER`: put a backup into an empty database, and verify it."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection
from django.utils.translation import gettext as _

from portal.management.backups import restore
from portal.management.copies import Fault


class Command(BaseCommand):
    help = _("Zet een backup terug in een lege database en controleer het resultaat.")
    requires_system_checks = ()  # the database is still empty

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, help=_("De map van de backup."))

    def handle(self, *args: object, **options: Any) -> None:
        try:
            manifest = restore(connection, options["folder"])
        except (Fault, OSError) as error:
            raise CommandError(str(error)) from error
        rows = sum(int(count) for count, _sum in manifest["tables"].values())
        text = _(
            "Teruggezet en gecontroleerd: %(rows)s rijen, %(files)s bestanden, gemaakt op "
            "%(made_at)s. Doe nu: manage.py migrate"
        )
        facts = {"rows": rows, "files": len(manifest["files"]), "made_at": manifest["made_at"]}
        self.stdout.write(text % facts)
