"""Leest EDEXML-bestanden en ouderlijsten in: alles samen, of niets."""

import json
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from portal.roster.actions import ImportRefused, import_roster
from portal.roster.management.boards import find_board
from portal.roster.plan import Plan
from portal.roster.readers.opening import open_files
from portal.roster.report import as_data, complaints, lines


class Command(BaseCommand):
    """`manage.py import_roster school.xml ouders.csv --board NAME [--dry-run] [--json]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--board", required=True, help="naam of nummer van het bestuur")
        parser.add_argument(
            "--dry-run", action="store_true", help="niets bewaren, alleen vertellen"
        )
        parser.add_argument("--json", action="store_true", help="uitvoer voor een programma")

    def handle(self, *args: Any, **options: Any) -> None:
        board, dry_run = find_board(options["board"]), options["dry_run"]
        self.quiet = options["json"]
        number = len(options["files"])
        reading = ngettext("Een bestand wordt gelezen …", "%s bestanden worden gelezen …", number)
        self._tell(reading.replace("%s", str(number)))
        files = open_files(options["files"], max_bytes=settings.ROSTER_MAX_BYTES)
        self._tell(_("Het verschil met het portaal wordt gemaakt en verwerkt …"))
        try:
            plan = import_roster(board, files, by=None, today=timezone.localdate(), dry_run=dry_run)
        except ImportRefused as refused:
            raise self._refusal(refused.plan) from refused
        if options["json"]:
            self._write_json(plan, written=not dry_run)
        for line in (*lines(plan), self._next(plan, dry_run=dry_run)):
            self._tell(line)

    def _tell(self, text: str) -> None:
        if not self.quiet:
            self.stdout.write(text)

    def _write_json(self, plan: Plan, *, written: bool) -> None:
        self.stdout.write(json.dumps(as_data(plan, written=written), ensure_ascii=False, indent=1))

    def _refusal(self, plan: Plan) -> CommandError:
        if self.quiet:
            self._write_json(plan, written=False)
        ending = _("Er is niets bewaard. Verbeter de bestanden en begin opnieuw.")
        return CommandError("\n".join([*complaints(plan.problems), ending]))

    def _next(self, plan: Plan, *, dry_run: bool) -> str:
        if dry_run:
            return _("Proef: er is niets bewaard. Wat nu: hetzelfde zonder --dry-run.")
        if not plan.writes:
            return _("Klaar: er was niets veranderd.")
        return _(
            "Klaar. Wat nu: de beheerder bevestigt de leraren van de groepen en kijkt het gezag na."
        )
