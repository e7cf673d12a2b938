"""`manage.py run`: the web server and the clock (`tick`) side by side, until Ctrl-C."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

PAUSE = 0.3  # seconds between two looks at the children
PATIENCE = 25  # seconds a child gets to finish its work
SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)

Child = subprocess.Popen[bytes]


class Command(BaseCommand):
    help = _("Start het portaal en de klok die mail verstuurt en termijnen bewaakt.")
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--bind", default="127.0.0.1:8000", metavar="ADDRESS:PORT")
        parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
        parser.add_argument("--tick", type=int, default=15, metavar="SECONDS")
        parser.add_argument("--only-look", action="store_true", help=_("Kijk of de poort vrij is."))

    def handle(self, *args: object, **options: Any) -> None:
        must_be_free(options["bind"])
        if options["only_look"]:
            return
        for name in (signal.SIGINT, signal.SIGTERM):
            signal.signal(name, self.stop)
        server = started(server_command(options["bind"], options["workers"]))
        self.stdout.write(_("Zeggenschap draait op %s (stoppen: Ctrl-C)") % settings.PORTAL_URL)
        self.stdout.flush()  # also when it goes to a file
        ended = self.watch(server, options["tick"])
        if ended and not self.stopping:
            raise CommandError(_("De webserver is gestopt. De reden staat hierboven."))
        self.stdout.write(_("Zeggenschap is gestopt."))

    def stop(self, _signal: int, _frame: FrameType | None) -> None:
        self.stopping = True

    def watch(self, server: Child, seconds: int) -> int:
        """Until the server ends or somebody stops us; a clock that falls over is started again."""
        ticker = started(tick_command(seconds))
        while not self.stopping and server.poll() is None:
            time.sleep(PAUSE)
            if ticker.poll() is not None and not self.stopping:
                self.stderr.write(_("De klok stond stil en is opnieuw gestart."))
                time.sleep(1)
                ticker = started(tick_command(seconds))
        ended = server.poll() or 0
        finish(server, ticker)
        return ended


def must_be_free(bind: str) -> None:
    """Raise a message that says what to do when another program listens on the address."""
    host, _colon, port = bind.rpartition(":")
    if not port.isdecimal():
        raise CommandError(_("'%s' is geen adres. Voorbeeld: 127.0.0.1:8000") % bind)
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host.strip("[]"), int(port)))
        except (OSError, OverflowError) as error:
            text = _(
                "Poort %(port)s is niet vrij. Draait het portaal al? Stop het andere programma, "
                "of kies een andere poort, bijvoorbeeld: make demo PORT=8001"
            )
            raise CommandError(text % {"port": port}) from error


def server_command(bind: str, workers: int) -> list[str]:
    """One thread a worker (each keeps its own connection); idle browsers do not hold a worker."""
    options = {
        "--bind": bind,
        "--workers": str(workers),
        "--worker-class": "gthread",
        "--threads": "1",
        "--timeout": "60",
        "--graceful-timeout": "20",
        "--log-level": "warning",
    }
    words = [word for pair in options.items() for word in pair]
    words.append("--no-control-socket")
    reload = ["--reload"] if settings.DEBUG and not settings.DEMO else []
    module, _dot, application = settings.WSGI_APPLICATION.rpartition(".")
    return [sys.executable, "-m", "gunicorn", *words, *reload, f"{module}:{application}"]


def tick_command(seconds: int) -> list[str]:
    return [sys.executable, str(settings.BASE_DIR / "manage.py"), "tick", "--loop", str(seconds)]


def started(command: list[str]) -> Child:
    """A child in its own session, so that Ctrl-C reaches it through us only."""
    return subprocess.Popen(  # noqa: S603
        command,
        cwd=settings.BASE_DIR,
        start_new_session=True,
        preexec_fn=follow_the_parent,  # noqa: PLW1509  (this process has one thread)
    )


def follow_the_parent() -> None:
    """Linux only: when we are killed without warning, the child is told to stop."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)


def finish(*children: Child) -> None:
    """Ask each child to stop, wait, and kill what does not listen."""
    for child in children:
        child.terminate()
    for child in children:
        try:
            child.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
