"""A backup is whole or refused; a restore is verified or refused."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import LazySettings, settings
from django.core.management import CommandError, call_command
from django.db import connection

from portal.management.backups import MANIFEST
from portal.people.models import User

Restore = Callable[[Path], subprocess.CompletedProcess[str]]


@pytest.fixture
def backup(transactional_db: None, tmp_path: Path, settings: LazySettings) -> Path:
    """Of a database with one user and one stored file."""
    User.objects.create_user(sign_in_name="kept", display_name="Kept")
    stored = Path(settings.FILES_ROOT) / "ab" / "cd"
    stored.parent.mkdir(parents=True)
    stored.write_bytes(b"sealed")
    folder = tmp_path / "backup"
    call_command("backup", str(folder))
    return folder


@pytest.fixture
def elsewhere(tmp_path: Path) -> Restore:
    """Runs `restore` on a fresh SQLite database with a folder of its own."""

    def run(folder: Path) -> subprocess.CompletedProcess[str]:
        target = tmp_path / "elsewhere"
        environment = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{target}/portal.sqlite3",
            "VAR_DIR": str(target),
        }
        command = [sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(folder)]
        return subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=60, check=False
        )

    return run


@pytest.fixture
def sqlite_backup(tmp_path: Path) -> Path:
    """What `backup` writes for SQLite, made by hand: small, and the same on both databases."""
    folder = tmp_path / "by_hand"
    (folder / "files").mkdir(parents=True)
    (folder / "files" / "one").write_bytes(b"sealed")
    database = sqlite3.connect(folder / "database.sqlite3")
    database.executescript("CREATE TABLE words (word TEXT); INSERT INTO words VALUES ('nee')")
    database.close()
    found = subprocess.run(
        ["sha256sum", folder / "database.sqlite3"], capture_output=True, text=True, check=True
    )
    manifest = {
        "vendor": "sqlite",
        "made_at": "2026-11-25T03:00:00+01:00",
        "sha256": found.stdout.split()[0],
        "tables": {"words": ["1", ""]},
        "files": {"one": 6},
    }
    (folder / MANIFEST).write_text(json.dumps(manifest))
    return folder


def test_a_backup_names_every_table_and_every_file(backup: Path) -> None:
    manifest = json.loads((backup / MANIFEST).read_text())
    assert manifest["vendor"] == connection.vendor
    assert manifest["tables"]["people_user"][0] == "1"
    assert manifest["files"] == {"ab/cd": 6}
    assert (backup / "files" / "ab" / "cd").read_bytes() == b"sealed"


def test_a_backup_holds_no_keys(backup: Path) -> None:
    secrets = [settings.SECRET_KEY, *settings.FERNET_KEYS]
    texts = [path.read_bytes() for path in backup.rglob("*") if path.is_file()]
    assert not [text for text in texts for secret in secrets if secret.encode() in text]


def test_a_backup_never_overwrites_an_older_one(backup: Path) -> None:
    with pytest.raises(CommandError, match="bestaat al"):
        call_command("backup", str(backup))


@pytest.mark.django_db(transaction=True)
def test_a_failed_backup_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_paths: object) -> None:
        raise OSError("No space left on device")

    monkeypatch.setattr("portal.management.backups._sizes", full)
    with pytest.raises(CommandError, match="No space left"):
        call_command("backup", str(tmp_path / "half"))
    assert not (tmp_path / "half").exists()


def test_a_restore_gives_back_rows_and_files(
    sqlite_backup: Path, elsewhere: Restore, tmp_path: Path
) -> None:
    done = elsewhere(sqlite_backup)
    assert done.returncode == 0, done.stderr
    database = sqlite3.connect(tmp_path / "elsewhere" / "portal.sqlite3")
    assert database.execute("SELECT word FROM words").fetchall() == [("nee",)]
    database.close()
    assert (tmp_path / "elsewhere" / "files" / "one").read_bytes() == b"sealed"


def test_a_restore_never_touches_a_database_in_use(sqlite_backup: Path, elsewhere: Restore) -> None:
    assert elsewhere(sqlite_backup).returncode == 0
    again = elsewhere(sqlite_backup)
    assert again.returncode != 0
    assert "niet leeg" in again.stderr


@pytest.mark.parametrize("part", ["database.sqlite3", "files/one", MANIFEST])
def test_a_damaged_backup_is_refused(part: str, sqlite_backup: Path, elsewhere: Restore) -> None:
    with (sqlite_backup / part).open("ab") as stream:
        stream.write(b"!")
    done = elsewhere(sqlite_backup)
    assert done.returncode != 0
    assert "Kies een andere" in done.stderr


@pytest.mark.parametrize("part", ["database.sqlite3", "files/one", MANIFEST])
def test_a_backup_that_misses_a_part_is_refused(
    part: str, sqlite_backup: Path, elsewhere: Restore, tmp_path: Path
) -> None:
    (sqlite_backup / part).unlink()
    assert elsewhere(sqlite_backup).returncode != 0
    assert not (tmp_path / "elsewhere" / "portal.sqlite3").exists()
