"""Maak uitnodigingsbrieven voor een school of groep, in bestanden van honderd."""

import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.management.letter_files import folder_of, write_files
from portal.people.models import Board, Group, School
from portal.signin.actions.invite import NobodyLeft, Where, invite_all
from portal.signin.actions.letters import make_file
from portal.signin.invited import Place, strangers

WIDTH = 40


class Command(BaseCommand):
    """Everybody there without account and without open letter; a kill loses at most one file."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--board", required=True, help="naam van het bestuur")
        parser.add_argument("--school", required=True, help="BRIN6 van de school")
        parser.add_argument("--group", default="", help="naam van de groep")
        parser.add_argument("--out", required=True, type=folder_of, metavar="FOLDER")

    def handle(self, *args: Any, **options: Any) -> None:
        place, today = self._place(options), timezone.localdate()
        guardians, pupils = strangers(None, place, today)
        where = Where(place.school.board, place.school, place.group)
        now = timezone.now()
        try:
            run = invite_all(guardians, pupils, where=where, by=None, now=now, today=today)
        except NobodyLeft:
            self.stdout.write(_("Iedereen heeft al een account of een geldige brief."))
            return
        while make_file(run, now=timezone.now(), told=lambda done: self._show(done, run.total)):
            pass
        self.stderr.write("")
        files = write_files(run, options["out"])
        self.stdout.write(
            _("%(letters)s brieven in %(files)s bestanden.")
            % {"letters": run.total, "files": files}
        )

    def _place(self, options: dict[str, Any]) -> Place:
        board = Board.objects.filter(name=options["board"]).first()
        school = School.objects.filter(board=board, brin6=options["school"]).first()
        if board is None or school is None:
            raise CommandError(_("Dit bestuur of deze school is er niet."))
        group = None
        if options["group"]:
            groups = Group.objects.filter(school=school, name=options["group"], composite=False)
            group = groups.order_by("-school_year").first()
            if group is None:
                raise CommandError(_("Deze groep is er niet."))
        return Place(school, group, 0)

    def _show(self, done: int, total: int) -> None:
        """A bar on one line of a screen; one line per ten percent in a log."""
        if sys.stderr.isatty():
            filled = WIDTH * done // total
            bar = "#" * filled + "." * (WIDTH - filled)
            self.stderr.write(f"\r[{bar}] {done}/{total}", ending="")
        elif done == total or done % max(total // 10, 1) == 0:
            self.stderr.write(f"{done}/{total}")
