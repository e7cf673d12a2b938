"""Rows of several tables in one statement: PostgreSQL answers each from another process (ADR 8).

SQLite stands in the same process and waits for nobody: there every row is written at once.
"""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.models import Model


@dataclass(frozen=True)
class Statement:
    """What writes one row. With `must_be` somebody counts on it that the row was there."""

    sql: str
    values: Sequence[Any]
    must_be: type[Model] | None = None


class _Gathered(threading.local):
    """What waits for the end of the block, of each thread; None outside a block."""

    statements: list[Statement] | None = None


_gathered = _Gathered()


@contextmanager
def together() -> Iterator[None]:
    """What is `written` inside leaves at the end; nothing of it when the block raises.

    For rows that nobody reads before the end, inside the transaction that they are part of. A
    block inside a block is part of it.
    """
    if _gathered.statements is not None or connections[DEFAULT_DB_ALIAS].vendor != "postgresql":
        yield
        return
    found: list[Statement] = []
    _gathered.statements = found
    try:
        yield
    finally:
        _gathered.statements = None
    _leave(found)


def is_gathering() -> bool:
    """Whether what is written waits for the end of a block."""
    return _gathered.statements is not None


def written(statement: Statement) -> None:
    """Now, or with the others of its block: one of each table at a time, since the database does
    not keep their order. Raises `DoesNotExist` when `must_be` is not there.
    """
    waiting = _gathered.statements
    if waiting is None:
        _send([statement])
        return
    if any(one.sql == statement.sql for one in waiting):  # rows of one table keep their order
        _leave(waiting)
        waiting.clear()
    waiting.append(statement)


def _leave(statements: list[Statement]) -> None:
    """Of one statement the database counts the last row: what must be there stands last."""
    others = [one for one in statements if one.must_be is None]
    for one in statements:
        if one.must_be is not None:
            _send([*others, one])
            others = []
    if others:
        _send(others)


def _send(statements: list[Statement]) -> None:
    values = [value for one in statements for value in one.values]
    must_be = statements[-1].must_be
    with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
        cursor.execute(_as_one(tuple(one.sql for one in statements)), values)
        if must_be is not None and cursor.rowcount != 1:
            raise must_be.DoesNotExist  # type: ignore[attr-defined]


@cache
def _as_one(texts: tuple[str, ...]) -> str:
    """Each text is of a model, never of a person; they do not look at each other's rows."""
    *before, last = texts
    named = (f"wrote_{number} AS ({text})" for number, text in enumerate(before))
    return f"WITH {', '.join(named)} {last}" if before else last
