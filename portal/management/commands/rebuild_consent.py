"""Proves that the current state of consent equals its ledger; `--repair` makes it so."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from consent.actions import rebuild_current


class Command(BaseCommand):
    """Exit code 1 when something differed and was not repaired."""

    help = "Vergelijkt de geldende keuzes met het logboek van keuzes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """One switch."""
        parser.add_argument("--repair", action="store_true", help="Herstelt wat afwijkt.")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Counts, compares and reports."""
        givers, wrong = rebuild_current(repair=options["repair"])
        facts = {"givers": givers, "wrong": wrong}
        if wrong and not options["repair"]:
            raise CommandError(
                _("%(wrong)s van de %(givers)s keuzes wijken af. Herstel met --repair.") % facts
            )
        self.stdout.write(_("%(givers)s keuzes vergeleken, %(wrong)s afwijkingen.") % facts)
