"""The backup drill: back up while somebody writes, restore elsewhere, compare. Used by .ci/run.

Usage: DATABASE_URL=… python -m scripts.backup_drill EMPTY_DATABASE_URL
"""

import os
import subprocess
import sys
import tempfile
import threading
import time
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings
from django.db import connection


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        backup = Path(folder) / "backup"
        written, seconds = backed_up_while_writing(backup)
        elsewhere = {"DATABASE_URL": sys.argv[1], "VAR_DIR": str(Path(folder) / "var")}
        began = time.monotonic()
        manage("restore", str(backup), **elsewhere)
        manage("migrate", "--check", **elsewhere)
        manage("check", "--database", "default", **elsewhere)
        restored = time.monotonic() - began
    print(f"backup {seconds:.1f} s with {written} writes meanwhile; restore {restored:.1f} s")
    if not written:
        sys.exit("Nobody could write while the backup was made.")


def backed_up_while_writing(folder: Path) -> tuple[int, float]:
    """How many rows another process wrote during the backup, and how long the backup took."""
    done = threading.Event()
    count = [0]
    writer = threading.Thread(target=write_until, args=(done, count))
    writer.start()
    while not count[0]:
        time.sleep(0.05)
    before, began = count[0], time.monotonic()
    try:
        manage("backup", str(folder))
        return count[0] - before, time.monotonic() - began
    finally:
        done.set()
        writer.join()


def write_until(done: threading.Event, count: list[int]) -> None:
    """New sessions, one by one, through the ordinary settings."""
    sessions = import_module(settings.SESSION_ENGINE)
    while not done.is_set():
        sessions.SessionStore().create()
        count[0] += 1
    connection.close()


def manage(*words: str, **environment: str) -> None:
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, env={**os.environ, **environment}, check=True)


if __name__ == "__main__":
    main()
