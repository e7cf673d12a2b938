"""Tellingen van de database: without them SQLite chooses a slow way through a long history."""

from datetime import datetime

from django.db import connection

ROWS_LOOKED_AT = 1000  # of an index: enough to choose well, and quick with millions of rows


def keep_statistics(_now: datetime) -> int:
    """Sweep: renews what SQLite knows of its tables; PostgreSQL does this by itself."""
    if connection.vendor != "sqlite":
        return 0
    with connection.cursor() as cursor:
        cursor.execute(f"PRAGMA analysis_limit={ROWS_LOOKED_AT}")
        cursor.execute("ANALYZE")
    return 1
