"""SQLite: a question is put into its notation as Django does it."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import DEFAULT_DB_ALIAS, connection, connections
from django.db.backends.sqlite3.base import SQLiteCursorWrapper

from portal.sqlite.base import Cursor

Cursors = tuple[Cursor, SQLiteCursorWrapper]
QUESTIONS = [
    "SELECT %s",
    "SELECT '%%s', %s, %s",
    "SELECT 1 WHERE 'a' LIKE 'a%%'",
    "SELECT 'é' || %s || '%%%%'",
    "",
]


@pytest.fixture
def cursors() -> Iterator[Cursors]:
    with closing(sqlite3.connect(":memory:")) as database:
        yield database.cursor(factory=Cursor), database.cursor(factory=SQLiteCursorWrapper)


@pytest.mark.parametrize("query", QUESTIONS)
def test_it_is_translated_as_django_does(query: str, cursors: Cursors) -> None:
    ours, ordinary = cursors
    assert ours.convert_query(query) == ordinary.convert_query(query)
    assert ours.convert_query(query) == ordinary.convert_query(query)  # by heart


def test_names_are_translated_too(cursors: Cursors) -> None:
    found = cursors[0].execute("SELECT %(one)s || %(two)s", {"one": "a", "two": "%s"})
    assert found.fetchone() == ("a%s",)


@pytest.mark.django_db
def test_values_reach_their_places() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT CAST(%s AS text) || '%%' || CAST(%s AS text)", ["a", "b%s"])
        assert cursor.fetchone() == ("a%b%s",)


@pytest.mark.django_db
def test_the_house_uses_it() -> None:
    if connection.vendor == "sqlite":
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            assert isinstance(cursor.cursor, Cursor)
            cursor.execute("PRAGMA mmap_size")
            assert cursor.fetchone()[0] > 0
    else:
        assert connections[DEFAULT_DB_ALIAS].settings_dict["ENGINE"].endswith("postgresql")
