"""Leest het register van een bestuur uit een rekenblad: alles of niets."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.models import User
from portal.register.access import may_edit
from portal.register.actions import PlanRefusedError, import_register
from portal.register.sheet.plan import Plan, make_plan
from portal.register.sheet.upload import read_upload
from portal.roster.management.boards import find_board
from portal.sheets import SheetError


class Command(BaseCommand):
    """`manage.py import_register register.xlsx --board NAME --by SIGN_IN_NAME [--dry-run]`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--board", required=True, help="naam of nummer van het bestuur")
        parser.add_argument("--by", required=True, help="inlognaam van de privacy officer")
        parser.add_argument("--approved-by", default="", help="wie dit goedkeurde")
        parser.add_argument("--dry-run", action="store_true", help="alleen het plan tonen")

    def handle(self, *args: Any, **options: Any) -> None:
        board, path, today = find_board(options["board"]), options["file"], timezone.localdate()
        by = User.objects.filter(sign_in_name=options["by"]).first()
        if by is None or not may_edit(by, board.pk, today):
            raise CommandError(_("Deze persoon mag het register van dit bestuur niet wijzigen."))
        try:
            lines = read_upload(path.name, path.read_bytes())
        except (OSError, SheetError) as error:
            raise CommandError(str(error)) from error
        plan, approved = make_plan(board, lines), options["approved_by"]
        self._tell(plan)
        if plan.may_apply and not options["dry_run"]:
            try:
                import_register(
                    board, lines=lines, state=plan.state, approved_by=approved, by=by, today=today
                )
            except PlanRefusedError as error:
                raise CommandError(str(error)) from error

    def _tell(self, plan: Plan) -> None:
        if plan.flaws:
            found = [f"{flaw.line}, {flaw.column}: {flaw.text}" for flaw in plan.flaws]
            raise CommandError("\n".join([*found, _("Er is niets bewaard.")]))
        words = _("Nieuw: %(new)d. Gewijzigd: %(changed)d. Gelijk: %(same)d.")
        counts = {"new": len(plan.new), "changed": len(plan.changed), "same": plan.unchanged}
        self.stdout.write(words % counts)
