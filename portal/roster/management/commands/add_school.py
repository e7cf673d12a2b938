"""Voegt een school (een vestiging met BRIN6) toe aan een bestuur."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.utils.translation import gettext as _

from portal.people.rules import Region, Sector
from portal.roster.actions import add_school
from portal.roster.management.boards import find_board, refusal


class Command(BaseCommand):
    """`manage.py add_school --board NAME --brin6 99XX00 --name … --sector bao --region noord`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--board", required=True, help="naam of nummer van het bestuur")
        parser.add_argument("--brin6", required=True, help="BRIN met vestiging, zoals 99XX00")
        parser.add_argument("--name", required=True, help="naam van de school")
        parser.add_argument("--sector", required=True, choices=[kind.value for kind in Sector])
        parser.add_argument("--region", required=True, choices=[part.value for part in Region])

    def handle(self, *args: Any, **options: Any) -> None:
        board = find_board(options["board"])
        try:
            school = add_school(
                board,
                name=options["name"],
                brin6=options["brin6"],
                sector=Sector(options["sector"]),
                region=Region(options["region"]),
                by=None,
            )
        except ValidationError as error:
            raise refusal(error) from error
        self.stdout.write(
            _('School %(name)s (%(brin6)s) staat er. Wat nu: import_roster … --board "%(board)s"')
            % {"name": school.name, "brin6": school.brin6, "board": board.name}
        )
