"""Bouwt de demo: een verzonnen bestuur, ingelezen langs de gewone weg, met de accounts erbij."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.calendar.actions import fill
from portal.management.demo_accounts import FAMILY, PASSWORD, STAFF, Account, open_accounts
from portal.management.demo_cast import DemoBoard
from portal.management.demo_files import write_demo_files
from portal.management.demo_story import tell_story
from portal.people.models import Board, User
from portal.signin.demo import mark_database
from portal.signin.models import DemoMark

SEED = 2026


class Command(BaseCommand):
    """`manage.py demo` on an empty, migrated database; `--accounts` only prints who can sign in."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--accounts", action="store_true", help="toon alleen de accounts")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO:
            raise CommandError("De demo start alleen met DEMO=1. Typ: make demo")
        if not options["accounts"] and not DemoMark.objects.exists():
            if Board.objects.exists() or User.objects.exists():
                raise CommandError("Deze database is niet leeg. De demo raakt haar niet aan.")
            self._build()
        self._show("Ouders en leerlingen", FAMILY)
        self._show("School en bestuur", STAFF)
        self.stdout.write(f"\nIedereen heeft hetzelfde wachtwoord: {PASSWORD}")
        self.stdout.write("De pagina van de code toont in de demo de code zelf.")

    def _build(self) -> None:
        today = timezone.localdate()
        self.stdout.write("Feestdagen en vakanties …")
        fill(range(today.year - 1, today.year + 3))
        self.stdout.write("Leerlingen en ouders (verzonnen) …")
        demo = write_demo_files(Path(settings.VAR_DIR) / "roster", seed=SEED, today=today)
        for board, files in demo.files.items():
            self._load(board, files)
        self.stdout.write("Accounts …")
        users = open_accounts(today)
        self.stdout.write("Register, toestemming en verzoeken …")
        tell_story(users, today)
        mark_database()

    def _load(self, board: DemoBoard, files: tuple[Path, ...]) -> None:
        """The same commands that an operator types."""
        call_command("add_board", board.name, number=board.number, kind=board.kind.value)
        for school in board.schools:
            call_command(
                "add_school",
                board=board.name,
                brin6=school.brin6,
                name=school.name,
                sector=school.sector.value,
                region=school.region.value,
            )
        call_command("import_roster", *map(str, files), board=board.name)

    def _show(self, title: str, accounts: tuple[Account, ...]) -> None:
        self.stdout.write(f"\n{title}")
        for account in accounts:
            self.stdout.write(f"  {account.name:<8} {account.who}")
