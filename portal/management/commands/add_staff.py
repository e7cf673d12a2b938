"""Voegt de eerste mensen toe: een account met een rol van het hele bestuur, en de brief erbij."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.management.letter_files import folder_of, write_files
from portal.people.rules import RoleKind
from portal.roster.management.boards import find_board
from portal.signin.actions.colleagues import open_first_account
from portal.signin.actions.letters import make_file
from portal.signin.forms.roles import StaffAccountForm

KINDS = [RoleKind.ADMINISTRATOR, RoleKind.OFFICER, RoleKind.FG, RoleKind.OPERATOR]


class Command(BaseCommand):
    """`manage.py add_staff "Nina Nieuw" --sign-in nina --email … --board … --role administrator`.

    Later roles are given on the pages under Rollen, where some need a second person.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="naam van de medewerker")
        parser.add_argument("--sign-in", required=True, help="inlognaam")
        parser.add_argument("--email", required=True, help="e-mailadres van het werk")
        parser.add_argument("--board", required=True, help="naam of nummer van het bestuur")
        parser.add_argument("--role", required=True, choices=[one.value for one in KINDS])
        parser.add_argument("--out", required=True, type=folder_of, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        board = find_board(options["board"])
        names = {"display_name": options["name"], "sign_in_name": options["sign_in"]}
        typed = {**names, "email": options["email"], "board": str(board.pk)}
        form = StaffAccountForm(typed, boards=[board])
        if not form.is_valid():
            raise CommandError("\n".join(str(one) for all_ in form.errors.values() for one in all_))
        facts = {name: form.cleaned_data[name] for name in (*names, "email")}
        now, today = timezone.now(), timezone.localdate()
        kind = RoleKind(options["role"])
        run = open_first_account(board, kind=kind, **facts, now=now, today=today)
        while make_file(run, now=timezone.now()):
            pass
        write_files(run, options["out"])
        made = _(
            "%(name)s heeft een account. De brief ligt in %(folder)s. "
            "Druk de brief af en wis het bestand."
        )
        self.stdout.write(made % {"name": facts["display_name"], "folder": options["out"]})
