"""Emptying the database after a test with real transactions, with the guards standing.

Django empties every table and tells all apps that they were migrated: half a second a test. Here
only the tables that hold rows are emptied, through the door that the portal itself uses for what
is append-only; what the migrations put in stays where it is.
"""

from django.db import connection, transaction

from portal.audit.models import Erasure

Rows = dict[str, int]


def _tables() -> list[str]:
    names = connection.introspection.django_table_names(only_existing=True, include_views=False)
    return sorted(names)


def counted() -> Rows:
    """How many rows each table holds; empty tables are left out.

    There is no table when none of the tests that run asks for the database.
    """
    each = [f"SELECT '{name}', (SELECT COUNT(*) FROM {name})" for name in _tables()]  # noqa: S608
    if not each:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(each))
        return {name: rows for name, rows in cursor.fetchall() if rows}


def _wait_for_writers() -> None:
    """Who still writes finishes first; SQLite's transactions wait for each other anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {', '.join(_tables())} IN SHARE ROW EXCLUSIVE MODE")


def emptied(kept: Rows) -> bool:
    """Deletes every row outside the tables of `kept`; says no when one of those was changed."""
    with transaction.atomic():
        _wait_for_writers()
        found = counted()
        if {name: found.get(name) for name in kept} != kept:
            return False
        Erasure.objects.create(reason="the end of a test")
        own = Erasure._meta.db_table
        with connection.cursor() as cursor:
            for name in [*(found.keys() - kept.keys() - {own}), own]:
                cursor.execute(f"DELETE FROM {name}")  # noqa: S608
    return True
