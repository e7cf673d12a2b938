"""A copy of the database at one moment, made and put back while others write: per kind."""

import os
import shutil
import sqlite3
import subprocess
from abc import ABC, abstractmethod
from contextlib import closing
from pathlib import Path

from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext as _

Tables = dict[str, list[str]]  # name → [number of rows, sum over their content or ""]


class Fault(Exception):
    """A copy that cannot be made or trusted; the text says what to do."""


class Copier(ABC):
    vendor: str
    file_name: str

    def __init__(self, connection: BaseDatabaseWrapper) -> None:
        self.connection = connection

    @abstractmethod
    def dump(self, target: Path) -> Tables:
        """Write the copy; returns the tables as they were at its one moment."""

    @abstractmethod
    def load(self, source: Path) -> None:
        """Fill the empty database from a copy, whole or not at all."""

    @abstractmethod
    def tables(self) -> Tables:
        """The tables as they are now."""


class Sqlite(Copier):
    vendor = "sqlite"
    file_name = "database.sqlite3"

    def dump(self, target: Path) -> Tables:
        with self.connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(target)])
        return _tables_of_file(target)

    def load(self, source: Path) -> None:
        self.connection.close()
        target = Path(self.connection.settings_dict["NAME"])
        fresh = target.with_name(f"{target.name}.restoring")
        shutil.copyfile(source, fresh)
        for tail in ("-wal", "-shm"):
            target.with_name(target.name + tail).unlink(missing_ok=True)
        fresh.replace(target)

    def tables(self) -> Tables:
        path = Path(self.connection.settings_dict["NAME"])
        return _tables_of_file(path) if path.exists() else {}


def _tables_of_file(path: Path) -> Tables:
    """Counts only: the hash of the whole file speaks for the content of the rows."""
    with closing(sqlite3.connect(path)) as connection:
        faults = [line for (line,) in connection.execute("PRAGMA integrity_check") if line != "ok"]
        if faults:
            raise Fault(_("De database is beschadigd: %s") % faults[0])
        names = connection.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
        ).fetchall()
        count = 'SELECT count(*) FROM "{}"'
        return {
            name: [str(connection.execute(count.format(name)).fetchone()[0]), ""]
            for (name,) in sorted(names)
        }


class Postgresql(Copier):
    vendor = "postgresql"
    file_name = "database.dump"

    def dump(self, target: Path) -> Tables:
        with transaction.atomic(using=self.connection.alias), self.connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            (snapshot,) = cursor.fetchone()
            self._tool("pg_dump", "--format=custom", f"--snapshot={snapshot}", f"--file={target}")
            return self.tables()

    def load(self, source: Path) -> None:
        options = ("--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction")
        name = self.connection.settings_dict["NAME"]
        self._tool("pg_restore", *options, f"--dbname={name}", str(source))

    def tables(self) -> Tables:
        content = "coalesce(sum(hashtextextended(t::text, 0)::numeric), 0)"
        with self.connection.cursor() as cursor:
            found: Tables = {}
            for name in sorted(self.connection.introspection.table_names(cursor)):
                counted = f'SELECT count(*), {content} FROM "{name}" t'  # noqa: S608  # nosec B608
                cursor.execute(counted)
                found[name] = [str(value) for value in cursor.fetchone()]
            return found

    def _tool(self, name: str, *arguments: str) -> None:
        """Run one of PostgreSQL's own programs; the password stays out of the process list."""
        path = shutil.which(name)
        if path is None:
            raise Fault(_("Het programma %s ontbreekt. Installeer postgresql-client.") % name)
        known = {"HOST": "PGHOST", "PORT": "PGPORT", "USER": "PGUSER", "PASSWORD": "PGPASSWORD"}
        given = self.connection.settings_dict
        access = {to: str(given[key]) for key, to in known.items() if given[key]}
        environment = {**os.environ, **access, "PGDATABASE": str(given["NAME"])}
        done = subprocess.run(  # noqa: S603
            [path, *arguments], env=environment, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise Fault(f"{name}: {done.stderr.strip()}")


def copier_of(connection: BaseDatabaseWrapper) -> Copier:
    return Sqlite(connection) if connection.vendor == "sqlite" else Postgresql(connection)
