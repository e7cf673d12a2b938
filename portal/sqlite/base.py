"""Django's backend for SQLite; each question is put into SQLite's own notation once (ADR 8).

Django writes `%s` where SQLite wants `?`, and searches the text for it each time it is asked.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

KNOWN = 1024  # texts of questions


class Cursor(base.SQLiteCursorWrapper):
    """Knows what it translated before."""

    def convert_query(self, query: str, *, param_names: Any = None) -> str:
        """A text with names in it is rare, and goes the ordinary way."""
        if param_names is None:
            return _converted(query)
        return str(super().convert_query(query, param_names=param_names))


@lru_cache(maxsize=KNOWN)
def _converted(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class DatabaseWrapper(base.DatabaseWrapper):
    """With the cursor above."""

    def create_cursor(self, name: str | None = None) -> Cursor:
        """SQLite knows no cursors with a name."""
        made: Cursor = self.connection.cursor(factory=Cursor)
        return made
