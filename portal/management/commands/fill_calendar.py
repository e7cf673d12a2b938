"""Vul de feestdagen en schoolvakanties van de gevraagde jaren."""

from argparse import ArgumentTypeError
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.calendar.actions import fill

FIRST, LAST = 2000, 2100


def _years(text: str) -> range:
    """`2026` or `2024-2032`."""
    first, _dash, last = text.partition("-")
    try:
        years = range(int(first), int(last or first) + 1)
    except ValueError:
        years = range(0)
    if not years or years[0] < FIRST or years[-1] > LAST:
        raise ArgumentTypeError(_("geef een jaar, of jaren zoals 2024-2032"))
    return years


class Command(BaseCommand):
    """Without `--years`: last year to four years ahead. Safe to run again."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--years", type=_years, default=None, metavar="2024-2032")

    def handle(self, *args: Any, **options: Any) -> None:
        this_year = timezone.localdate().year
        years = options["years"] or range(this_year - 1, this_year + 5)
        added = fill(years)
        self.stdout.write(
            _("%(first)s tot en met %(last)s: %(added)s dagen en vakanties toegevoegd.")
            % {"first": years[0], "last": years[-1], "added": added}
        )
