"""Guards: database triggers that refuse to change or delete a row of an append-only table.

One list, `settings.APPEND_ONLY`, names the tables. The triggers are put up again after every
migrate, because SQLite drops them without a word when Django remakes a table. A row may be deleted
only while an `audit.Erasure` is open in the same transaction; it can never be changed.
"""

from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction

OPEN = "EXISTS (SELECT 1 FROM audit_erasure WHERE closed_at IS NULL)"
REFUSE = "RAISE(ABORT, 'append-only: {table}')"
SQLITE = (
    f"CREATE TRIGGER guard_{{table}}_update BEFORE UPDATE ON {{table}} BEGIN SELECT {REFUSE}; END",
    (
        "CREATE TRIGGER guard_{table}_delete BEFORE DELETE ON {table} "
        f"WHEN NOT {OPEN} BEGIN SELECT {REFUSE}; END"
    ),
)
FUNCTION = (
    "CREATE OR REPLACE FUNCTION guard_append_only() RETURNS trigger AS $$ BEGIN "
    "IF TG_OP = 'DELETE' AND " + OPEN + " THEN RETURN OLD; END IF; "
    "RAISE EXCEPTION 'append-only: %', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; "
    "END $$ LANGUAGE plpgsql"
)
CALL = "EXECUTE FUNCTION guard_append_only()"
POSTGRESQL = (
    f"CREATE TRIGGER guard_{{table}}_row BEFORE UPDATE OR DELETE ON {{table}} FOR EACH ROW {CALL}",
    f"CREATE TRIGGER guard_{{table}}_truncate BEFORE TRUNCATE ON {{table}} {CALL}",
)


def guarded_tables() -> list[str]:
    """The tables of the list, in order."""
    return [apps.get_model(label)._meta.db_table for label in settings.APPEND_ONLY]


def expected() -> set[str]:
    """The names that the triggers in the database must have; a table not made yet has none."""
    ends = ("row", "truncate") if connection.vendor == "postgresql" else ("update", "delete")
    tables = set(guarded_tables()) & set(connection.introspection.table_names())
    return {f"guard_{table}_{end}" for table in tables for end in ends}


def standing() -> set[str]:
    """The names of the guards that stand in the database now."""
    query = (
        "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgname LIKE 'guard\\_%'"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'guard\\_%' "
        "ESCAPE '\\'"
    )
    with connection.cursor() as cursor:
        cursor.execute(query)
        return {row[0] for row in cursor.fetchall()}


def put_up() -> None:
    """Makes the guards that are missing; may be called at any time."""
    present = set(connection.introspection.table_names())
    there = standing()
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(FUNCTION)
        for table in guarded_tables():
            if table in present:
                for statement in _statements(table, there):
                    cursor.execute(statement)


def _statements(table: str, there: set[str]) -> list[str]:
    templates = POSTGRESQL if connection.vendor == "postgresql" else SQLITE
    made = [template.format(table=table) for template in templates]
    return [statement for statement in made if statement.split()[2] not in there]


def take_down() -> None:
    """Removes all guards; only the flush of the tests and `lifted` need it."""
    on_table = connection.vendor == "postgresql"
    with transaction.atomic(), connection.cursor() as cursor:
        for name in standing():
            table = name.removeprefix("guard_").rsplit("_", 1)[0]
            cursor.execute(f"DROP TRIGGER {name}" + (f" ON {table}" if on_table else ""))


@contextmanager
def lifted() -> Iterator[None]:
    """Without guards inside the block; they stand again after it, whatever happens."""
    take_down()
    try:
        yield
    finally:
        put_up()
