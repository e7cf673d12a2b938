"""Voer het terugkerende werk uit dat nu aan de beurt is."""

import signal
import threading
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from portal.jobs.actions import tick


class Command(BaseCommand):
    """Several of these may run at once. SIGTERM ends a loop after the sweep that it finds."""

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--loop", type=int, default=0, metavar="SECONDS")

    def handle(self, *args: Any, **options: Any) -> None:
        stop = threading.Event()
        if not options["loop"]:
            self._tick(stop)
            return
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        while not stop.is_set():
            self._tick_or_wait(stop)
            stop.wait(options["loop"])

    def _tick(self, stop: threading.Event) -> None:
        for outcome in tick(timezone.now(), stopping=stop.is_set):
            if outcome.count or outcome.error:
                self.stdout.write(f"{outcome.name}: {outcome.error or outcome.count}")

    def _tick_or_wait(self, stop: threading.Event) -> None:
        """A database that is away for a while comes back: the loop stays."""
        close_old_connections()
        try:
            self._tick(stop)
        except DatabaseError as error:
            self.stderr.write(f"database: {type(error).__name__}")
            connection.close()
