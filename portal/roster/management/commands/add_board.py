"""Voegt een bestuur toe, met de eerste versie van zijn privacyreglement."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.people.rules import BoardKind
from portal.roster.actions import add_board
from portal.roster.management.boards import refusal


class Command(BaseCommand):
    """`manage.py add_board "Stichting Voorbeeld" --number 41775 --kind openbaar`."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("name", help="naam van het bestuur")
        parser.add_argument("--number", required=True, help="nummer bevoegd gezag, vijf cijfers")
        parser.add_argument("--kind", required=True, choices=[kind.value for kind in BoardKind])
        parser.add_argument(
            "--weeks", type=int, default=4, choices=range(1, 5), help="weken voor een antwoord"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            board = add_board(
                options["name"],
                number=options["number"],
                kind=BoardKind(options["kind"]),
                weeks=options["weeks"],
                by=None,
                today=timezone.localdate(),
            )
        except ValidationError as error:
            raise refusal(error) from error
        self.stdout.write(
            _('Bestuur %(name)s staat er. Wat nu: add_school --board "%(name)s" --brin6 …')
            % {"name": board.name}
        )
