"""Schrijft het register van een bestuur naar een rekenblad."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portal.register.sheet.columns import HEADS, sheet_rows
from portal.roster.management.boards import find_board
from portal.sheets import write_csv, write_xlsx


class Command(BaseCommand):
    """`manage.py export_register register.xlsx --board NAME`; .csv gives CSV."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--board", required=True, help="naam of nummer van het bestuur")

    def handle(self, *args: Any, **options: Any) -> None:
        path: Path = options["file"]
        rows, head = list(sheet_rows(find_board(options["board"]))), list(HEADS.values())
        as_csv = path.suffix.casefold() == ".csv"
        path.write_bytes(b"".join(write_csv(head, rows)) if as_csv else write_xlsx(head, rows))
        words = _("%(number)d verwerkingen staan in %(file)s.")
        self.stdout.write(words % {"number": len(rows), "file": path})
